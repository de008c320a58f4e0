"""The record inside pages that are no released views: read when a page asks for it, cited like everywhere."""

from functools import cached_property
from typing import Any

from django.conf import settings

from transparency.models import Programme, Source
from transparency.selectors.facts import read_facts
from transparency.selectors.figures import Row
from transparency.selectors.finances import read_finances
from transparency.selectors.labels import read_labels
from transparency.selectors.programmes import programme_by_code
from transparency.selectors.results import read_results
from transparency.views.blocks import Page
from transparency.views.words import Citations, Words

READERS = (
    (
        read_finances,
        {"costs", "statements", "lines", "totals", "shares", "balances", "instalments", "gates", "contributions"},
    ),
    (read_results, {"outcomes", "achievements", "quantities", "indicators", "observations"}),
    (read_facts, {"participations", "places", "sectors", "themes", "milestones"}),
)


class RecordTables(dict[str, Any]):
    """The tables of a programme's record; those that belong together are read when the first of them is asked for."""

    def __init__(self, programme: Programme) -> None:
        super().__init__()
        self.programme = programme

    def __missing__(self, table: str) -> list[Row]:
        for read, tables in READERS:
            if table in tables:
                self.update(read(self.programme))
                rows: list[Row] = self[table]
                return rows
        raise KeyError(table)


class RecordReader:
    """What one page shows of the record, of one programme or of several, under one list of sources."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._pages: dict[str, Page | None] = {}

    def of(self, code: str) -> Page | None:
        """A programme's record with its words in the language of the page; None where there is no such programme."""
        if code not in self._pages:
            self._pages[code] = self._read(code)
        return self._pages[code]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The numbered list of what has been cited so far: to be asked for at the end of the page."""
        for page in self._pages.values():
            if page is not None:
                return page.citations.listed()
        return []

    @cached_property
    def _sources(self) -> dict[str, dict[str, Any]]:
        rows = Source.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        fields = ("code", "publisher", "issued", "language", "file_name", "sha256")
        return {row["code"]: {**row} for row in rows.values(*fields)}

    def _read(self, code: str) -> Page | None:
        programme = programme_by_code(code)
        if programme is None:
            return None
        words = Words(read_labels(programme), self.language)
        # Sources are named alike for all programmes, so that the first one's words do for the common list.
        known = next((page.citations for page in self._pages.values() if page is not None), None)
        citations = known or Citations(words, self._sources)
        return Page({"figures": RecordTables(programme)}, words, citations, self.language)
