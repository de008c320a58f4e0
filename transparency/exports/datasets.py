"""Data sets: one row per figure, codes plus labels in every language, numbers without a locale."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import override

from publication.content import Gathering, MadeContent
from publication.content import pieces as parts_of
from publication.manifest import as_text
from publication.registry import Stamp
from transparency.exports.found import NOTHING, Found
from transparency.exports.pieces import FlatRows, Piece, csv_line
from transparency.figures.addresses import permanent_prefix
from transparency.selectors.figures import Row
from transparency.selectors.labels import Labels

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Dimension:
    """A column that classifies: a code, and its words in every language.

    ``words`` is a kind of label, an enumeration, or None for plain values such as dates and numbers; ``part`` is the
    label's field that holds the words. ``coded`` is False for a further part of a label whose code stands already.
    """

    name: str
    words: str | type[Choices] | None = None
    part: str = "name"
    coded: bool = True


@dataclass(frozen=True)
class Dataset:
    """Figures of one kind. Rows carry the dimensions' keys and a ``figure``, None for what was told without a number.

    ``unit`` is "percent", or empty where rows name a currency or a unit as a dimension. A data set of plain facts
    (``figures`` is False) has no columns for a value; where its rows have a ``key`` all the same, as dates do, they are
    ``addressed`` like figures; where findings name that key but it has no address, they are ``checked``.
    """

    key: str
    dimensions: tuple[Dimension, ...]
    rows: Sequence[Row]
    unit: str = ""
    figures: bool = True
    addressed: bool = False
    checked: bool = False


@dataclass(frozen=True)
class FlatTable:
    """A data set ready to be written: what it is about, and its columns, the same ones whether or not it has rows.

    ``findings`` maps the code of a finding that the rows name to its sentence in every language.
    """

    about: dict[str, Any]
    columns: list[str]
    rows: Sequence[dict[str, Any]]
    findings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def text(self) -> "RowTexts":
        """The rows as every format writes them, made in one pass."""
        lines, objects = Gathering(), Gathering()
        before = b"\n  {"
        for pieces in _pieces(self):
            lines.write(csv_line(pieces))
            objects.write(before + b",".join([piece.json for piece in pieces]) + b"}")
            before = b",\n  {"
        return RowTexts(lines.content(), objects.content())


@dataclass(frozen=True)
class RowTexts:
    """The rows of a table, without what stands around them in a file: lines of CSV, and objects of a JSON array."""

    csv: MadeContent
    json: MadeContent


def flat_table(dataset: Dataset, data: dict[str, Any], stamp: Stamp, found: Found = NOTHING) -> FlatTable:
    """A data set's rows, each with its labels, what is found on it, its source and its release, in a fixed order."""
    release = {"release": stamp.number, "released_at": as_text(stamp.published_at)}
    flat = _Flattening(dataset, data, found, release)
    return FlatTable(
        about={"dataset": dataset.key, "programme": data["programme"], "unit": dataset.unit, **release},
        columns=[column for piece in flat.row({}) for column in piece.cells],
        rows=FlatRows(dataset.rows, flat.row),
        findings=found.told(found.on(key_of(row)) for row in dataset.rows) if flat.addressed or dataset.checked else {},
    )


def to_csv(table: FlatTable) -> bytes:
    """UTF-8 with a byte-order mark, without which spreadsheets misread accents; RFC 4180 line ends."""
    return b"".join(csv_parts(table))


def csv_parts(table: FlatTable, mark: bytes = BYTE_ORDER_MARK) -> Iterator[bytes]:
    """The same in pieces: the whole of a large one is not held."""
    yield mark + csv_line([Piece({column: column for column in table.columns})])
    yield from parts_of(table.text.csv)


def to_json(table: FlatTable, title: str | Promise, more: Mapping[str, Any] | None = None) -> bytes:
    """The same rows as JSON, with what they are about, ``more`` of it, and the sentences of the findings they name."""
    return b"".join(json_parts(table, title, more))


def json_parts(table: FlatTable, title: str | Promise, more: Mapping[str, Any] | None = None) -> Iterator[bytes]:
    """The same in pieces."""
    titles = {f"title_{language}": words for language, words in in_every_language(title).items()}
    told = {"findings": table.findings} if table.findings else {}
    yield from json_with_rows({**table.about, **(more or {}), **titles, **told, "columns": table.columns}, table)
    yield b"\n"


def json_with_rows(head: Mapping[str, Any], table: FlatTable) -> Iterator[bytes]:
    """An object that ends in the ``rows`` of a table, one a line."""
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}").encode()
    yield b',\n "rows": ['
    yield from parts_of(table.text.json)
    yield b"\n ]\n}"


