"""The page of an item: what is on record, what is not, and what machines read of it."""

import json
import re

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file_svg

from content.models import (
    ActivityPage,
    DocumentPage,
    InitiativePage,
    OrdinancePage,
    OrdinanceRelation,
    Picture,
    ProductPage,
    StudyPage,
)
from tests import factories

pytestmark = pytest.mark.django_db

# The item with its translations, addresses and names, relations of ordinances, and the frame around every page.
QUERIES_OF_AN_ITEM = 60


def read(page, language="es"):
    response = Client().get(factories.address(page, language))
    assert response.status_code == 200
    return response.content.decode()


def data_blocks(html):
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]


def described(page, language="es"):
    """What the page says of its item, as machines read it."""
    [data] = [block for block in data_blocks(read(page, language)) if "@graph" not in block]
    return data


def relate(subject, verb, target):
    subject.relations.add(OrdinanceRelation(verb=verb, target=target))
    subject.save_revision().publish()


def test_a_page_shows_what_is_on_record_and_says_what_is_not(ordinance):
    page = read(ordinance)

    assert "015-2012-MDP" in page
    assert "Municipalidad Distrital de Písac" in page
    assert "5 de octubre de 2012" in page
    with override("es"):
        gazette = page.split(f"<dt>{_('Gazette')}</dt>")[1].split("</dd>")[0]
    assert 'class="missing"' in gazette


@pytest.mark.parametrize(("known", "missing"), [("unknown", True), ("in-force", False)])
def test_a_legal_status_that_nobody_knows_looks_like_all_that_is_not_on_record(ordinance, known, missing):
    ordinance.legal_status = known
    ordinance.save_revision().publish()
    with override("es"):
        status = read(ordinance).split(f"<dt>{_('Legal status')}</dt>")[1].split("</dd>")[0]

    assert ('class="missing"' in status) is missing


def test_a_list_says_what_is_not_known_of_the_publication_of_a_study(study):
    for status, shown in ((StudyPage.Status.NOT_ON_RECORD, True), (StudyPage.Status.PUBLISHED, False)):
        study.status = status
        study.save_revision().publish()
        with override("es"):
            words = _("publication not on record")
        assert (words in Client().get("/es/estudios/").content.decode()) is shown


def test_facts_come_from_the_page_in_the_main_language(study):
    version = study.get_translation(factories.english())
    version.issued = "1999"
    version.save_revision().publish()

    assert "1999" not in read(study, "en").split('class="facts"')[1]
    assert "October 2012" in read(study, "en")


def test_a_file_tells_what_it_is_and_how_to_check_it(study, pdf):
    study.file = pdf
    study.save_revision().publish()
    box = read(study).split('class="file-box"')[1].split("</section>")[0]

    assert pdf.sha256 in box
    assert "PDF, 14" in box


def test_a_summary_is_not_given_out_as_the_study_itself(study, pdf):
    pdf.note = "Síntesis que este sitio escribió."
    pdf.save()
    study.file = pdf
    study.save_revision().publish()

    data = described(study)

    assert "encoding" not in data
    assert data["associatedMedia"]["description"] == "Síntesis que este sitio escribió."
    assert "citation_pdf_url" not in read(study)


def test_a_drawing_is_shown_and_said_to_be_one(study):
    study.picture = Picture.objects.create(
        title="Telar", description="Un telar de cintura", illustration=True, file=get_test_image_file_svg()
    )
    study.save_revision().publish()

    assert 'alt="Un telar de cintura"' in read(study)


def test_relations_between_ordinances_are_read_both_ways(ordinance, cusco):
    newer = factories.item_page(OrdinancePage, "Ordenanza que modifica", place=cusco["district"])
    relate(newer, "amends", ordinance)

    assert 'href="/es/ordenanzas/ordenanza-de-la-papa-nativa/"' in read(newer).split('class="relations"')[1]
    assert 'href="/es/ordenanzas/ordenanza-que-modifica/"' in read(ordinance).split('class="relations"')[1]


def test_a_relation_to_what_readers_may_not_see_is_not_shown(ordinance):
    newer = factories.item_page(OrdinancePage, "Ordenanza que modifica")
    relate(newer, "amends", ordinance)
    newer.unpublish()

    assert 'class="relations"' not in read(ordinance)


