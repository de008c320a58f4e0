"""What a reader asks of the changes: which part of the record, which year, which release, which figure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from transparency.figures.listing import SECTIONS
from transparency.models import ComparedRelease, FigureChange

TABLES: dict[str, tuple[str, ...]] = {section.key: section.tables for section in SECTIONS}
LONGEST_KEY = 300
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Query:
    """One address of the page of changes. Zero and empty mean that nothing is asked.

    ``part`` is a section of the record (``statements``, ``money`` …), ``figure`` the key of a figure.
    """

    part: str = ""
    year: int = 0
    release: int = 0
    figure: str = ""
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether anything but a page of the list is asked for."""
        return self != Query(page=self.page)

    @property
    def of_figures(self) -> bool:
        """Whether it asks for changes of figures: releases that changed none are no answer then."""
        return bool(self.part or self.figure or self.release)

    @property
    def address(self) -> str:
        """The question as it stands in an address, ``?part=money&year=2026``; empty for everything."""
        asked = {name: value for name, value in vars(self).items() if value and (name, value) != ("page", 1)}
        return f"?{urlencode(asked)}" if asked else ""

    def but(self, **changes: Any) -> "Query":
        """The same question with something changed, from the first page on."""
        return replace(self, **{"page": 1, **changes})

    def releases(self, programme_code: str) -> QuerySet[ComparedRelease]:
        """The releases that it asks for, the newest first."""
        rows = ComparedRelease.objects.filter(programme=programme_code).select_related("release")
        if self.year:
            rows = rows.filter(release__published_at__year=self.year)
        if self.release:
            rows = rows.filter(release=self.release)
        return rows.order_by("-release_id")

    def changes(self, programme_code: str) -> QuerySet[FigureChange]:
        """The changes of figures that it asks for, the newest release first.

        The first list of all figures is no change, but it is where the history of a single figure begins.
        """
        wanted = Q(comparison__programme=programme_code)
        if not self.figure:
            wanted &= Q(comparison__first=False)
        if self.year:
            wanted &= Q(comparison__release__published_at__year=self.year)
        if self.release:
            wanted &= Q(comparison__release=self.release)
        if self.part:
            wanted &= Q(table__in=TABLES[self.part])
        if self.figure:
            wanted &= Q(key=self.figure)
        rows = FigureChange.objects.filter(wanted).select_related("comparison__release")
        return rows.order_by("-comparison__release_id", "pk")


def parse_query(asked: Mapping[str, str]) -> Query:
    """The question in an address; what makes no sense is not asked."""
    part = asked.get("part", "")
    return Query(
        part=part if part in TABLES else "",
        year=_number(asked.get("year", "")),
        release=_number(asked.get("release", "")),
        figure=asked.get("figure", "")[:LONGEST_KEY].replace("\x00", ""),
        page=_number(asked.get("page", "")) or 1,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 0
