"""Figures as plain data: what every kind of them has in common."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import Any

from transparency.models.citations import Cited, Figure

Row = dict[str, Any]


class Rows(list[Row]):
    """A table as it was read: one object for everybody who asks for it in a snapshot. Its rows are never changed.

    Only the keys of figures are added to them (``transparency.checks.keys``), always the same ones.
    """

    __slots__ = ("__weakref__",)


CITATION_FIELDS = ("source__code", "page", "section")
FIGURE_FIELDS = (*CITATION_FIELDS, "printed", "note__code")

# What stands in a key for a part that a figure does not have.
NONE = "-"
_UNSAFE = re.compile(r"[^A-Za-z0-9-]")


def exact(value: Decimal | None) -> str | None:
    """A number as text that loses nothing and has one spelling, whichever database it came from."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def same(text: str | None) -> str | None:
    """A code or a number that very many rows have in common, as one text in memory."""
    return intern(text) if text else text


def cited(row: Row) -> Row:
    """The citation part of a ``values()`` row."""
    return _citation(row["source__code"], row["page"], row["section"])


@lru_cache(maxsize=10_000)
def _citation(source: str, page: int | None, section: str) -> Row:
    """One object for the many figures that a document prints in one place."""
    return {"source": source, "page": page, "section": section}


def figure(row: Row, value: str) -> Row:
    """The figure part of a ``values()`` row: ``value`` names the column that holds the number."""
    return figure_of(row[value], *(row[name] for name in FIGURE_FIELDS))


def figure_of(
    value: Decimal | None, source: str, page: int | None, section: str, printed: str, note: str | None
) -> Row:
    """A figure from its number and the columns of ``FIGURE_FIELDS``."""
    return {"value": same(exact(value)), "printed": printed, "note": note, "citation": _citation(source, page, section)}


@lru_cache(maxsize=10_000)
def segment(part: str | int | None) -> str:
    """A part of a key as one segment of an address: ``2009/2013`` is ``2009__2013``, other signs ``_`` and their bytes.

    Different parts give different segments; None and the empty text give ``-``.
    """
    text = "" if part is None else str(part)
    if text in ("", NONE):
        return "_2D" if text else NONE
    return _UNSAFE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return "__" if sign == "/" else "".join(f"_{byte:02X}" for byte in sign.encode())


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


__all__ = [
    "CITATION_FIELDS",
    "FIGURE_FIELDS",
    "NONE",
    "Cited",
    "Figure",
    "Row",
    "Rows",
    "cited",
    "exact",
    "figure",
    "figure_of",
    "label_references",
    "same",
    "segment",
]
