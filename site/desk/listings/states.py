"""How far the translation of each listed page is, read for all of them at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.models import Locale, Page

from content.selectors.translations import TranslationState, translation_states

UNTRANSLATED = TranslationState("untranslated")
WORDS: dict[str, str | Promise] = {
    "original": _("original"),
    "translated": _("translated"),
    "draft": _("translation not published"),
    "stale": _("translation out of date"),
    "untranslated": _("not translated"),
}


def states_of_originals(pages: Iterable[Page]) -> dict[Any, str]:
    """Translation key → ``translated``, ``stale``, ``draft`` or ``untranslated``, for pages in the main language.

    Where there are several languages, the one that is furthest behind counts. Queries do not grow with the pages.
    """
    keys = [page.translation_key for page in pages]
    others = Locale.objects.exclude(pk=Locale.get_default().pk)
    found = list(Page.objects.filter(translation_key__in=keys, locale__in=others).select_related("locale"))
    states = translation_states(found)
    kinds: dict[Any, list[str]] = {key: [] for key in keys}
    for page in found:
        kind = states[page.pk].kind
        kinds[page.translation_key].append("draft" if kind != "untranslated" and not page.live else kind)
    wanted = others.count()
    return {key: _furthest_behind(there, wanted) for key, there in kinds.items()}


def _furthest_behind(kinds: Sequence[str], wanted: int) -> str:
    if len(kinds) < wanted:
        return "untranslated"
    return next((kind for kind in ("untranslated", "draft", "stale") if kind in kinds), "translated")


def states_of(pages: Sequence[Page]) -> dict[int, str]:
    """Page id → its own state for a translation, that of its translations for an original."""
    main = Locale.get_default().pk
    originals = [page for page in pages if page.locale_id == main]
    own = translation_states([page for page in pages if page.locale_id != main])
    theirs = states_of_originals(originals)
    return {page.pk: theirs[page.translation_key] for page in originals} | {pk: state.kind for pk, state in own.items()}


class TranslationColumn(StatusTagColumn):
    """The state of a page's translation, which the view read for the whole list."""

    def __init__(self) -> None:
        super().__init__("translation", label=_("Translation"), primary=False, width="14%")

    def get_value(self, instance: Page) -> str:
        """The words for the state."""
        return str(WORDS[getattr(instance, "listed_translation_state", "untranslated")])


class WithStates:
    """A mixin of list views: gives every listed page its ``listed_translation_state``."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the list shows."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        pages = [page for page in context["object_list"] if not page.is_root()]
        states = states_of(pages)
        for page in pages:
            page.listed_translation_state = states[page.pk]
        return context
