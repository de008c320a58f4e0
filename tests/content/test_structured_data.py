"""What machines read of every page: JSON-LD that a processor expands, in words that schema.org really has.

The context of schema.org is answered from here, for no test asks the network: one vocabulary for every term.
"""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from lxml import html
from pyld import jsonld
from rdflib import RDF, SDO, Graph, URIRef
from usp.tree import sitemap_from_str
from wagtail.models import Page

from publication.navigation import language_roots, public_path
from tests import factories
from tests.factories.page_types import PAGE_TYPES, draft_of

SCHEMA = "https://schema.org/"
VOCABULARY = {str(term) for term in dir(SDO) if str(term).startswith(SCHEMA)}
CONTEXT = {"@vocab": SCHEMA, **{name: {"@type": "@id"} for name in ("url", "item", "sameAs", "contentUrl")}}


@pytest.fixture
def site(db: None) -> factories.ProgrammeSite:
    return factories.programme_with_pages()


def context_of_schema(address: str, _options: Any) -> dict[str, Any]:
    """Answers in the place of schema.org, and for nobody else."""
    assert address.rstrip("/") == SCHEMA.rstrip("/"), f"{address} would have to be fetched"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": {"@context": CONTEXT},
    }


def published(model: type[Page], site: factories.ProgrammeSite) -> Page:
    """A page of a type as readers meet it, with the pages above it."""
    there: Page | None = model._default_manager.live().filter(locale=factories.spanish()).first()
    if there is not None:
        return there
    page = draft_of(model, site)
    for above in [*page.get_ancestors().filter(depth__gt=1, live=False).specific(), page]:
        above.get_latest_revision().publish()
    return Page.objects.get(pk=page.pk).specific


def shown(page: Page) -> Any:
    """The page as readers get it, or as its release will have it."""
    path = public_path(page, language_roots()["es"], "es")
    response = Client().get(path)
    if response.status_code != 200:
        with override("es"):
            response = page.make_preview_request()
    return html.fromstring(response.content)


def graph_of(document: Any) -> Graph:
    """Everything that the data blocks of a page say, as statements."""
    statements = Graph()
    for text in document.xpath("//script[@type='application/ld+json']/text()"):
        options = {"documentLoader": context_of_schema, "format": "application/n-quads"}
        statements.parse(data=jsonld.to_rdf(json.loads(text), options), format="nquads")
    return statements


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_page_type_describes_itself_in_words_that_schema_org_has(model: type[Page], site: Any) -> None:
    page = published(model, site)

    statements = graph_of(shown(page))

    assert len(statements)
    kinds = set(statements.objects(predicate=RDF.type))
    assert SDO.WebPage in kinds
    used = {*statements.predicates(), *kinds} - {RDF.type}
    assert {str(term) for term in used} - VOCABULARY == set()
    names = {str(name) for name in statements.objects(predicate=SDO.name)}
    assert page.title in names


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_addresses_in_the_data_are_whole(model: type[Page], site: Any) -> None:
    statements = graph_of(shown(published(model, site)))

    for name in (SDO.url, SDO.item, SDO.contentUrl):
        for address in statements.objects(predicate=name):
            assert isinstance(address, URIRef)
            assert str(address).startswith(("http://", "https://"))


def test_the_map_of_the_site_names_every_page_in_its_languages(site: Any) -> None:
    from content.models import StudyPage

    study = factories.item_page(StudyPage, "Línea de base", programme=site.programme)
    factories.translate(study, title="Baseline")
    factories.item_page(StudyPage, "Sin traducir", programme=site.programme)

    tree = sitemap_from_str(Client().get("/sitemap.xml").content.decode())
    pages = {page.url: page for page in tree.all_pages()}
    found = {url.partition("/es/")[2] or url.partition("/en/")[2] for url in pages}

    assert {"estudios/linea-de-base/", "studies/baseline/", "estudios/sin-traducir/"} <= found
    assert "studies/sin-traducir/" not in found
    translated = next(page for url, page in pages.items() if url.endswith("/studies/baseline/"))
    assert {language for language, _url in translated.alternates or ()} == {"es", "en", "x-default"}
    assert {url for _language, url in translated.alternates or ()} <= pages.keys()
    assert translated.last_modified is not None
