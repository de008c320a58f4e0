"""What the index has to hear of: pages that come, go and move, files, and the rows of the record that it holds."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from content.models import EvaluationPage, File, PartnersPage, RegionPage
from content.search.changes import search_changed
from content.search.record import PARTS, source_of
from transparency.models import Participation
from transparency.models.pages import ReleasedPage

# What the record is found on: when one of these comes, goes or moves, rows of the record come, go and move with it.
SHOW_THE_RECORD = (EvaluationPage, PartnersPage, RegionPage, ReleasedPage)


@receiver([page_published, page_unpublished])
def page_changed(instance: Page, **kwargs: Any) -> None:
    """Publishing a translation or an alias is news of the page, too: all of them share a key."""
    search_changed(f"page:{instance.translation_key}", *_rows_shown_by(instance))


@receiver([page_slug_changed, post_page_move])
def addresses_changed(instance: Page, **kwargs: Any) -> None:
    """The page and everything below it have new addresses."""
    _branch_changed(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def restriction_changed(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """Who may read a page is who may read those below it."""
    if not raw:
        _branch_changed(instance.page)


@receiver(post_delete, sender=Page)
def page_deleted(instance: Page, **kwargs: Any) -> None:
    """A page that was never public has no entry, but one must be looked for."""
    search_changed(f"page:{instance.translation_key}")


@receiver([post_save, post_delete], sender=Site)
def site_changed(raw: bool = False, **kwargs: Any) -> None:
    """Another root gives every page another address."""
    if not raw:
        search_changed("everything")


@receiver([post_save, post_delete], sender=File)
def file_changed(instance: File, raw: bool = False, **kwargs: Any) -> None:
    """Its title and its language, and whether it is there."""
    if not raw:
        search_changed(f"file:{instance.pk}")


@receiver([post_save, post_delete], sender=Participation)
def participation_changed(raw: bool = False, **kwargs: Any) -> None:
    """An organisation is found where a directory of partners names it."""
    if not raw:
        search_changed("shared")


def row_changed(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A row of the record, in any language."""
    if not raw:
        search_changed(source_of(instance))


def connect() -> None:
    """Listen to the kinds of rows that the index holds, and to no others."""
    for part in PARTS:
        for signal in (post_save, post_delete):
            signal.connect(row_changed, sender=part.model, dispatch_uid=f"search.{part.model._meta.label}")


def _branch_changed(page: Page) -> None:
    branch = Page.objects.descendant_of(page, inclusive=True)
    search_changed(*(f"page:{key}" for key in branch.values_list("translation_key", flat=True)))
    for shown in branch.type(*SHOW_THE_RECORD).specific() if branch.exists() else ():
        search_changed(*_rows_shown_by(shown))


def _rows_shown_by(page: Page) -> list[str]:
    if not isinstance(page, SHOW_THE_RECORD):
        return []
    return [f"programme:{page.programme_id}", *([] if isinstance(page, ReleasedPage) else ["shared"])]
