"""Addresses: the map of the site, moved pages, and what readers meet where there is none."""

import pytest
from django.test import Client
from lxml import etree

from content.models import SectionPage, StandardPage
from tests import factories
from transparency.services.translations import store_translation

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture
def section():
    home = factories.home_page()
    page = home.add_child(instance=SectionPage(title="Comunicación", slug="comunicacion", locale=factories.spanish()))
    page.save_revision().publish()
    page = SectionPage.objects.get(pk=page.pk)
    store_translation(page, "en", {"title": "Communication", "slug": "communication"})
    child = page.add_child(instance=StandardPage(title="Voceras", slug="voceras", locale=factories.spanish()))
    child.save_revision().publish()
    return SectionPage.objects.get(pk=page.pk)


def mapped() -> dict[str, dict[str, str]]:
    tree = etree.fromstring(Client().get("/sitemap.xml").content)
    return {
        url.findtext(f"{SITEMAP}loc", "").split("/", 3)[3]: {
            link.get("hreflang", ""): link.get("href", "").split("/", 3)[3] for link in url.findall(LINK)
        }
        for url in tree.findall(f"{SITEMAP}url")
    }


def test_the_map_links_real_translations_and_leaves_out_pages_in_another_language(section):
    pages = mapped()

    versions = {"es": "es/comunicacion/", "en": "en/communication/", "x-default": "es/comunicacion/"}
    assert pages["es/comunicacion/"] == pages["en/communication/"] == versions
    assert pages["es/comunicacion/voceras/"] == {}
    assert "en/communication/voceras/" not in pages


def test_the_map_holds_released_pages_and_no_draft(section):
    factories.programme_with_pages()
    section.unpublish()

    pages = mapped()

    assert "es/transparencia/finanzas/" in pages
    assert "es/comunicacion/" not in pages


def test_robots_are_told_where_the_map_is(section):
    text = Client().get("/robots.txt").content.decode()

    assert "/sitemap.xml" in text
    assert "Disallow: /admin/" in text


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("/es/comunicacion/", "/es/difusion/", "es"),
        ("/es/comunicacion/voceras/", "/es/difusion/voceras/", "es"),
        ("/en/communication/", "/en/outreach/", "en"),
    ],
)
def test_a_page_whose_address_changed_is_found_under_the_old_one(
    section, django_capture_on_commit_callbacks, old, new, language
):
    page = section if language == "es" else section.get_translation(factories.english())
    page.slug = new.split("/")[2]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    response = Client().get(old)

    assert response.status_code == 301
    assert response["Location"].endswith(new)


def test_a_typing_error_finds_the_page_that_was_meant(section):
    page = Client().get("/es/comunicasion/").content.decode()

    assert 'href="/es/comunicacion/"' in page.split("<main")[1]


def test_an_address_of_the_other_language_leads_there(section):
    response = Client().get("/en/comunicacion/")

    assert response.status_code == 404
    assert 'href="/es/comunicacion/" lang="es"' in response.content.decode().split("<main")[1]


@pytest.mark.parametrize(
    "path", ["/es/%00/", "/es/<script>/", "/es/" + "a" * 3000 + "/", "/no-language/", "/es/ñandú/"]
)
def test_a_strange_address_is_not_found_and_does_no_harm(section, path):
    response = Client().get(path)

    assert response.status_code == 404
    assert "<script>/" not in response.content.decode()
