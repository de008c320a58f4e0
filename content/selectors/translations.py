"""How far a page's translation follows its original."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Q, Subquery
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

Kind = Literal["original", "translated", "stale", "untranslated"]


@dataclass(frozen=True)
class TranslationState:
    """``original`` is a page in the main language, ``untranslated`` an alias that shows it under another one.

    ``stale``: readers of the translation get other words than the original's. ``since`` is when the original was last
    published, for a translation that is behind it.
    """

    kind: Kind
    since: datetime.datetime | None = None


@dataclass(frozen=True)
class _Strings:
    """How far the strings of a source are translated: how many are not, and when the newest was first translated."""

    missing: int = 0
    newest: datetime.datetime | None = None


def translation_state(page: Page) -> TranslationState:
    """The state of one page."""
    return translation_states([page])[page.pk]


def translation_states(pages: Sequence[Page]) -> dict[int, TranslationState]:
    """Page id → its state.

    The number of queries grows with the number of types among the pages whose original was published after it was
    last taken up for translation, not with the number of pages.
    """
    translations = [page for page in pages if _is_translation(page)]
    originals = _originals(translations)
    taken_up = {source.object_id: source for source in _sources(originals)}
    strings = _strings(taken_up.values(), translations)
    suspects = [
        original
        for key, original in originals.items()
        if key in taken_up and _published_after(original, taken_up[key].last_updated_at)
    ]
    changed = _changed(suspects, taken_up)
    states = {}
    for page in pages:
        if not _is_translation(page):
            states[page.pk] = TranslationState("untranslated" if page.alias_of_id else "original")
            continue
        original, source = originals.get(page.translation_key), taken_up.get(page.translation_key)
        behind = source is not None and (
            page.translation_key in changed or _is_behind(page, strings[source.pk, page.locale_id])
        )
        since = original.last_published_at if original and behind else None
        states[page.pk] = TranslationState("stale" if behind else "translated", since)
    return states


def _is_translation(page: Page) -> bool:
    return page.alias_of_id is None and page.locale.language_code != settings.LANGUAGE_CODE


def _originals(translations: Iterable[Page]) -> dict[Any, Page]:
    keys = {page.translation_key for page in translations}
    if not keys:
        return {}
    found = Page.objects.live().filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)
    return {page.translation_key: page for page in found}


def _sources(originals: dict[Any, Page]) -> Iterable[TranslationSource]:
    if not originals:
        return []
    return TranslationSource.objects.filter(
        object_id__in=originals, locale__language_code=settings.LANGUAGE_CODE
    ).defer("content_json")


def _strings(sources: Iterable[TranslationSource], translations: Iterable[Page]) -> dict[tuple[int, int], _Strings]:
    """(source, locale) → how far its strings are translated; one query for each language."""
    ids = [source.pk for source in sources]
    found: dict[tuple[int, int], _Strings] = defaultdict(_Strings)
    for locale in {page.locale_id for page in translations} if ids else ():
        translated = StringTranslation.objects.filter(
            translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale, has_error=False
        )
        rows = (
            StringSegment.objects.filter(source__in=ids)
            .annotate(translated_at=Subquery(translated.values("created_at")[:1]))
            .values("source")
            .annotate(missing=Count("pk", filter=Q(translated_at=None)), newest=Max("translated_at"))
        )
        for row in rows.values_list("source", "missing", "newest"):
            found[row[0], locale] = _Strings(row[1], row[2])
    return found


def _is_behind(page: Page, strings: _Strings) -> bool:
    """Whether a string is not translated at all, or was first translated after the page was last published."""
    return bool(strings.missing) or bool(strings.newest and not _published_after(page, strings.newest))


def _published_after(page: Page, moment: datetime.datetime) -> bool:
    return bool(page.last_published_at and page.last_published_at > moment)


def _changed(originals: Sequence[Page], taken_up: dict[Any, TranslationSource]) -> set[Any]:
    """Translation keys of those whose words are no longer the ones that were taken up for translation."""
    if not originals:
        return set()
    keys = {taken_up[page.translation_key].pk: page.translation_key for page in originals}
    known: dict[Any, set[tuple[str, str]]] = defaultdict(set)
    rows = StringSegment.objects.filter(source__in=keys).values_list("source", "context__path", "string__data")
    for source, path, words in rows:
        known[keys[source]].add((path, words))
    pages = Page.objects.filter(pk__in=[page.pk for page in originals]).specific()
    return {page.translation_key for page in pages if _words(page) != known[page.translation_key]}


def _words(page: Page) -> set[tuple[str, str]]:
    return {
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    }
