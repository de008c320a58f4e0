"""Pages as writers make them, and what their forms post."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from content.models import StudyIndexPage, StudyPage
from tests import factories


def study_index() -> StudyIndexPage:
    """The register of studies in Spanish, live, with its translation."""
    index = StudyIndexPage(title="Estudios", slug="estudios", locale=factories.spanish())
    factories.home_page().add_child(instance=index)
    index.save_revision().publish()
    alias = index.get_translations().first()
    if alias is not None:
        alias.delete()
    factories.publish_in_english(index, "Studies", "studies")
    return index


def draft_study(index: StudyIndexPage | None = None, **fields: Any) -> StudyPage:
    """A study that nobody has published."""
    values = {
        "title": "Línea de base",
        "slug": "linea-de-base",
        "code": "linea-de-base",
        "summary": "Cómo estaba el sector.",
        "search_description": "Cómo estaba el sector antes de empezar.",
        "live": False,
        **fields,
    }
    values.setdefault("programme", factories.ProgrammeFactory(code=f"P-{values['code']}"))
    page = StudyPage(locale=factories.spanish(), **values)
    (index or study_index()).add_child(instance=page)
    page.save_revision()
    return page


def start_translation(page: Page, *, complete: bool = True) -> Translation:
    """What "Translate this page" makes, with every text translated unless ``complete`` is false."""
    source, _created = TranslationSource.update_or_create_from_instance(page.get_latest_revision_as_object())
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=factories.english())
    translation.save_target(publish=False)
    if complete:
        translate_all(translation)
    return translation


def translate_all(translation: Translation) -> None:
    """Gives every text that has none a translation."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": english_words(segment), "translation_type": "manual"},
        )


def english_words(segment: StringSegment) -> str:
    text = str(segment.string.data)
    return f"{text}-en" if segment.context.path == "slug" else f"{text} (en)"


def study_form(page: StudyPage | None = None, **changed: Any) -> dict[str, Any]:
    """What the form of a study posts, without any button."""
    programme = page.programme if page else factories.ProgrammeFactory()
    return {
        "title": page.title if page else "Línea de base",
        "slug": page.slug if page else "linea-de-base",
        "summary": "Cómo estaba el sector.",
        "search_description": "Cómo estaba el sector antes de empezar.",
        "code": page.code if page else "linea-de-base",
        "programme": programme.pk,
        "kind": "study",
        "status": "not-on-record",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "body-count": 0,
        "corrections-count": 0,
        **changed,
    }
