"""Comparing each release with the one before, and keeping what it changed.

Everything here is derived from released files: it may be lost and made again, and making it twice changes nothing.
"""

import logging
from collections import defaultdict

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from publication.manifest import Manifest, ScopeEntry
from publication.models import Release
from transparency.changes.differences import Difference, Index, differences
from transparency.changes.states import as_state
from transparency.changes.waiting import settle_waiting_reasons
from transparency.figures.reading import VIEW, figures_of, index_file
from transparency.models import ComparedRelease, FigureChange

logger = logging.getLogger(__name__)

BATCH = 500


class Unreadable(Exception):
    """A release should hold an index of figures and its file is not there."""


def record_changes(*, rebuild: bool = False) -> int:
    """Compare every release that was not compared yet, or with ``rebuild`` all of them; returns how many were.

    A release whose files cannot be read is left for the next time, and hides no other.
    """
    releases = Release.objects.order_by("number")
    if not rebuild:
        releases = releases.filter(~Exists(ComparedRelease.objects.filter(release=OuterRef("pk"))))
    compared = 0
    for number in list(releases.values_list("number", flat=True)):
        try:
            compared += record_release(number, again=rebuild)
        except Unreadable:
            logger.exception("Release %s cannot be compared with the one before", number)
    return compared


def record_release(number: int, *, again: bool = False) -> bool:
    """Keep what a release changed; returns whether this call did it. ``again`` replaces what was kept before.

    Of two processes that do this at once, one is refused by the database. Raises ``Unreadable``.
    """
    release = Release.objects.filter(number=number).first()
    if release is None or (not again and ComparedRelease.objects.filter(release=release).exists()):
        return False
    found = {code: _compare(release, code, views) for code, views in changed_views(release).items()}
    try:
        with transaction.atomic():
            if again:
                ComparedRelease.objects.filter(release=release).delete()
            for comparison, changes in found.values():
                _keep(comparison, changes)
    except IntegrityError:
        return False
    for code in found:
        settle_waiting_reasons(code)
    return True


def changed_views(release: Release) -> dict[str, list[str]]:
    """Programme code → the views of it that are not as in the release before, by name."""
    before, after = _scopes(_parent(release)), _scopes(release)
    found: dict[str, list[str]] = defaultdict(list)
    for scope in sorted(before.keys() | after.keys()):
        if before.get(scope) != after.get(scope):
            view, _, code = scope.partition(":")
            found[code].append(view)
    return dict(found)


def _compare(release: Release, code: str, views: list[str]) -> tuple[ComparedRelease, list[Difference]]:
    """What a release changed of a programme. A release without an index says nothing about figures."""
    comparison = ComparedRelease(release=release, programme=code, views=views)
    scope = f"{VIEW}:{code}"
    if VIEW not in views or scope not in _scopes(release):
        return comparison, []
    earlier = _last_with_index(release, scope)
    comparison.first = earlier is None
    found = differences(_index(earlier, code) if earlier else {}, _index(release, code))
    kinds = [change.kind for change in found]
    comparison.added = kinds.count(FigureChange.Kind.ADDED)
    comparison.changed = kinds.count(FigureChange.Kind.CHANGED)
    comparison.removed = kinds.count(FigureChange.Kind.REMOVED)
    return comparison, found


def _keep(comparison: ComparedRelease, changes: list[Difference]) -> None:
    comparison.save()
    FigureChange.objects.bulk_create(
        (
            FigureChange(
                comparison=comparison,
                key=change.key,
                table=change.entry.table,
                kind=change.kind,
                aspects=list(change.aspects),
                before=as_state(change.before) if change.before else None,
                after=as_state(change.after) if change.after else None,
            )
            for change in changes
        ),
        batch_size=BATCH,
    )


def _last_with_index(release: Release, scope: str) -> Release | None:
    """The newest earlier release that lists the programme's figures; nearly always the one right before."""
    earlier = Release.objects.filter(number__lt=release.number).order_by("-number")
    return next((candidate for candidate in earlier.iterator(chunk_size=20) if scope in _scopes(candidate)), None)


def _index(release: Release, code: str) -> Index:
    if index_file(release, code) is None:
        raise Unreadable(f"{VIEW}:{code} of release {release.number}")
    return figures_of(release, code)


def _parent(release: Release) -> Release | None:
    return Release.objects.filter(digest=release.parent).first() if release.parent else None


def _scopes(release: Release | None) -> dict[str, ScopeEntry]:
    return Manifest.parse(release.manifest).scopes if release else {}