def _pieces(table: FlatTable) -> Iterator[list[Piece]]:
    """The rows of any table as pieces, with its columns in their order."""
    if isinstance(table.rows, FlatRows):
        return table.rows.pieces()
    return ([Piece({column: row[column] for column in table.columns})] for row in table.rows)


def key_of(row: Row) -> str:
    """The key of a row's figure; empty for what is reckoned from figures."""
    key: str = (row.get("figure") or row).get("key", "")
    return key


class _Flattening:
    """Makes flat rows of one data set. What many rows have in common (a label, a citation) is looked up once."""

    def __init__(self, dataset: Dataset, data: dict[str, Any], found: Found, release: dict[str, Any]) -> None:
        self.dataset, self.data, self.found = dataset, data, found
        self.programme, self.release = Piece({"programme": data["programme"]}), Piece(release)
        self.labels: Labels = data["labels"]
        # Addresses lead to the page of all figures: without one they lead nowhere.
        self.prefix = permanent_prefix(data["programme"]) if data.get("figures_urls") else ""
        self.addressed = dataset.figures or dataset.addressed
        self._worded: dict[tuple[str, Any], Piece] = {}
        self._notes: dict[str | None, Piece] = {}
        self._cited: dict[tuple[Any, ...], Piece] = {}

    def row(self, row: Row) -> list[Piece]:
        """One row with all its columns."""
        pieces = [self.programme, *(self._dimension(one, row.get(one.name)) for one in self.dataset.dimensions)]
        figure = row.get("figure") or {}
        if self.dataset.figures:
            value = {
                "value": exact_number(figure.get("value")),
                "value_missing": bool(figure) and figure["value"] is None,
                "as_printed": figure.get("printed", ""),
            }
            pieces += (Piece(value), self._note(figure.get("note")))
        if self.addressed:
            key = key_of(row)
            address = f"{self.prefix}{key}" if key and self.prefix else ""
            pieces.append(Piece({"address": address, "findings": self.found.on(key)}))
        elif self.dataset.checked:
            pieces.append(Piece({"findings": self.found.on(key_of(row))}))
        return [*pieces, self._citation(figure.get("citation") or row.get("citation") or {}), self.release]

    def _dimension(self, dimension: Dimension, value: Any) -> Piece:
        if dimension.words is None:
            return Piece({dimension.name: value if value is not None else ""})
        key = dimension.name, value
        if key not in self._worded:
            self._worded[key] = Piece(_dimension_columns(dimension, value, self.labels))
        return self._worded[key]

    def _note(self, code: str | None) -> Piece:
        if code not in self._notes:
            self._notes[code] = Piece(_label_columns("note", code, self.labels, "note", "text", with_code=False))
        return self._notes[code]

    def _citation(self, citation: Row) -> Piece:
        source = citation.get("source")
        key = (source, citation.get("page"), citation.get("section", ""))
        if key not in self._cited:
            cells = {
                **_label_columns("source", source, self.labels, "source", "name"),
                "source_page": key[1],
                "source_section": key[2],
                "source_sha256": self.data["sources"].get(source, {}).get("sha256", ""),
            }
            self._cited[key] = Piece(cells)
        return self._cited[key]


def _dimension_columns(dimension: Dimension, code: Any, labels: Labels) -> dict[str, Any]:
    if isinstance(dimension.words, str):
        return _label_columns(dimension.name, code, labels, dimension.words, dimension.part, with_code=dimension.coded)
    words = _choice_words(dimension.words, code) if dimension.words and code else {}
    return {f"{dimension.name}_code": code or ""} | {
        f"{dimension.name}_{language}": words.get(language, "") for language, _ in settings.LANGUAGES
    }


def _label_columns(
    name: str, code: str | None, labels: Labels, kind: str, part: str, *, with_code: bool = True
) -> dict[str, Any]:
    """A label in every language; empty where it is not translated, never another language's words."""
    words = labels.get(kind, {}).get(code or "", {})
    columns: dict[str, Any] = {f"{name}_code": code or ""} if with_code else {}
    return columns | {f"{name}_{language}": words.get(language, {}).get(part, "") for language, _ in settings.LANGUAGES}


@cache
def _choice_words(words: type[Choices], code: str) -> dict[str, str]:
    """An enumeration's word in every language: asked for in every row, and the same as long as the process runs."""
    return in_every_language(words(code).label)


def in_every_language(words: str | Promise) -> dict[str, str]:
    """Language → a translatable word in it."""
    found = {}
    for language, _ in settings.LANGUAGES:
        with override(language):
            found[language] = str(words)
    return found


def exact_number(value: str | None) -> int | float | None:
    """A JSON number; amounts have at most 15 digits, which a double holds exactly."""
    if value is None:
        return None
    exact = Decimal(value)
    return int(exact) if exact == exact.to_integral_value() else float(exact)
