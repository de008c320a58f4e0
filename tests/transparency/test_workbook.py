"""The workbook: typed cells, no formulas, the same bytes for the same data."""

import datetime
import io
import shutil
import subprocess
import zipfile
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from publication.registry import Stamp
from tests.transparency.plain import CITATION, STAMP, figure, finances, inputs, label, labels, line, statement
from transparency.exports import workbook as module
from transparency.exports.datasets import Dataset, Dimension, FlatTable, flat_table
from transparency.exports.workbook import to_workbook
from transparency.views.finances import FinancesView

LARGEST = Decimal("9999999999999.99")
DANGEROUS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\uff1d1", "#N/A", "=", "\x00=1", "\x0b=1"]
SOURCES = FlatTable({}, ["source_code", "source_es"], [{"source_code": "report", "source_es": "Informe final"}])


def book_of(tables: dict[str, FlatTable], stamp: Stamp = STAMP) -> bytes:
    return to_workbook(tables, SOURCES, ["Industrias", "Industries"], stamp)


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def rows_of(content: bytes, sheet: str) -> list[dict[str, Any]]:
    header, *rows = opened(content)[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def texts(*values: str) -> FlatTable:
    rows = [{"text": value, "figure": None, "citation": CITATION} for value in values]
    data = {"programme": "P-1", "labels": {}, "sources": {}}
    return flat_table(Dataset("texts", (Dimension("text"),), rows), data, STAMP)


def amounts(*values: str | None) -> FlatTable:
    lines = [
        line(f"O{number}", "budget", value, note=None if value else "blank") for number, value in enumerate(values)
    ]
    words = labels(note={"blank": label("En blanco.", "Blank.", "text")})
    data = dict(inputs(finances(statements=[statement()], lines=lines), words).data)
    return flat_table(FinancesView().datasets(data)["by-agency"], data, STAMP)


def test_there_is_a_sheet_for_each_data_set_and_for_sources_columns_and_instructions():
    book = opened(book_of({"by-agency": amounts("1"), "texts": texts("a")}))

    assert book.sheetnames == ["about", "by-agency", "texts", "sources", "columns"]
    assert [cell.value for cell in book["about"]["A"]] == ["Industrias", "Industries"]
    assert book["sources"]["A2"].value == "report"


def test_headers_stay_in_view_and_can_be_filtered():
    sheet = opened(book_of({"by-agency": amounts("1")}))["by-agency"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet["A1"].font.bold


def test_cells_have_types():
    [row] = rows_of(book_of({"by-agency": amounts("625364.5")}), "by-agency")

    assert row["value"] == 625364.5
    assert row["value_missing"] is False
    assert row["as_of"] == datetime.datetime(2013, 10, 31)
    assert row["released_at"] == datetime.datetime(2026, 3, 9, 15, 30)
    assert row["release"] == 7
    assert (row["source_page"], row["source_section"]) == (None, "IV.a")


def test_a_missing_figure_is_an_empty_cell_with_its_reason():
    [row] = rows_of(book_of({"by-agency": amounts(None)}), "by-agency")

    assert (row["value"], row["value_missing"], row["note_es"]) == (None, True, "En blanco.")


def test_the_columns_sheet_says_what_every_column_is_in_both_languages():
    content = book_of({"by-agency": amounts("1")})
    meanings = {row["column"]: row for row in rows_of(content, "columns")}

    assert {"value", "organisation_code", "source_code"} <= set(meanings)
    assert meanings["value"]["type"] == "number"
    assert all(meanings["value"][f"meaning_{language}"] for language in ("es", "en"))


def test_the_same_data_give_the_same_bytes_whenever_they_are_written(monkeypatch):
    first = book_of({"by-agency": amounts("1", "2")})
    monkeypatch.setattr(
        "openpyxl.writer.excel.datetime", SimpleNamespace(datetime=LaterDay, timezone=datetime.timezone)
    )

    assert book_of({"by-agency": amounts("1", "2")}) == first
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {module.EPOCH}


class LaterDay(datetime.datetime):
    """A clock of another day."""

    @classmethod
    def now(cls, tz=None):
        return cls(2031, 5, 5, tzinfo=tz)


def test_a_workbook_says_when_its_release_was_made_and_not_when_it_was_written():
    book = opened(book_of({}))

    assert book.properties.created == book.properties.modified == datetime.datetime(2026, 3, 9, 15, 30)


def test_a_data_set_that_is_too_big_sends_the_reader_to_its_csv(monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    sheet = opened(book_of({"by-agency": amounts("1", "2")}))["by-agency"]

    assert sheet.max_row == 3
    assert "2" in sheet["A3"].value
    assert "CSV" in sheet["A3"].value


@settings(max_examples=25, deadline=None)
@given(st.lists(st.decimals(-LARGEST, LARGEST, places=2), max_size=8))
def test_numbers_read_back_are_the_numbers_of_the_record_and_of_the_csv(values):
    table = amounts(*(f"{value:f}" for value in values))
    read = [row["value"] for row in rows_of(book_of({"by-agency": table}), "by-agency")]

    assert [Decimal(repr(value)) for value in read] == [Decimal(repr(row["value"])) for row in table.rows] == values


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(DANGEROUS), max_size=8))
def test_no_text_is_ever_a_formula(values):
    content = book_of({"texts": texts(*values)})
    sheet = opened(content)["texts"]

    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            assert cell.data_type not in ("f", "e")
            assert not str(cell.value or "").startswith(("=", "@", "\uff1d", "\uff20"))
    assert b"<f>" not in b"".join(part for name, part in parts_of(content) if "/worksheets/" in name)


def parts_of(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@pytest.mark.parametrize("text", ["Ñuñoa", "99.97%", "1-2", "-", "-5.3", "dos\nlíneas", "<b>&amp;</b>", "#N/A"])
def test_plain_texts_stay_as_they_are(text):
    assert rows_of(book_of({"texts": texts(text)}), "texts")[0]["text"] == text


def test_libreoffice_reads_the_numbers_that_were_written(tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    table = amounts("625364.5", "-3020.93", None)
    (tmp_path / "book.xlsx").write_bytes(book_of({"by-agency": table}))
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(tmp_path / "read"), str(tmp_path / "book.xlsx")], check=True, timeout=120)
    read = rows_of((tmp_path / "read" / "book.xlsx").read_bytes(), "by-agency")

    assert [row["value"] for row in read] == [row["value"] for row in table.rows]


def test_figures_without_a_citation_of_their_own_are_written_too():
    row = {"number": 1, "date": "2009-12-15", "currency": "USD", "figure": figure("5")}
    data = {"programme": "P-1", "labels": {}, "sources": {}}
    columns = (Dimension("number"), Dimension("date"), Dimension("currency"))
    table = flat_table(Dataset("instalments", columns, [row]), data, STAMP)

    assert rows_of(book_of({"instalments": table}), "instalments")[0]["date"] == datetime.datetime(2009, 12, 15)
