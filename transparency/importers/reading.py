"""Reading one CSV file strictly: UTF-8, commas, a header with exactly the columns that are asked for."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from django.utils.translation import gettext as _

from transparency.importers.problems import Problem


@dataclass(frozen=True)
class Row:
    """A row's cells by column; ``number`` is what a spreadsheet shows beside it."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A file's rows and what is wrong with it; ``whole`` is false when some or all rows could not be made out."""

    file: str
    rows: list[Row]
    problems: list[Problem]
    whole: bool = True


def read_sheet(path: Path, columns: Sequence[str]) -> Sheet:
    """Reads a file whose header must name these columns, in any order, and no others."""
    content = path.read_bytes()
    try:
        # A byte order mark is what spreadsheets write in front of UTF-8.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return _unreadable(path.name, row, _("this is not UTF-8; save the file as “CSV UTF-8”."))
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return _unreadable(path.name, len(records) + 1, _("this is not CSV (%(error)s).") % {"error": error})
    if not records:
        return _unreadable(path.name, 1, _("the file is empty; its first row must name the columns."))
    header, *body = records
    problems = list(_header_problems(path.name, header, columns))
    if problems:
        return Sheet(path.name, [], problems, whole=False)
    rows = []
    for number, record in enumerate(body, start=2):
        if len(record) == len(header):
            cells = dict(zip(header, record, strict=True))
            problems += _space_problems(path.name, number, cells)
            rows.append(Row(number, {name: cell.strip() for name, cell in cells.items()}))
        else:
            problems.append(_ragged(path.name, number, header, record))
    return Sheet(path.name, rows, problems, whole=len(rows) == len(body))


def _unreadable(file: str, row: int | None, message: str) -> Sheet:
    return Sheet(file, [], [Problem(file, row, "", message)], whole=False)


def _header_problems(file: str, header: list[str], columns: Sequence[str]) -> list[Problem]:
    if len(header) == 1 and ";" in header[0]:
        return [Problem(file, 1, "", _("the columns are separated by semicolons; save the file with commas."))]
    problems = []
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            problems.append(Problem(file, 1, name, _("the header names this column more than once.")))
        if name not in columns:
            likely = get_close_matches(name, columns, n=1)
            advice = (
                _("unknown column; did you mean “%(name)s”?") % {"name": likely[0]}
                if likely
                else _("unknown column; this file has %(columns)s.") % {"columns": ", ".join(columns)}
            )
            problems.append(Problem(file, 1, name, advice))
    missing = [name for name in columns if name not in header]
    return problems + [Problem(file, 1, name, _("the header lacks this column.")) for name in missing]


def _ragged(file: str, number: int, header: list[str], record: list[str]) -> Problem:
    message = _("this row has %(cells)d cells, the header has %(columns)d.") % {
        "cells": len(record),
        "columns": len(header),
    }
    return Problem(file, number, "", message)


def _space_problems(file: str, number: int, cells: dict[str, str]) -> list[Problem]:
    return [
        Problem(file, number, name, _("remove the spaces before or after the text."))
        for name, cell in cells.items()
        if cell != cell.strip()
    ]
