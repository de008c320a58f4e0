"""Storing a translation as translators' own work: wagtail-localize then shows it, and keeps it in step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django.db import transaction
from wagtail.models import DraftStateMixin, Locale, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from transparency.services.translated_copies import TranslationMismatch, translated_copy

__all__ = ["TranslationMismatch", "store_translation"]

Segments = list[tuple[StringSegment, str]]


@transaction.atomic
def store_translation(instance: TranslatableMixin, language_code: str, texts: Mapping[str, Any]) -> bool:
    """Stores translated texts of a saved label or page, by field, and saves (pages: publishes) the translation.

    Rich text is HTML with the same blocks, in the same order, as the source. The words of a stream field and of inline
    rows are given as ``translated_copies`` describes. Fields that are not given stay as they were. Returns whether
    anything changed: a second call with the same texts writes nothing. Raises ``TranslationMismatch``, and
    ``ValidationError`` where the translated row breaks a rule of its model.
    """
    locale, _created = Locale.objects.get_or_create(language_code=language_code)
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    updated_before = source.last_updated_at if source else None
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    changed = source.last_updated_at != updated_before
    translation, created = Translation.objects.get_or_create(source=source, target_locale=locale)
    changed |= created
    changed |= _store_strings(locale, _paired(source, texts))
    if changed or not source.object.has_translation(locale):
        _save(translation)
        return True
    return False


def _save(translation: Translation) -> None:
    """Saves the translated row, and publishes it where it is a page.

    wagtail-localize would publish a page only once the transaction ends, from the instance that it holds in memory: a
    place in the tree that changed in between, by a child added or a page moved, would be overwritten.
    """
    if not issubclass(translation.source.specific_content_type.model_class(), DraftStateMixin):
        translation.save_target(publish=True)
        return
    translation.save_target(publish=False)
    saved = translation.get_target_instance()
    type(saved)._default_manager.get(pk=saved.pk).get_latest_revision().publish()


def _paired(source: TranslationSource, texts: Mapping[str, Any]) -> Segments:
    """Each segment of the source with its translation.

    The translated words are put into a copy of the source that is never saved, and cut by the library itself: so every
    kind of field it knows is paired by the same paths that translators see.
    """
    rows: dict[str, list[StringSegment]] = {}
    for row in StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order"):
        rows.setdefault(row.context.path, []).append(row)
    instance = source.as_instance()
    there = _cut(instance, texts)
    given = _cut(translated_copy(instance, texts), texts)
    pairs: Segments = []
    for path in sorted(there.keys() | given.keys()):
        before, after = there.get(path, Cut()), given.get(path, Cut())
        if not before.strings:
            raise TranslationMismatch(f"{path}: the source has no text here")
        if len(before.strings) != len(after.strings):
            raise TranslationMismatch(f"{path}: {len(before.strings)} parts in the source, {len(after.strings)} given")
        if (before.template, before.attributes) != (after.template, after.attributes):
            raise TranslationMismatch(f"{path}: its paragraphs, headings, lists and links must be those of the source")
        pairs += zip(rows[path], after.strings, strict=True)
    return pairs


@dataclass
class Cut:
    """The text at one path as wagtail-localize cuts it: its strings, and the HTML that they are taken out of."""

    strings: list[str] = dataclass_field(default_factory=list)
    attributes: list[Any] = dataclass_field(default_factory=list)
    template: str = ""


def _cut(instance: TranslatableMixin, names: Iterable[str]) -> dict[str, Cut]:
    """Path → text, for the fields called ``names``."""
    wanted = set(names)
    found: dict[str, Cut] = {}
    for segment in extract_segments(instance):
        if segment.path.split(".")[0] not in wanted:
            continue
        if isinstance(segment, TemplateSegmentValue):
            found.setdefault(segment.path, Cut()).template = segment.template
        elif isinstance(segment, StringSegmentValue):
            cut = found.setdefault(segment.path, Cut())
            cut.strings.append(segment.string.data)
            cut.attributes.append(segment.attrs)
    return {path: cut for path, cut in found.items() if cut.strings}


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
