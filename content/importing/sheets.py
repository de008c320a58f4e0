"""The rows of a spreadsheet, XLSX or CSV, as texts."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

import openpyxl
from django.utils.translation import gettext as _

from content.importing.problems import ImportRefused

ROWS = 500
COLUMNS = 60
BYTES = 5_000_000
BYTES_UNPACKED = 60_000_000
ZIP_SIGN = b"PK\x03\x04"


@dataclass(frozen=True)
class Sheet:
    """The cells of the first line, and of each line below that holds something, with its number in the sheet."""

    header: list[str]
    rows: list[tuple[int, list[str]]]


def sheet_read(opened: IO[bytes]) -> Sheet:
    """Reads a spreadsheet. Raises ``ImportRefused`` for one that cannot be read, or that is too large."""
    read = opened.read(BYTES + 1)
    if len(read) > BYTES:
        raise ImportRefused(_("The spreadsheet is too large. Keep files out of it, and divide it if need be."))
    lines = list(_bounded(_xlsx(read) if read.startswith(ZIP_SIGN) else _csv(read)))
    if not lines:
        raise ImportRefused(_("The spreadsheet is empty."))
    (_number, header), *rows = lines
    return Sheet(header, rows)


def _bounded(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold something."""
    kept = 0
    for number, padded in lines:
        cells = list(padded)
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        kept += 1
        if kept > ROWS + 1:
            raise ImportRefused(_("The spreadsheet has more than %(count)d rows. Divide it.") % {"count": ROWS})
        yield number, cells


def _csv(read: bytes) -> Iterator[tuple[int, list[str]]]:
    """Lines of comma- or semicolon-separated values, as spreadsheets of either locale write them."""
    no_csv = _("The file is no XLSX and no CSV in UTF-8. Save it as XLSX, or as CSV UTF-8.")
    try:
        text = read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(no_csv) from error
    if "\0" in text:
        raise ImportRefused(no_csv)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield number, [cell.strip() for cell in cells[:COLUMNS]]
    except csv.Error as error:
        raise ImportRefused(_("The CSV cannot be read: %(reason)s.") % {"reason": error}) from error


def _xlsx(read: bytes) -> Iterator[tuple[int, list[str]]]:
    """Lines of the first worksheet; formulas as their last result."""
    try:
        with zipfile.ZipFile(io.BytesIO(read)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > BYTES_UNPACKED:
                raise ImportRefused(_("The spreadsheet is too large. Keep files out of it, and divide it if need be."))
        book = openpyxl.load_workbook(io.BytesIO(read), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS, max_row=20 * ROWS, values_only=True), 1):
            yield number, [cell_text(cell) for cell in cells]
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise ImportRefused(_("The XLSX cannot be read. Save it again with a spreadsheet program.")) from error


def cell_text(value: Any) -> str:
    """A cell as a person would have typed it: whole numbers without a point, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (float, Decimal)):
        return str(value)
    return str(value).strip()
