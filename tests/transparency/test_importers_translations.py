"""Translations stored by the loader are those that translators find and work on."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests.factories import (
    OrganisationFactory,
    ProgrammeFactory,
    english,
    home_page,
    spanish,
)
from transparency.models import Organisation, Programme, TransparencyIndexPage
from transparency.services.translations import TranslationMismatch, store_translation

pytestmark = pytest.mark.django_db


def progress(source: TranslationSource) -> tuple[int, int]:
    """How many strings translators are asked for, and how many are done."""
    total, done = Translation.objects.get(source=source, target_locale=english()).get_progress()
    return total, done


@pytest.fixture
def ilo() -> Organisation:
    """An agency without a translation."""
    made: Organisation = OrganisationFactory(code="ILO", name="Organización Internacional del Trabajo", acronym="OIT")
    return made


@pytest.fixture
def index() -> TransparencyIndexPage:
    """A Spanish page with rich text, and no translation."""
    page = TransparencyIndexPage(
        title="Transparencia",
        slug="transparencia",
        programme=ProgrammeFactory(),
        locale=spanish(),
        search_description="Las cuentas.",
        introduction="<p>Lo que <b>recibió</b> y gastó.</p><ul><li>Uno</li><li>Dos</li></ul>",
    )
    home_page().add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


IN_ENGLISH = {
    "title": "Transparency",
    "slug": "transparency",
    "search_description": "The accounts.",
    "introduction": "<p>What it <b>received</b> and spent.</p><ul><li>One</li><li>Two</li></ul>",
}


def test_a_labels_translation_is_complete_in_the_eyes_of_translators(ilo: Organisation) -> None:
    assert store_translation(ilo, "en", {"name": "International Labour Organization", "acronym": "ILO"})

    translated = ilo.get_translation(english())
    assert (translated.name, translated.acronym) == ("International Labour Organization", "ILO")
    assert (translated.code, translated.kind) == (ilo.code, ilo.kind)
    source = TranslationSource.objects.get_for_instance(ilo)
    assert progress(source) == (2, 2)
    assert set(StringTranslation.objects.values_list("translation_type", flat=True)) == {"manual"}


def test_signs_that_mean_something_in_html_stay_what_they_are(ilo: Organisation) -> None:
    store_translation(ilo, "en", {"name": "Work & <Labour>", "acronym": "A&B"})

    assert ilo.get_translation(english()).name == "Work & <Labour>"


def test_the_same_words_again_change_nothing(ilo: Organisation) -> None:
    words = {"name": "International Labour Organization", "acronym": "ILO"}
    store_translation(ilo, "en", words)
    stamp = StringTranslation.objects.latest("updated_at").updated_at

    assert not store_translation(ilo, "en", words)
    assert StringTranslation.objects.latest("updated_at").updated_at == stamp


def test_another_word_replaces_the_one_before(ilo: Organisation) -> None:
    store_translation(ilo, "en", {"name": "Labour Office", "acronym": "ILO"})

    assert store_translation(ilo, "en", {"name": "International Labour Organization", "acronym": "ILO"})
    assert ilo.get_translation(english()).name == "International Labour Organization"
    assert Organisation.objects.filter(translation_key=ilo.translation_key).count() == 2


def test_what_is_not_translated_follows_the_source(ilo: Organisation) -> None:
    words = {"name": "International Labour Organization", "acronym": "ILO"}
    store_translation(ilo, "en", words)
    ilo.iati_ref = "XM-DAC-41302"
    ilo.save()

    assert store_translation(ilo, "en", words)
    assert ilo.get_translation(english()).iati_ref == "XM-DAC-41302"


def test_a_changed_source_with_its_new_translation_is_complete_again(ilo: Organisation) -> None:
    store_translation(ilo, "en", {"name": "Labour Office", "acronym": "ILO"})
    ilo.name = "Oficina Internacional del Trabajo"
    ilo.save()

    store_translation(ilo, "en", {"name": "International Labour Office", "acronym": "ILO"})

    assert ilo.get_translation(english()).name == "International Labour Office"
    assert progress(TranslationSource.objects.get_for_instance(ilo)) == (2, 2)


def test_a_page_is_published_in_the_other_language_with_its_own_address(
    index: TransparencyIndexPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert store_translation(index, "en", IN_ENGLISH)

    page = index.get_translation(english()).specific
    assert page.live
    assert page.alias_of is None
    assert (page.title, page.slug, page.search_description) == ("Transparency", "transparency", "The accounts.")
    assert page.introduction == IN_ENGLISH["introduction"]
    assert page.programme == index.programme
    assert page.get_parent() == index.get_parent().get_translation(english())
    total, done = progress(TranslationSource.objects.get_for_instance(index))
    assert total == done > 0


def test_storing_a_page_again_makes_no_further_revision(
    index: TransparencyIndexPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        store_translation(index, "en", IN_ENGLISH)
    page = index.get_translation(english())
    revisions = page.revisions.count()

    with django_capture_on_commit_callbacks(execute=True):
        assert not store_translation(TransparencyIndexPage.objects.get(pk=index.pk), "en", IN_ENGLISH)

    assert page.revisions.count() == revisions


@pytest.mark.parametrize(
    "introduction",
    [
        "<p>What it <b>received</b> and spent.</p>",
        "<h2>What it received and spent.</h2><ul><li>One</li><li>Two</li></ul>",
        '<p>What it <a href="https://example.org">received</a>.</p><ul><li>One</li><li>Two</li></ul>',
    ],
)
def test_rich_text_that_is_built_otherwise_is_refused(index: TransparencyIndexPage, introduction: str) -> None:
    with pytest.raises(TranslationMismatch, match="introduction"):
        store_translation(index, "en", {**IN_ENGLISH, "introduction": introduction})


def test_a_text_that_the_source_does_not_have_is_refused() -> None:
    programme: Programme = ProgrammeFactory(summary="")

    with pytest.raises(TranslationMismatch, match="summary"):
        store_translation(programme, "en", {"summary": "A summary"})