def test_a_study_leads_to_the_edition_that_it_replaces(study):
    newer = factories.item_page(StudyPage, "Iconografía, segunda edición", supersedes=study)

    assert 'href="/es/estudios/iconografia-textil-color/"' in read(newer).split('class="relations"')[1]


def test_a_page_gives_its_permanent_address(study):
    assert "/id/estudio/iconografia" in read(study)


def test_a_correction_is_told_on_the_page(study):
    study.corrections = [("correction", {"date": "2026-01-31", "text": "El año era 2012."})]
    study.save_revision().publish()

    assert "El año era 2012." in read(study)


def test_a_preview_shows_the_draft(study):
    draft = StudyPage.objects.get(pk=study.pk)
    draft.title, draft.method = "Título nuevo", "Entrevistas"

    page = draft.make_preview_request(preview_mode=draft.default_preview_mode).content.decode()

    assert "Título nuevo" in page
    assert "Entrevistas" in page


def test_a_new_item_can_be_previewed_before_it_is_saved(home):
    index = factories.register_page(type(factories.item_page(StudyPage, "Otro").get_parent().specific))
    draft = StudyPage(title="Nuevo", slug="nuevo", code="nuevo", programme=factories.ProgrammeFactory())
    draft.locale = factories.spanish()
    draft.set_url_path(index)
    draft.path, draft.depth = index.path + "0009", index.depth + 1

    assert "Nuevo" in draft.make_preview_request(preview_mode=draft.default_preview_mode).content.decode()


def test_a_study_is_a_report(study):
    data = described(study)

    assert (data["@context"], data["@type"]) == ("https://schema.org", "Report")
    assert data["author"][0] == {
        "@type": "Person",
        "name": "Rosa Quispe Mamani",
        "familyName": "Quispe Mamani",
        "givenName": "Rosa",
    }
    assert data["datePublished"] == "2012-10"
    assert data["spatialCoverage"] == [{"@type": "AdministrativeArea", "identifier": "080405", "name": "Písac"}]
    assert data["identifier"].endswith("/id/estudio/iconografia")
    assert described(study, "en")["name"] == "Textile iconography & colour"


def test_an_ordinance_is_legislation_with_its_relations(ordinance):
    newer = factories.item_page(OrdinancePage, "Ordenanza que modifica")
    relate(newer, "amends", ordinance)
    data = described(ordinance)

    assert data["@type"] == "Legislation"
    assert data["legislationIdentifier"] == "015-2012-MDP"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"
    assert data["temporalCoverage"] == "2012-10-09/.."
    [changed] = described(newer)["legislationChanges"]
    assert changed["@id"] == data["@id"]


@pytest.mark.parametrize(
    ("model", "facts", "kind"),
    [
        (ProductPage, {"kind": "module"}, "LearningResource"),
        (ProductPage, {"kind": "bulletin"}, "CreativeWork"),
        (InitiativePage, {"kind": "association"}, "Organization"),
        (InitiativePage, {"kind": "venture"}, "Project"),
        (DocumentPage, {}, "DigitalDocument"),
        (ActivityPage, {}, "Event"),
    ],
)
def test_every_item_says_what_it_is(home, model, facts, kind):
    page = factories.item_page(model, "Una cosa", **facts)

    assert described(page)["@type"] == kind


def test_a_register_is_a_data_set_with_its_files(study):
    data = described(study.get_parent().specific)

    assert data["@type"] == "Dataset"
    assert {file["contentUrl"].rpartition("/")[2] for file in data["distribution"]} == {"datos.csv", "datos.json"}


def test_no_text_ends_a_data_block(home):
    page = factories.item_page(StudyPage, "</script><script>alert(1)</script>", slug="x", code="x")

    html = read(page)

    assert "<script>alert" not in html
    assert described(page)["name"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_item_is_read_in_a_bounded_number_of_queries(study, language, django_assert_max_num_queries):
    address = factories.address(study, language)
    Client().get(address)

    with django_assert_max_num_queries(QUERIES_OF_AN_ITEM):
        Client().get(address)
