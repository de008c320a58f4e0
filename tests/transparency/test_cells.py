"""Rows of worksheets as XML: what is read from them is what was written."""

import datetime
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.writer.excel import ExcelWriter

from transparency.exports import cells
from transparency.exports.workbook import EMPTY

# No text that a spreadsheet would take for a formula: those get an apostrophe, as in CSV.
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(
    lambda text: text[0] not in "=@+-\t\r\n\uff1d\uff20\uff0b\uff0d" and not ILLEGAL_CHARACTERS_RE.search(text)
)
NUMBERS = st.integers(-(10**14), 10**14) | st.floats(-1e12, 1e12, allow_nan=False).filter(lambda value: value % 1)


def read(*rows: str) -> list[tuple[Any, ...]]:
    """The values that openpyxl reads from a sheet of these rows."""
    book, frame, whole = Workbook(write_only=True), io.BytesIO(), io.BytesIO()
    book.create_sheet("rows")
    ExcelWriter(book, zipfile.ZipFile(frame, "w")).save()
    with zipfile.ZipFile(frame) as given, zipfile.ZipFile(whole, "w") as archive:
        for name in given.namelist():
            archive.writestr(name, given.read(name).replace(EMPTY, f"<sheetData>{''.join(rows)}</sheetData>".encode()))
    return [*load_workbook(whole)["rows"].iter_rows(values_only=True)]


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS | NUMBERS | st.booleans() | st.none(), min_size=1, max_size=8))
def test_values_of_every_type_come_back_as_they_were(values):
    [found] = read(cells.row(1, [*map(cells.plain, values), cells.plain("last")]))

    assert found == (*values, "last")
    assert [type(value) for value in found[:-1]] == [type(value) for value in values]


def test_true_and_one_are_two_things():
    assert read(cells.row(1, [cells.plain(True), cells.plain(1), cells.plain(1.5)])) == [(True, 1, 1.5)]


def test_empty_cells_take_no_place():
    assert read(cells.row(1, [cells.plain(value) for value in (None, "", "c")])) == [(None, None, "c")]


@pytest.mark.parametrize("value", [" two  spaces ", "lines\nof text", "a\rb", "<b> & \"quotes\" 'too'", "Ñandú ≠ 😀"])
def test_texts_keep_every_character(value):
    assert read(cells.row(1, [cells.text(f"x{value}")])) == [(f"x{value}",)]


def test_a_text_is_cut_where_a_cell_ends():
    [[found]] = read(cells.row(1, [cells.text("&" * 40_000)]))

    assert found == "&" * cells.LONGEST


def test_days_are_numbers_that_worksheets_count():
    first = datetime.date(1899, 12, 30)  # day 0 of spreadsheets, for all days after February 1900

    assert cells.day("2013-10-31") == f' s="3"><v>{(datetime.date(2013, 10, 31) - first).days}</v></c>'
    assert cells.day("") == cells.day(None) == ""


def test_what_is_no_day_stays_a_text():
    assert read(cells.row(1, [cells.day("October 2013")])) == [("October 2013",)]


def test_moments_are_told_in_the_time_of_greenwich():
    assert cells.moment("2026-03-09T10:30:00-05:00") == cells.moment("2026-03-09T15:30:00Z")
    assert cells.moment("2026-03-09T12:00:00Z").endswith(".5</v></c>")


def test_columns_beyond_the_alphabet_have_two_letters():
    written = cells.row(3, ["", *[cells.plain(1)] * 26])

    assert '<c r="B3"' in written
    assert written.endswith('<c r="AA3"><v>1</v></c></row>')
