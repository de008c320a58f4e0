"""Who may not read a page may not read it in another language either.

Wagtail asks a page's own branch of the tree who may read it, and a translation stands in another branch. So each
restriction of a page in the main language is repeated, as a row of its own, where versions of that page and of the
pages below it stand: whatever asks for public pages then finds none of them.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from content.models import Identifier, RestrictionCopy


@transaction.atomic
def restrictions_share() -> None:
    """Repeats every restriction of a page in the main language where versions of that page stand.

    What repeats a restriction that is gone, or was changed, goes. A restriction that somebody set on a translation
    alone stays as it is. Running it twice changes nothing.
    """
    sources = PageViewRestriction.objects.filter(page__locale__language_code=settings.LANGUAGE_CODE, copy_of=None)
    for source in sources.select_related("page").prefetch_related("groups"):
        _share(source)


def restriction_changed(restriction: PageViewRestriction) -> None:
    """What follows when somebody set or changed a restriction.

    Changed on a version that only repeated it, it is from now on that version's own, beside the one it repeated.
    """
    link = RestrictionCopy.objects.filter(row=restriction).select_related("source").first()
    if link and not _same(restriction, link.source):
        link.delete()
    restrictions_share()


def restriction_lifted(restriction: PageViewRestriction) -> None:
    """What follows when a restriction goes: its repetitions go with it, and one that was lifted alone comes back."""
    PageViewRestriction.objects.filter(copy_of__source=restriction).delete()
    transaction.on_commit(restrictions_share)


def new_version_share(version: Page) -> None:
    """Gives a version that was just made the restrictions of its original.

    Wagtail copies an original's restrictions to it where its new parent has none. These would pass for its own.
    """
    PageViewRestriction.objects.filter(page=version, copy_of=None).delete()
    restrictions_share()


def harvesters_tell(page: Page) -> None:
    """Notes that items of this branch came into or went out of sight: harvesters ask since when."""
    keys = Page.objects.descendant_of(page, inclusive=True).values("translation_key")
    Identifier.objects.filter(translation_key__in=keys).update(changed_at=timezone.now())


def share_after_migrate(**kwargs: object) -> None:
    """Signal handler of ``post_migrate``: restrictions may be older than their repetitions."""
    if RestrictionCopy._meta.db_table in connection.introspection.table_names():
        restrictions_share()


def _share(source: PageViewRestriction) -> None:
    wanted = set(_pages_elsewhere(source.page))
    for link in source.copies.select_related("row").prefetch_related("row__groups"):
        if link.row.page_id in wanted and _same(link.row, source):
            wanted.remove(link.row.page_id)
        else:
            link.row.delete()
    # No signal: a row that repeats another is nobody's decision.
    rows = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page_id=page, restriction_type=source.restriction_type, password=source.password)
        for page in sorted(wanted)
    )
    RestrictionCopy.objects.bulk_create(RestrictionCopy(source=source, row=row) for row in rows)
    memberships = PageViewRestriction.groups.through
    memberships._default_manager.bulk_create(
        memberships(pageviewrestriction=row, group=group) for row in rows for group in source.groups.all()
    )


def _pages_elsewhere(page: Page) -> Iterator[int]:
    """The other versions of a page and of those below it: of each branch of them the topmost."""
    branch = Page.objects.descendant_of(page, inclusive=True)
    versions = Page.objects.filter(
        Q(translation_key__in=branch.values("translation_key")) | Q(alias_of__in=branch.values("pk"))
    )
    top = page.path
    for pk, path in versions.not_descendant_of(page, inclusive=True).order_by("path").values_list("pk", "path"):
        if not path.startswith(top):
            top = path
            yield pk


def _same(one: PageViewRestriction, other: PageViewRestriction) -> bool:
    return (one.restriction_type, one.password, set(one.groups.all())) == (
        other.restriction_type,
        other.password,
        set(other.groups.all()),
    )
