"""A page and its translations go live together, and leave together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from content.checks import errors_of

User = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Held:
    """A translation that stays as it was, and why."""

    language: str
    reason: str


@dataclass
class Bundle:
    """What one release of a page took with it: the translated pages, and those that were held back."""

    page: Page
    translated: list[Page] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)


def translations_of(page: Page) -> list[Translation]:
    """The translations that translators work on."""
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None:
        return []
    return list(source.translations.filter(enabled=True).select_related("source", "target_locale"))


def not_ready(translation: Translation) -> str:
    """Why readers should not meet a translation yet; empty when they may."""
    wanted, there = translation.get_progress()
    missing = int(wanted) - int(there)
    if missing:
        text = ngettext("%(count)d text is not translated", "%(count)d texts are not translated", missing)
        return text % {"count": missing}
    words = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    return " ".join(str(error.sentence) for error in errors_of(words)) if isinstance(words, Page) else ""


@transaction.atomic
def bundle_publish(page: Page, user: User | None = None) -> Bundle:
    """Publishes the latest draft of a page and every translation of exactly these words, all or nothing.

    A translation that lacks a text is held back: readers would meet two languages on one page. A page with a date to
    go live is scheduled, and its translations for the same moment.
    """
    revision = page.get_latest_revision() or page.specific.save_revision(user=user)
    draft = revision.as_object()
    translations = translations_of(page)
    if translations:
        TranslationSource.update_or_create_from_instance(draft)
    revision.publish(user=user)
    bundle = Bundle(Page.objects.get(pk=page.pk))
    for translation in translations:
        translation.source.refresh_from_db()
        target_publish(translation, draft, user, bundle)
    return bundle


def target_publish(translation: Translation, draft: Page, user: User | None, bundle: Bundle) -> None:
    """Publishes one translation, or notes in ``bundle`` why not."""
    language = translation.target_locale.get_display_name()
    reason = not_ready(translation)
    if reason:
        bundle.held.append(Held(language, reason))
        return
    try:
        with transaction.atomic():
            bundle.translated.append(translated_revision(translation, draft, user).content_object)
    except ValidationError as error:
        bundle.held.append(Held(language, " ".join(error.messages)))


def translated_revision(translation: Translation, draft: Page, user: User | None) -> Revision:
    """The translated words as a published revision.

    Not ``Translation.save_target``: it publishes only after the commit, and writes a draft's words into a live row.
    """
    target = translation.get_target_instance()
    if target.alias_of_id:
        translation.save_target(user=user, publish=False)
    words = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    words.go_live_at, words.expire_at = draft.go_live_at, draft.expire_at
    revision: Revision = words.save_revision(user=user)
    revision.publish(user=user)
    return revision


@transaction.atomic
def translations_publish(source: TranslationSource, user: User | None = None) -> tuple[list[str], list[Held]]:
    """Publishes the complete translations of what a source holds: their languages, and those held back with why."""
    published, held = [], []
    for translation in source.translations.filter(enabled=True).select_related("source", "target_locale"):
        language = str(translation.target_locale.get_display_name())
        reason = not_ready(translation)
        if not reason:
            try:
                with transaction.atomic():
                    translation.save_target(user=user, publish=True)
            except ValidationError as error:
                reason = " ".join(error.messages)
        if reason:
            held.append(Held(language, reason.rstrip(".")))
        else:
            published.append(language)
    return published, held


def draft_sync(page: Page) -> bool:
    """Gives translators the words of a page's latest draft, before readers see them; whether anything was new."""
    source, changed = TranslationSource.update_or_create_from_instance(page.get_latest_revision_as_object())
    return bool(changed or not source.translations.exists())


def live_translations(page: Page) -> list[Page]:
    """The live translations of a page in the main language; aliases are Wagtail's own to look after."""
    if page.locale_id != Locale.get_default().pk:
        return []
    same = Page.objects.translation_of(page).filter(alias_of=None)
    return list(same.live().specific())


@transaction.atomic
def translations_unpublish(page: Page) -> list[Page]:
    """Takes a page's translations off the site: they would tell what its editors no longer stand for."""
    translations = live_translations(page)
    for translation in translations:
        translation.unpublish()
    return translations


def live_below(pages: Iterable[Page]) -> list[Page]:
    """Which of these pages, of the pages below them and of their translations readers can see now."""
    seen: dict[int, Page] = {}
    for page in pages:
        family = Page.objects.translation_of(page, inclusive=True) if page.locale.is_default else [page]
        for member in family:
            for found in Page.objects.descendant_of(member, inclusive=True).live():
                seen.setdefault(found.pk, found)
    return list(seen.values())


def told(bundle: Bundle) -> list[str]:
    """The release in sentences, for whoever pressed the button."""
    text = _("“%(title)s” was published.") if bundle.page.live else _("“%(title)s” will be published on its date.")
    said = [text % {"title": bundle.page.title}]
    said += [_("With it: “%(title)s”.") % {"title": page.title} for page in bundle.translated]
    said += [
        _("Held back: %(language)s. %(reason)s.") % {"language": held.language, "reason": held.reason}
        for held in bundle.held
    ]
    return said
