"""A workbook of data sets: one sheet each, typed cells, no formulas, the same bytes for the same data."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from publication.content import MadeContent, pieces
from publication.registry import Stamp
from transparency.exports import cells, dictionary
from transparency.exports.cells import Style
from transparency.exports.datasets import FlatTable, in_every_language

# A bigger data set would take minutes to write and to open: its rows are in the CSV, and the sheet says so.
MOST_ROWS = 10_000
TOO_MANY = gettext_lazy("This data set has %(count)d rows, too many for a workbook: they are in its CSV file.")
WIDEST, NARROWEST = 48, 10
MEASURED = 100  # rows that decide how wide a column is
LONGEST_NAME = 31
# How cells look, in the order in which the styles are numbered.
LOOKS: dict[Style, dict[str, Any]] = {
    Style.HEADER: {
        "font": Font(bold=True, color="FFFFFFFF"),
        "fill": PatternFill("solid", fgColor="FF1C2C4C"),
        "alignment": Alignment(vertical="top", wrap_text=True),
    },
    Style.WRAPPED: {"alignment": Alignment(vertical="top", wrap_text=True)},
    Style.DAY: {"number_format": "yyyy-mm-dd"},
    Style.MOMENT: {"number_format": "yyyy-mm-dd h:mm:ss"},
}
# The oldest day that an archive can say: the files in it have no age of their own.
EPOCH = (1980, 1, 1, 0, 0, 0)
EMPTY = b"<sheetData></sheetData>"
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
    sheets = [Sheet(name, table.columns, table.rows) for name, table in tables.items()]
    sheets += [Sheet("sources", sources.columns, sources.rows), _columns_sheet([*tables.values(), sources])]
    rows = [_lines(workbook, "about", about), *(_rows(workbook, sheet) for sheet in sheets)]
    return _complete(workbook, rows, moment)


def _lines(workbook: Workbook, name: str, lines: Iterable[str]) -> bytes:
    """A sheet of text, which as the first also tells the workbook how cells look; returns its rows."""
    sheet = workbook.create_sheet(name[:LONGEST_NAME])
    sheet.column_dimensions["A"].width = 100
    for style, look in LOOKS.items():
        _register(sheet, style, look)
    rows = [cells.row(number, [cells.text(line, Style.WRAPPED)]) for number, line in enumerate(lines, 1)]
    return "".join(rows).encode()


def _register(sheet: Any, style: Style, look: dict[str, Any]) -> None:
    cell = WriteOnlyCell(sheet)
    for name, value in look.items():
        setattr(cell, name, value)
    if cell.style_id != style:
        raise ValueError(f"{style!r} has the number {cell.style_id} in the workbook")


def _rows(workbook: Workbook, content: Sheet) -> bytes:
    """A sheet with its columns; returns its rows."""
    sheet = workbook.create_sheet(content.name[:LONGEST_NAME])
    too_many = len(content.rows) > MOST_ROWS
    rows = [] if too_many else content.rows
    first = [*rows[:MEASURED]]
    for number, column in enumerate(content.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column, first)
    sheet.freeze_panes = "A2"
    if rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(content.columns))}{len(rows) + 1}"
    written = [cells.row(1, [cells.text(column, Style.HEADER) for column in content.columns])]
    if too_many:
        told = [words % {"count": len(content.rows)} for words in in_every_language(TOO_MANY).values()]
        written += [cells.row(number, [cells.text(line)]) for number, line in enumerate(told, 2)]
    makers = [(column, cells.cell_of(column)) for column in content.columns]
    written += [cells.row(number, [make(row[column]) for column, make in makers]) for number, row in enumerate(rows, 2)]
    return "".join(written).encode()


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


def _complete(workbook: Workbook, rows: list[bytes], moment: datetime.datetime) -> bytes:
    """The file of a workbook, each of whose sheets gets its rows, with fixed times: openpyxl writes those of saving."""
    frame, buffer = io.BytesIO(), io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(frame, "w", zipfile.ZIP_STORED)).save()
    said = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    within = {f"xl/worksheets/sheet{number}.xml": content for number, content in enumerate(rows, 1)}
    with zipfile.ZipFile(frame) as given, zipfile.ZipFile(buffer, "w") as archive:
        for name in given.namelist():
            part = given.read(name)
            if name == "docProps/core.xml":
                part = MODIFIED.sub(rb"\g<1>" + said, part)
            if name in within:
                part = part.replace(EMPTY, b"<sheetData>" + within[name] + b"</sheetData>", 1)
            add_to_archive(archive, name, part)
    return buffer.getvalue()


def add_to_archive(archive: zipfile.ZipFile, name: str, content: MadeContent) -> None:
    """A file in a zip archive, without a trace of when and where it was packed."""
    entry = zipfile.ZipInfo(name, date_time=EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.file_size = len(content)  # known beforehand, so that the entry's head is written in its final form
    with archive.open(entry, "w") as file:
        for piece in pieces(content):
            file.write(piece)
