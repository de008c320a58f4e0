"""Figures as plain data: what every kind of them has in common."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from transparency.models.citations import Cited, Figure

Row = dict[str, Any]

CITATION_FIELDS = ("source__code", "page", "section")
FIGURE_FIELDS = (*CITATION_FIELDS, "printed", "note__code")


def exact(value: Decimal | None) -> str | None:
    """A number as text that loses nothing and has one spelling, whichever database it came from."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def cited(row: Row) -> Row:
    """The citation part of a ``values()`` row."""
    return {"source": row["source__code"], "page": row["page"], "section": row["section"]}


def figure(row: Row, value: str) -> Row:
    """The figure part of a ``values()`` row: ``value`` names the column that holds the number."""
    return {
        "value": exact(row[value]),
        "printed": row["printed"],
        "note": row["note__code"],
        "citation": cited(row),
    }


def label_references(rows: Iterator[Row] | list[Row], kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The (kind, code) of every label that rows mention; ``kinds`` maps a key of the row to the label's kind."""
    for row in rows:
        if row.get("figure", {}).get("note"):
            yield "note", row["figure"]["note"]
        citation = row.get("citation") or row.get("figure", {}).get("citation")
        if citation:
            yield "source", citation["source"]
        for key, kind in kinds.items():
            if row.get(key):
                yield kind, row[key]


__all__ = ["CITATION_FIELDS", "FIGURE_FIELDS", "Cited", "Figure", "Row", "cited", "exact", "figure", "label_references"]
