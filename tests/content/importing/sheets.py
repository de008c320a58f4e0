"""Spreadsheets, archives and files as people pack them."""

import csv
import io
import zipfile
from typing import Any

import openpyxl
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"

Rows = list[dict[str, Any]]


def xlsx(*rows: dict[str, Any]) -> bytes:
    """A workbook whose first line names the columns of the first row."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def semicolons(*rows: dict[str, Any]) -> bytes:
    """The same as a CSV of a spreadsheet in Spanish."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def packed(**files: bytes) -> io.BytesIO:
    """An archive; two underscores in a name stand for its point."""
    return archive_of({name.replace("__", "."): content for name, content in files.items()})


def archive_of(files: dict[str, bytes]) -> io.BytesIO:
    """An archive of files by name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    written.seek(0)
    return written


def jpeg(colour: str = "red") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(written, "JPEG")
    return written.getvalue()
