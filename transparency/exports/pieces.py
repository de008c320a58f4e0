"""What rows of downloads are made of: pieces that many of them share, each written once for each format."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import orjson

from transparency.selectors.figures import Row

QUOTED = re.compile(r'[",\r\n]')
MAY_BE_FORMULA = frozenset("-+=@\t\uff0b\uff0d\uff1d\uff20")
# A spreadsheet would run a text that begins with one of these as a formula, except a plain number with its sign.
FORMULA = re.compile(r"[=@\t\r\n\uff1d\uff20]|[-+\uff0b\uff0d](?![\d\s.,%]*\Z)")


class Piece:
    """Some columns of a row, with the text that each format has for them: made once for all rows that share them."""

    __slots__ = ("_csv", "_json", "cells")

    def __init__(self, cells: dict[str, Any]) -> None:
        self.cells = cells
        self._csv: bytes | None = None
        self._json: bytes | None = None

    @property
    def csv(self) -> bytes:
        """The cells as a part of a line of CSV."""
        if self._csv is None:
            self._csv = _csv_text(list(self.cells.values())).encode()
        return self._csv

    @property
    def json(self) -> bytes:
        """The cells as a part of a JSON object."""
        if self._json is None:
            self._json = orjson.dumps(self.cells)[1:-1]
        return self._json


@dataclass(frozen=True, eq=False)
class DerivedRows(Sequence[Row]):
    """Rows with more columns than the record's own, made whenever they are looked at."""

    rows: Sequence[Row]
    derive: Callable[[Row], Row]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return map(self.derive, self.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> "DerivedRows": ...

    def __getitem__(self, at: int | slice) -> "Row | DerivedRows":
        return DerivedRows(self.rows[at], self.derive) if isinstance(at, slice) else self.derive(self.rows[at])


@dataclass(frozen=True, eq=False)
class FlatRows(Sequence[dict[str, Any]]):
    """Rows that are made whenever they are looked at: kept, those of a large record would fill the memory.

    ``make`` gives the pieces of a row, each with at least one column, in the order of the columns.
    """

    rows: Sequence[Any]
    make: Callable[[Any], list[Piece]]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self._whole, self.rows)

    @overload
    def __getitem__(self, at: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, at: slice) -> "FlatRows": ...

    def __getitem__(self, at: int | slice) -> "dict[str, Any] | FlatRows":
        return FlatRows(self.rows[at], self.make) if isinstance(at, slice) else self._whole(self.rows[at])

    def pieces(self) -> Iterator[list[Piece]]:
        """The rows as what they are made of."""
        return map(self.make, self.rows)

    def _whole(self, row: Any) -> dict[str, Any]:
        return {name: value for piece in self.make(row) for name, value in piece.cells.items()}


def csv_line(pieces: list[Piece]) -> bytes:
    """A row of CSV."""
    return b",".join([piece.csv for piece in pieces]) + b"\r\n"


def csv_cell(value: Any) -> Any:
    """A value as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value


def _csv_text(values: list[Any]) -> str:
    """Cells as RFC 4180 writes them. Nearly all can stay as they are, which is seen for those of a piece at once."""
    cells = [value if isinstance(value, str) else str(csv_cell(value)) for value in values]
    text = ",".join(cells)
    # Spelled out, for it is asked a million times in a large record.
    to_quote = '"' in text or "\n" in text or "\r" in text or text.count(",") >= len(cells)
    if to_quote or not MAY_BE_FORMULA.isdisjoint([cell[:1] for cell in cells]):
        return ",".join([_quoted(str(csv_cell(value))) for value in values])
    return text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text
