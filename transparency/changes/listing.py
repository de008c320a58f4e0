"""The changes as a list of releases: as many of each as a page can hold."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, F, Window
from django.db.models.functions import ExtractYear, RowNumber

from transparency.changes.query import TABLES, Query
from transparency.changes.reasons import Reason, Reasons, reasons_for
from transparency.models import ComparedRelease, FigureChange
from transparency.selectors.changes import ChangeOfFigure, read_change

RELEASES_PER_PAGE = 10
CHANGES_PER_RELEASE = 20
CHANGES_PER_PAGE = 50


@dataclass(frozen=True)
class Entry:
    """A release in the list, with the changes of figures that are shown, and the reasons given for all of them."""

    comparison: ComparedRelease
    changes: list[ChangeOfFigure]
    reasons: list[Reason]
    hidden: int = 0

    @property
    def unexplained(self) -> bool:
        """Whether nobody has given any reason for what is shown."""
        return bool(self.changes) and not self.reasons and not any(change.reason for change in self.changes)


@dataclass(frozen=True)
class Listing:
    """A page of the list. ``count`` is of releases, or of changes where the question is about figures."""

    query: Query
    entries: list[Entry]
    page: "ListPage[ComparedRelease] | ListPage[FigureChange]"
    parts: dict[str, int] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there are on all pages."""
        return self.page.paginator.count


def read_listing(programme_code: str, query: Query, language: str) -> Listing:
    """A page of changes; a fixed number of queries, however many there are."""
    parts, years = _parts(programme_code), _years(programme_code)
    if query.of_figures:
        page = Paginator(query.changes(programme_code), CHANGES_PER_PAGE).get_page(query.page)
        rows = list(page.object_list)
        releases = {row.comparison_id: row.comparison for row in rows}
        entries = entries_of(programme_code, releases.values(), rows, language)
        return Listing(query, entries, page, parts, years)
    releases_page = Paginator(query.releases(programme_code), RELEASES_PER_PAGE).get_page(query.page)
    comparisons = list(releases_page.object_list)
    rows = first_changes(comparisons, CHANGES_PER_RELEASE)
    return Listing(query, entries_of(programme_code, comparisons, rows, language), releases_page, parts, years)


def first_changes(comparisons: Iterable[ComparedRelease], most: int) -> list[FigureChange]:
    """The first ``most`` changes of each release; none of a first list of all figures."""
    ids = [comparison.pk for comparison in comparisons if comparison.figures and not comparison.first]
    numbered = FigureChange.objects.filter(comparison__in=ids).annotate(
        place=Window(RowNumber(), partition_by=F("comparison_id"), order_by="pk")
    )
    return list(numbered.filter(place__lte=most).select_related("comparison__release").order_by("pk"))


def entries_of(
    programme_code: str, comparisons: Iterable[ComparedRelease], rows: Iterable[FigureChange], language: str
) -> list[Entry]:
    """Releases with these changes of theirs, and with the reasons on record, in a language."""
    comparisons = list(comparisons)
    reasons = reasons_for(programme_code, [comparison.release_id for comparison in comparisons], language)
    changes: dict[int, list[ChangeOfFigure]] = defaultdict(list)
    for row in rows:
        changes[row.comparison_id].append(read_change(row, reasons, language))
    return [_entry(comparison, changes[comparison.pk], reasons) for comparison in comparisons]


def _entry(comparison: ComparedRelease, changes: list[ChangeOfFigure], reasons: Reasons) -> Entry:
    hidden = 0 if comparison.first else comparison.figures - len(changes)
    return Entry(comparison, changes, reasons.in_general(comparison.release_id), hidden)


def _parts(programme_code: str) -> dict[str, int]:
    """Section of the record → how many changes; those without any are not offered."""
    rows = Query().changes(programme_code).order_by().values_list("table").annotate(Count("pk"))
    by_table: dict[str, int] = dict(rows)
    counts = {part: sum(by_table.get(table, 0) for table in tables) for part, tables in TABLES.items()}
    return {part: count for part, count in counts.items() if count}


def _years(programme_code: str) -> list[int]:
    """The years in which there were releases, the latest first."""
    rows = ComparedRelease.objects.filter(programme=programme_code).order_by()
    years = rows.annotate(year=ExtractYear("release__published_at")).values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)
