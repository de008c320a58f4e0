"""Rows of a worksheet as the XML of its file: an ordinary text each, put together of cells that many rows share.

The library that makes the workbook around them takes ten times as long for a cell.
"""

import datetime
from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from transparency.exports import dictionary
from transparency.exports.pieces import csv_cell

Cell = str  # what follows a cell's place in its row; empty for an empty cell

LONGEST = 32_767  # characters, of a cell: spreadsheets take a file with more for damaged
SHARED = 4096  # cells that are kept for the next row that has the same


class Style(IntEnum):
    """How a cell looks: its place in the workbook's list of styles, whose first is that of cells without any."""

    PLAIN = 0
    HEADER = 1
    WRAPPED = 2
    DAY = 3
    MOMENT = 4


def row(number: int, cells: Iterable[Cell]) -> str:
    """The row with this number, from 1."""
    placed = [f'<c r="{get_column_letter(at)}{number}"{cell}' for at, cell in enumerate(cells, 1) if cell]
    return f'<row r="{number}">{"".join(placed)}</row>'


def cell_of(column: str) -> Callable[[Any], Cell]:
    """What makes the cells of a column, by the type that the dictionary of columns tells."""
    kind = dictionary.meaning(column).kind
    return {dictionary.DATE: day, dictionary.DATETIME: moment}.get(kind, plain)


@lru_cache(SHARED, typed=True)
def plain(value: str | float | bool | None) -> Cell:
    """A value as what it is: a text is never a formula, nor an error."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>'
    return text(value) if isinstance(value, str) else f"><v>{value!r}</v></c>"


@lru_cache(SHARED)
def day(value: str | None) -> Cell:
    """An ISO 8601 day as a date; a text where it is none."""
    try:
        return _date(datetime.date.fromisoformat(value), Style.DAY) if value else ""
    except ValueError:
        return text(value or "")


@lru_cache(SHARED)
def moment(value: str | None) -> Cell:
    """An ISO 8601 moment as date and time, of Greenwich as worksheets know no other."""
    if not value:
        return ""
    told = datetime.datetime.fromisoformat(value).astimezone(datetime.UTC)
    return _date(told.replace(tzinfo=None), Style.MOMENT)


def text(value: str, style: Style = Style.PLAIN) -> Cell:
    """A text that is no formula even after a detour through CSV, without characters that XML cannot hold.

    What is longer than a cell can be is cut; the data set's CSV has all of it.
    """
    content = csv_cell(ILLEGAL_CHARACTERS_RE.sub("", value))[:LONGEST]
    if not content:
        return ""
    # A carriage return would be read as the end of a line like any other.
    written = escape(content, {"\r": "&#13;"})
    return f'{_styled(style)} t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _date(value: datetime.date, style: Style) -> Cell:
    return f"{_styled(style)}><v>{to_excel(value):.16g}</v></c>"


def _styled(style: Style) -> str:
    return f' s="{style:d}"' if style else ""
