"""Data sets: one row per figure, codes plus labels in every language, numbers without a locale."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any, overload

from django.conf import settings
from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import override

from publication.manifest import as_text
from publication.registry import Stamp
from transparency.exports.found import NOTHING, Found
from transparency.figures.addresses import permanent_url
from transparency.selectors.figures import Row
from transparency.selectors.labels import Labels

# A spreadsheet would run a text that begins with one of these as a formula, except a plain number with its sign.
FORMULA = re.compile(r"[=@\t\r\n\uff1d\uff20]|[-+\uff0b\uff0d](?![\d\s.,%]*\Z)")


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
    rows: list[Row]
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


@dataclass(frozen=True, eq=False)
class FlatRows(Sequence[dict[str, Any]]):
    """Rows that are made whenever they are looked at: kept, those of a large record would fill the memory."""

    rows: list[Row]
    make: Callable[[Row], dict[str, Any]]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self.make, self.rows)

    @overload
    def __getitem__(self, at: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, at: slice) -> "FlatRows": ...

    def __getitem__(self, at: int | slice) -> "dict[str, Any] | FlatRows":
        return FlatRows(self.rows[at], self.make) if isinstance(at, slice) else self.make(self.rows[at])


def flat_table(dataset: Dataset, data: dict[str, Any], stamp: Stamp, found: Found = NOTHING) -> FlatTable:
    """A data set's rows, each with its labels, what is found on it, its source and its release, in a fixed order."""
    release = {"release": stamp.number, "released_at": as_text(stamp.published_at)}
    flat = _Flattening(dataset, data, found, release)
    return FlatTable(
        about={"dataset": dataset.key, "programme": data["programme"], "unit": dataset.unit, **release},
        columns=list(flat.row({})),
        rows=FlatRows(dataset.rows, flat.row),
        findings=found.told(found.on(key_of(row)) for row in dataset.rows) if flat.addressed or dataset.checked else {},
    )


def to_csv(table: FlatTable) -> bytes:
    """UTF-8 with a byte-order mark, without which spreadsheets misread accents; RFC 4180 line ends."""
    buffer = io.BytesIO()
    buffer.write(b"\xef\xbb\xbf")
    text = io.TextIOWrapper(buffer, "utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([csv_cell(row[column]) for column in table.columns] for row in table.rows)
    text.detach()  # which writes what waits
    return buffer.getvalue()


def to_json(table: FlatTable, title: str | Promise, more: Mapping[str, Any] | None = None) -> bytes:
    """The same rows as JSON, with what they are about, ``more`` of it, and the sentences of the findings they name."""
    titles = {f"title_{language}": words for language, words in in_every_language(title).items()}
    told = {"findings": table.findings} if table.findings else {}
    head = {**table.about, **(more or {}), **titles, **told, "columns": table.columns}
    buffer = io.BytesIO()
    for part in json_with_rows(head, table.rows):
        buffer.write(part)
    buffer.write(b"\n")
    return buffer.getvalue()


def json_with_rows(head: Mapping[str, Any], rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """An object that ends in its ``rows``, one a line, in pieces: the whole of a large one is not held twice."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}").encode()
    yield b',\n "rows": ['
    for number, row in enumerate(rows):
        yield (b",\n  " if number else b"\n  ") + encode(row).encode()
    yield b"\n ]\n}"


def key_of(row: Row) -> str:
    """The key of a row's figure; empty for what is reckoned from figures."""
    key: str = (row.get("figure") or row).get("key", "")
    return key


class _Flattening:
    """Makes flat rows of one data set. What many rows have in common (a label, a citation) is looked up once."""

    def __init__(self, dataset: Dataset, data: dict[str, Any], found: Found, release: dict[str, Any]) -> None:
        self.dataset, self.data, self.found, self.release = dataset, data, found, release
        self.labels: Labels = data["labels"]
        self.addressed = dataset.figures or dataset.addressed
        self._worded: dict[tuple[str, Any], dict[str, Any]] = {}
        self._notes: dict[str | None, dict[str, Any]] = {}
        self._cited: dict[tuple[Any, ...], dict[str, Any]] = {}

    def row(self, row: Row) -> dict[str, Any]:
        """One row with all its columns."""
        flat: dict[str, Any] = {"programme": self.data["programme"]}
        for dimension in self.dataset.dimensions:
            value = row.get(dimension.name)
            if dimension.words is None:
                flat[dimension.name] = value if value is not None else ""
            else:
                flat |= self._words(dimension, value)
        figure = row.get("figure") or {}
        if self.dataset.figures:
            flat["value"] = exact_number(figure.get("value"))
            flat["value_missing"] = bool(figure) and figure["value"] is None
            flat["as_printed"] = figure.get("printed", "")
            flat |= self._note(figure.get("note"))
        if self.addressed:
            flat |= _address_columns(key_of(row), self.data, self.found)
        elif self.dataset.checked:
            flat["findings"] = self.found.on(key_of(row))
        flat |= self._citation(figure.get("citation") or row.get("citation") or {})
        flat |= self.release
        return flat

    def _words(self, dimension: Dimension, code: Any) -> dict[str, Any]:
        key = dimension.name, code
        if key not in self._worded:
            self._worded[key] = _dimension_columns(dimension, code, self.labels)
        return self._worded[key]

    def _note(self, code: str | None) -> dict[str, Any]:
        if code not in self._notes:
            self._notes[code] = _label_columns("note", code, self.labels, "note", "text", with_code=False)
        return self._notes[code]

    def _citation(self, citation: Row) -> dict[str, Any]:
        source = citation.get("source")
        key = (source, citation.get("page"), citation.get("section", ""))
        if key not in self._cited:
            self._cited[key] = {
                **_label_columns("source", source, self.labels, "source", "name"),
                "source_page": key[1],
                "source_section": key[2],
                "source_sha256": self.data["sources"].get(source, {}).get("sha256", ""),
            }
        return self._cited[key]


def _address_columns(key: str, data: dict[str, Any], found: Found) -> dict[str, Any]:
    """Where the figure is found whatever moves, and what is found on it; nothing for what is reckoned from figures."""
    # Addresses lead to the page of all figures: without one they lead nowhere.
    address = permanent_url(data["programme"], key) if key and data.get("figures_urls") else ""
    return {"address": address, "findings": found.on(key)}


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


def csv_cell(value: Any) -> Any:
    """A value as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value
