"""A register, whole or as far as it was narrowed down, as CSV and as JSON."""

import csv
import io
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from content.models.register import RegisterIndexPage
from content.registers.listing import filtered_ids
from content.registers.pages import query_of
from content.registers.query import Query
from content.registers.records import read_records
from content.registers.register import items_of, register_of
from content.registers.rows import Row, row_of
from transparency.exports.pieces import csv_cell

SEVERAL = "; "


def csv_response(index: RegisterIndexPage, request: HttpRequest) -> HttpResponse:
    """One line per item; several values of one column stand between semicolons."""
    rows = _rows(index, query_of(index, request))
    return _attachment(to_csv(rows, rows or _some_row(index)), "text/csv", index, "csv")


def json_response(index: RegisterIndexPage, request: HttpRequest) -> HttpResponse:
    """The same rows, several values as lists, with what was asked for."""
    query = query_of(index, request)
    return _attachment(to_json(index, query, _rows(index, query)), "application/json", index, "json")


def to_csv(rows: list[Row], like: list[Row]) -> str:
    """RFC 4180, with the columns of the rows in ``like``. No cell is taken for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for row in like[:1]:
        writer.writerow(row)
    for row in rows:
        writer.writerow([csv_cell(_joined(value)) for value in row.values()])
    return buffer.getvalue()


def to_json(index: RegisterIndexPage, query: Query, rows: list[Row]) -> str:
    """What the rows are about, then the rows."""
    value = {
        "register": register_of(index).item.identifier_kind,
        "title": index.title,
        "page": settings.PUBLIC_URL + index.get_url_parts()[2] if index.get_url_parts() else "",
        "filters": dict(query.chosen) | ({"q": query.text} if query.text else {}),
        "count": len(rows),
        "rows": rows,
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _rows(index: RegisterIndexPage, query: Query) -> list[Row]:
    records = read_records(register_of(index).item, filtered_ids(index, query))
    return [row_of(record) for record in records]


def _some_row(index: RegisterIndexPage) -> list[Row]:
    """A row of the register, for its columns: an answer without rows has them too."""
    ids = list(items_of(index).values_list("pk", flat=True)[:1])
    return [row_of(record) for record in read_records(register_of(index).item, ids)]


def _joined(value: Any) -> Any:
    return SEVERAL.join(value) if isinstance(value, list) else value


def _attachment(text: str, media_type: str, index: RegisterIndexPage, suffix: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{index.slug}.{suffix}"'
    return response
