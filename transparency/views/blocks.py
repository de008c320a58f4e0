"""A page's blocks: each a question, with its charts and tables, and the data files that hold the same figures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import unescape
from typing import Any, NamedTuple, TypeVar

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.charts.alone import read_chart
from transparency.selectors.figures import Row
from transparency.views.cells import Cell
from transparency.views.words import Citations, Words

SHARE_DIGITS = 2
# Pages stay light whatever the size of a record: their tables are cut, and say in which download the rest stands.
MOST_ROWS = 40  # of one table
ROWS_OF_A_PAGE, FEWEST_ROWS = 240, 4  # of the tables that a page has one of for each indicator
KEPT = "kept"  # where pages keep what they made of the data, for the next page of the same data

Made = TypeVar("Made")


@dataclass(frozen=True)
class DataFile:
    """A data set that readers can download: its key, its file name in each language, its title."""

    key: str
    slugs: dict[str, str]
    title: str | Promise

    def name(self, language: str, extension: str) -> str:
        """The file's name in a language, in English for languages that have none of their own."""
        return f"{self.slugs.get(language, self.slugs['en'])}.{extension}"


@dataclass(frozen=True)
class Column:
    """The header of a column of cells; ``share_labels`` are what a document calls the percentages in its cells."""

    title: str
    numeric: bool = True
    share_labels: tuple[str | SafeString, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """A row with its header, and the numbers of the sources that its figures were read in.

    ``kind`` is "total" for totals that a document prints, "part" for a part of the row above (``whole`` names it for
    those who hear the table), "group" for a heading inside the table.
    """

    header: str | SafeString
    cells: list[Cell] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    kind: str = ""
    whole: str | SafeString = ""


class Remark(NamedTuple):
    """A note on figures of a row, and which columns they stand in; no columns where that is plain."""

    columns: str
    text: str | SafeString


@dataclass(frozen=True)
class Table:
    """A table. ``columns`` are the headers of the cells; ``header`` is that of the row headers.

    ``texts`` marks a table of sentences, whose rows become paragraphs on a narrow screen; in a table of figures the
    notes take a line of their own below the row. ``left_out`` is how many rows only the downloads have, ``download``
    the title of the one that has them, where it does not stand right below.
    """

    caption: str
    header: str
    columns: list[Column]
    rows: list[TableRow]
    texts: bool = False
    left_out: int = 0
    download: str | Promise = ""

    def lines(self) -> Iterator[tuple[TableRow, list[tuple[Column, Cell]], list[Remark]]]:
        """The rows, each with its cells under their columns, and the notes on its figures."""
        for row in self.rows:
            yield row, list(zip(self.columns, row.cells, strict=False)), [] if self.texts else self._remarks(row)

    def width(self) -> int:
        """The number of columns, with the row headers and the sources."""
        return len(self.columns) + 2

    def _remarks(self, row: TableRow) -> list[Remark]:
        noted: dict[str | SafeString, list[str]] = {}
        for column, cell in zip(self.columns, row.cells, strict=False):
            for note in dict.fromkeys(part.note for part in (cell, *cell.shares) if part.note):
                noted.setdefault(note, []).append(column.title)
        one_column = sum(column.numeric for column in self.columns) == 1
        return [Remark("" if one_column else ", ".join(columns), note) for note, columns in noted.items()]


@dataclass(frozen=True)
class Block:
    """What the template shows under one heading; ``files`` are the keys of its data files."""

    key: str
    title: str | Promise
    files: tuple[str, ...] = ()
    text: str = ""
    charts: list[SafeString] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    abbreviations: list[tuple[SafeString, SafeString]] = field(default_factory=list)

    @property
    def empty(self) -> str:
        """What stands in a block that has no figures; nothing in one that has."""
        return "" if self.tables else empty_text()

    @property
    def captioned(self) -> list[tuple[str, SafeString]]:
        """Each chart with what it shows, where that is more than the heading says."""
        heading = unescape(strip_tags(str(self.title)))
        titles = [read_chart(chart).title for chart in self.charts]
        return [("" if title == heading else title, chart) for title, chart in zip(titles, self.charts, strict=True)]


def rows_of_each(tables: int) -> int:
    """How many rows each of so many tables may have, for their page to stay light."""
    return max(FEWEST_ROWS, min(MOST_ROWS, ROWS_OF_A_PAGE // max(tables, 1)))


def empty_text() -> str:
    """What stands where there are no figures at all."""
    return _("There is nothing on record about this yet.")


def said(words: str | Promise) -> str:
    """The words of a code as they begin a line."""
    return str(capfirst(str(words)))


def value_of(figure: Row | None) -> Decimal | None:
    """A figure as a number; None when it is missing."""
    return Decimal(figure["value"]) if figure and figure["value"] is not None else None


@dataclass
class Page:
    """Everything that building one page's blocks needs.

    ``leaves`` maps what a leaf is about to its file; ``figures_url`` is where the figures have their addresses,
    ``findings_url`` where the findings on them are told, ``marks`` has their codes by the key of the figure.
    """

    data: dict[str, Any]
    words: Words
    citations: Citations
    language: str
    leaves: Mapping[str, str] = field(default_factory=dict)
    figures_url: str = ""
    findings_url: str = ""
    marks: Mapping[str, list[str]] = field(default_factory=dict)
    observed: Any = field(default=None, init=False, repr=False)  # kept by ``results_blocks.observations``

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What ``make`` makes of the figures, words apart: made by the first page of these data that asks for it."""
        figures = self.data["figures"]
        kept: dict[tuple[str, int], tuple[Any, Made]] = self.data.setdefault(KEPT, {})
        key = (name, id(figures))
        if key not in kept:
            kept[key] = figures, make()  # with the figures, so that no others can get their id
        return kept[key][1]

    def uncited(self) -> "Page":
        """The same record for what shows no sources: its citations leave no trace in the page's list of them."""
        return replace(self, citations=Citations(self.words, self.citations.sources))

    def cell(self, figure: Row | None, show: Callable[[Decimal], str]) -> Cell:
        """A figure as a cell; a figure that a document does not have at all is an empty cell."""
        if figure is None:
            return Cell()
        note = self.words.html("note", figure["note"], "text") if figure["note"] else ""
        value, url = value_of(figure), self.address(figure)
        if value is None:
            return Cell(missing=True, note=note, url=url)
        return Cell(show(value), note=note, findings=self.findings(figure), url=url)

    def findings(self, figure: Row) -> tuple[str, ...]:
        """Where the findings on a figure are told; nothing where there is no page of them."""
        codes = self.marks.get(figure.get("key", ""), ()) if self.findings_url else ()
        own = f"{self.address(figure)}#findings" if self.address(figure) else self.findings_url
        return tuple(dict.fromkeys(f"{self.findings_url}#{code}" if code else own for code in codes))

    def address(self, figure: Row | None) -> str:
        """The figure's own page; empty for one that is not on record, and where figures have no pages."""
        return f"{self.figures_url}{figure['key']}/" if self.figures_url and figure and "key" in figure else ""

    def money(self, value: Decimal, currency: str) -> str:
        """An amount with its currency."""
        return formatting.money(value, currency, self.language)

    def amount(self, value: Decimal) -> str:
        """An amount whose currency the table names once."""
        return formatting.amount(value, self.language)

    def number(self, value: Decimal) -> str:
        """A plain quantity."""
        return formatting.number(value, self.language)

    def percent(self, value: Decimal) -> str:
        """A value in per cent, with two decimals, or more where it has them."""
        return formatting.percent(value, self.language, max(SHARE_DIGITS, formatting.decimals_of(value)))

    def sources(self, *figures: Row | None) -> list[int]:
        """The numbers of the sources of these figures, each once."""
        return sorted({self.citations.number(figure["citation"]) for figure in figures if figure})
