"""Which labels the rows of a record mention."""

from collections.abc import Mapping

from transparency.made_once import made_once
from transparency.selectors.figures import Row, label_references

Reference = tuple[str, str]


def references_in(tables: Mapping[str, list[Row]], kinds: Mapping[str, str]) -> set[Reference]:
    """The (kind, code) of every label that these tables mention; ``kinds`` maps a key of a row to the label's kind."""
    return set().union(*(_references(rows, dict(kinds)) for rows in tables.values()))


def _references(rows: list[Row], kinds: dict[str, str]) -> frozenset[Reference]:
    what = ("references", *sorted(kinds.items()))
    return made_once(what, [rows], lambda: frozenset(label_references(rows, kinds)))
