"""The demo's editorial content: every page answers in both languages, cites a source, and says what it is."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from django.db import transaction
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from content.models import (
    ContentPage,
    DocumentPage,
    File,
    InitiativePage,
    OrdinancePage,
    Picture,
    ProductPage,
    RegionPage,
    RegisterItem,
    StudyPage,
)
from content.selectors.translations import translation_state
from desk.services import demo
from desk.services.content import content_create
from desk.services.content_values import Content
from tests.factories import english, wagtail_roots
from transparency.models import Programme

UNTRANSLATED = {"material-de-difusion", "empresas-ancla", "marco-de-seguimiento", "ferias-turismo-rural"}
STALE = {"informe-semestral-2011", "formacion-de-formadores"}
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
KILOBYTE = 1024


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo's record and pages, loaded once for all tests of this module and taken back at its end."""
    from django.test import override_settings

    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        wagtail_roots()
        demo.locales_create()
        programme = demo.record_create(demo.DATA, lambda line: None)
        texts = yaml.safe_load((demo.DATA / "pages.yaml").read_text(encoding="utf-8"))
        home = demo.pages_create(Content(programme, demo.DATA), texts)
        demo.site_set(home)
        content_create(programme, home, demo.DATA, lambda line: None)
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def spanish_pages() -> list[ContentPage]:
    """Every page of the content in the main language."""
    pages = Page.objects.filter(locale__language_code="es", depth__gt=2).specific()
    return [page for page in pages if isinstance(page, ContentPage)]


def test_registers_hold_what_the_documents_count():
    def count(model):
        return model.objects.filter(locale__language_code="es").count()

    studies = StudyPage.objects.filter(locale__language_code="es")
    assert Counter(page.knowledge_product.kind for page in studies if page.knowledge_product.planned)["study"] == 7
    assert studies.filter(knowledge_product__source__code="final-report", kind="systematisation").count() == 2
    assert count(OrdinancePage) == 15
    kinds = Counter(OrdinancePage.objects.filter(locale__language_code="es").values_list("kind", flat=True))
    assert kinds == {"district": 11, "provincial": 1, "regional": 3}
    products = ProductPage.objects.filter(locale__language_code="es")
    assert products.filter(kind="module").count() == 19
    assert count(RegionPage) == 4
    assert count(InitiativePage) >= 10
    assert count(DocumentPage) >= 12


def test_no_ordinance_has_a_number_or_a_date_that_no_document_tells():
    told = OrdinancePage.objects.exclude(number="", issued="", legal_status="unknown")
    assert not told.exists()


def test_the_study_that_was_not_published_says_so():
    baseline = StudyPage.objects.get(code="linea-de-base", locale__language_code="es")
    assert baseline.knowledge_product.status == "unpublished"


def test_every_page_has_a_summary_and_a_description_and_every_item_a_source():
    for page in spanish_pages():
        assert page.summary, page
        assert 40 <= len(page.search_description) <= 170, page
        assert page.picture, page
        if isinstance(page, RegisterItem):
            assert page.source, page
            assert page.source_section, page
            assert page.body, page


def test_english_pages_are_translated_whole_or_declared_as_fallbacks():
    for page in spanish_pages():
        translated = page.get_translation(english()).specific
        if page.slug in UNTRANSLATED:
            assert translated.alias_of_id == page.pk
            continue
        assert translated.alias_of_id is None, page
        assert translated.live
        expected = "stale" if page.slug in STALE else "translated"
        assert translation_state(translated).kind == expected, page
        total, done = Translation.objects.get(source=TranslationSource.objects.get_for_instance(page)).get_progress()
        assert total == done, page


def test_every_page_is_served_in_both_languages():
    client = Client()
    for page in Page.objects.filter(depth__gt=2).live().select_related("locale"):
        if not isinstance(page.specific, ContentPage):
            continue
        url = page.get_url()
        response = client.get(url)
        assert response.status_code == 200, url
        language = "es" if page.alias_of_id else page.locale.language_code
        assert f'<html lang="{language}"' in response.content.decode(), url


def test_menus_follow_the_same_order_in_both_languages():
    def menu(language):
        home = Page.objects.get(depth=2, locale__language_code=language)
        return [page.slug for page in home.get_children().live().in_menu()]

    assert menu("es") == ["programa", "regiones", "transparencia", "estudios", "ordenanzas", "productos"]
    assert menu("en") == ["programme", "regions", "transparency", "studies", "ordinances", "products"]


def test_the_tree_is_sound():
    assert all(not problems for problems in Page.find_problems())


def test_pictures_say_that_they_are_drawings_and_weigh_little():
    assert Picture.objects.count() == 19
    for picture in Picture.objects.all():
        assert picture.illustration
        assert picture.consent == Picture.Consent.NOT_NEEDED
        assert all((picture.description, picture.title_en, picture.description_en, picture.credit, picture.licence))
        assert picture.file.size <= 20 * KILOBYTE, picture


def test_files_say_that_this_site_wrote_them():
    assert File.objects.count() == 9
    for file in File.objects.all():
        assert file.language == "es"
        assert file.note
        assert file.note_en
        assert file.file.size <= 40 * KILOBYTE


def test_a_second_run_changes_nothing_and_keeps_what_editors_changed():
    study = StudyPage.objects.filter(locale__language_code="es").first()
    study.title = "Otro título"
    study.save_revision().publish()
    before = Page.objects.count(), Picture.objects.count(), File.objects.count()
    home = Page.objects.get(depth=2, locale__language_code="es").specific
    lines: list[str] = []

    content_create(Programme.objects.get(locale__language_code="es"), home, demo.DATA, lines.append)

    assert (Page.objects.count(), Picture.objects.count(), File.objects.count()) == before
    assert StudyPage.objects.get(pk=study.pk).title == "Otro título"
    assert len(lines) == 1


def test_no_mail_address_stands_in_the_data():
    for path in Path(demo.DATA).rglob("*"):
        if path.suffix in {".csv", ".yaml", ".md", ".svg"}:
            assert not MAIL.search(path.read_text(encoding="utf-8")), path
