"""Which labels the rows of a record mention."""

from collections.abc import Mapping

from transparency.made_once import made_once
from transparency.selectors.figures import Row, label_references

Reference = tuple[str, str]


def references_in(tables: Mapping[str, list[Row]], kinds: Mapping[str, str]) -> set[Reference]:
    """The (kind, code) of every label that these tables mention; ``kinds`` maps a key of a row to the label's kind."""
    what = ("references", *sorted(kinds.items()))
    found: set[Reference] = set()
    for rows in tables.values():
        found |= made_once(what, [rows], lambda rows=rows: frozenset(label_references(rows, dict(kinds))))
    return found
