"""A workbook of data sets: one sheet each, typed cells, no formulas, the same bytes for the same data."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from publication.content import Content, pieces
from publication.registry import Stamp
from transparency.exports import dictionary
from transparency.exports.datasets import FlatTable, in_every_language
from transparency.exports.pieces import csv_cell

# A bigger data set would take minutes to write and to open: its rows are in the CSV, and the sheet says so.
MOST_ROWS = 10_000
TOO_MANY = gettext_lazy("This data set has %(count)d rows, too many for a workbook: they are in its CSV file.")
WIDEST, NARROWEST = 48, 10
MEASURED = 100  # rows that decide how wide a column is
LONGEST_NAME = 31
HEADER_FONT = Font(bold=True, color="FFFFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="FF1C2C4C")
HEADER_ALIGNMENT = Alignment(vertical="top", wrap_text=True)
# The oldest day that an archive can say: the files in it have no age of their own.
EPOCH = (1980, 1, 1, 0, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its columns and their rows."""

    name: str
    columns: list[str]
    rows: Sequence[dict[str, Any]]


def to_workbook(tables: dict[str, FlatTable], sources: FlatTable, about: Iterable[str], stamp: Stamp) -> bytes:
    """All tables as XLSX, with a sheet that says what this is, one of the sources and one of the columns.

    Sheets have the same names in every language, like columns: there is one workbook for all readers.

    ``tables`` maps a sheet's name to its data set; ``about`` are the lines of the first sheet.
    """
    workbook = Workbook(write_only=True)
    moment = stamp.published_at.astimezone(datetime.UTC).replace(tzinfo=None)
    workbook.properties.created = moment
    workbook.properties.creator = "Quipu"
    _write_lines(workbook, "about", about)
    for name, table in tables.items():
        _write(workbook, Sheet(name, table.columns, table.rows))
    _write(workbook, Sheet("sources", sources.columns, sources.rows))
    _write(workbook, _columns_sheet([*tables.values(), sources]))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _without_age(buffer.getvalue(), moment)


def _write_lines(workbook: Workbook, name: str, lines: Iterable[str]) -> None:
    sheet = workbook.create_sheet(name[:LONGEST_NAME])
    sheet.column_dimensions["A"].width = 100
    for line in lines:
        cell = WriteOnlyCell(sheet, _text(line))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([cell])


def _write(workbook: Workbook, content: Sheet) -> None:
    sheet = workbook.create_sheet(content.name[:LONGEST_NAME])
    too_many = len(content.rows) > MOST_ROWS
    rows = [] if too_many else content.rows
    first = [*rows[:MEASURED]]
    for number, column in enumerate(content.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column, first)
    sheet.freeze_panes = "A2"
    if rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(content.columns))}{len(rows) + 1}"
    sheet.append([_header(sheet, column) for column in content.columns])
    if too_many:
        for told in in_every_language(TOO_MANY).values():
            sheet.append([told % {"count": len(content.rows)}])
    cells = [(column, _cell_of(column)) for column in content.columns]
    for row in rows:
        sheet.append([_written(sheet, make(row[column])) for column, make in cells])


def _header(sheet: Any, column: str) -> Any:
    cell = WriteOnlyCell(sheet, column)
    cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, HEADER_ALIGNMENT
    return cell


def _cell_of(column: str) -> Callable[[Any], Any]:
    kind = dictionary.meaning(column).kind
    return {dictionary.DATE: _day, dictionary.DATETIME: _moment}.get(kind, _plain)


def _plain(value: Any) -> Any:
    return _text(value) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        return _text(value)


def _moment(value: Any) -> Any:
    return datetime.datetime.fromisoformat(value).astimezone(datetime.UTC).replace(tzinfo=None) if value else None


def _text(value: str) -> str | None:
    """A text that is no formula even after a detour through CSV, without characters that XML cannot hold."""
    return csv_cell(ILLEGAL_CHARACTERS_RE.sub("", value)) or None


def _written(sheet: Any, value: Any) -> Any:
    """The value, as a text where openpyxl would take it for an error or, at the worst, for a formula."""
    if isinstance(value, str) and (value in ERROR_CODES or value.startswith("=")):
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"
        return cell
    return value


def _width(column: str, rows: Sequence[dict[str, Any]]) -> int:
    longest = max((len(str(row[column] or "")) for row in rows), default=0)
    return max(NARROWEST, min(WIDEST, max(len(column), longest) + 2))


def _columns_sheet(tables: list[FlatTable]) -> Sheet:
    """Every column of the other sheets with its type and its meaning in every language."""
    rows = []
    for column in dict.fromkeys(column for table in tables for column in table.columns):
        known = dictionary.meaning(column)
        meanings = {f"meaning_{code}": said for code, said in known.words.items()}
        rows.append({"column": column, "type": known.kind, **meanings})
    return Sheet("columns", list(rows[0]) if rows else ["column"], rows)


def _without_age(content: bytes, moment: datetime.datetime) -> bytes:
    """The same archive with fixed times: openpyxl writes the moment of saving into it."""
    said = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(buffer, "w") as archive:
        for name in given.namelist():
            part = given.read(name)
            if name == "docProps/core.xml":
                part = MODIFIED.sub(rb"\g<1>" + said, part)
            add_to_archive(archive, name, part)
    return buffer.getvalue()


def add_to_archive(archive: zipfile.ZipFile, name: str, content: Content) -> None:
    """A file in a zip archive, without a trace of when and where it was packed."""
    entry = zipfile.ZipInfo(name, date_time=EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.file_size = len(content)  # known beforehand, so that the entry's head is written in its final form
    with archive.open(entry, "w") as file:
        for piece in pieces(content):
            file.write(piece)
