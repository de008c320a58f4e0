"""Storing a translation as translators' own work: wagtail-localize then shows it, and keeps it in step."""

from collections.abc import Mapping

from django.db import transaction
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue, extract_strings

Segments = list[tuple[StringSegment, str]]


class TranslationMismatch(ValueError):
    """A translated text is not built like its source: it names another field, or has other paragraphs or links."""


@transaction.atomic
def store_translation(instance: TranslatableMixin, language_code: str, texts: Mapping[str, str]) -> bool:
    """Stores translated texts of a saved label or page, by field, and saves (pages: publishes) the translation.

    Rich text is HTML with the same blocks, in the same order, as the source. Fields that are not given stay as they
    were. Returns whether anything changed: a second call with the same texts writes nothing. Raises
    ``TranslationMismatch``, and ``ValidationError`` where the translated row breaks a rule of its model.
    """
    locale, _created = Locale.objects.get_or_create(language_code=language_code)
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    updated_before = source.last_updated_at if source else None
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    changed = source.last_updated_at != updated_before
    translation, created = Translation.objects.get_or_create(source=source, target_locale=locale)
    changed |= created
    changed |= _store_strings(locale, _paired(source, instance, texts))
    if changed or not source.object.has_translation(locale):
        translation.save_target(publish=True)
        return True
    return False


def _paired(source: TranslationSource, instance: TranslatableMixin, texts: Mapping[str, str]) -> Segments:
    """Each segment of the source with its translation."""
    segments: dict[str, list[StringSegment]] = {}
    rows = StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order")
    for segment in rows:
        segments.setdefault(segment.context.path, []).append(segment)
    pairs: Segments = []
    for name, text in texts.items():
        if name not in segments:
            raise TranslationMismatch(f"{name}: the source has no text here")
        strings = _strings(instance, name, text)
        if len(strings) != len(segments[name]):
            raise TranslationMismatch(f"{name}: {len(segments[name])} parts in the source, {len(strings)} given")
        pairs += zip(segments[name], strings, strict=True)
    return pairs


def _strings(instance: TranslatableMixin, name: str, text: str) -> list[str]:
    """The parts of a translated text, as wagtail-localize cuts its source into segments."""
    if isinstance(instance, Page):
        instance = instance.specific
    if not isinstance(instance._meta.get_field(name), RichTextField):
        return [StringValue.from_plaintext(text).data]
    template, strings = extract_strings(text)
    source_template, source_strings = extract_strings(getattr(instance, name))
    if template != source_template or [attrs for _text, attrs in strings] != [attrs for _text, attrs in source_strings]:
        raise TranslationMismatch(f"{name}: its paragraphs, headings, lists and links must be those of the source")
    return [string.data for string, _attrs in strings]


def _store_strings(locale: Locale, pairs: Segments) -> bool:
    """Writes the strings that are new or differ; returns whether there were any."""
    there = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            locale=locale, context_id__in={segment.context_id for segment, _data in pairs}
        ).select_related("translation_of", "context")
    }
    changed = False
    for segment, data in pairs:
        row = there.get((segment.string_id, segment.context_id))
        if row is None:
            row = StringTranslation(
                translation_of=segment.string, context=segment.context, locale=locale, translation_type="manual"
            )
            there[segment.string_id, segment.context_id] = row
        elif row.data == data and not row.has_error:
            continue
        row.data, row.has_error, row.field_error = data, False, ""
        row.translation_type, row.tool_name = StringTranslation.TRANSLATION_TYPE_MANUAL, ""
        row.save()
        changed = True
    return changed
