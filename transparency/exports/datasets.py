"""Data sets: one row per figure, codes plus labels in every language, numbers without a locale."""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

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
    ``addressed`` like figures.
    """

    key: str
    dimensions: tuple[Dimension, ...]
    rows: list[Row]
    unit: str = ""
    figures: bool = True
    addressed: bool = False


@dataclass(frozen=True)
class FlatTable:
    """A data set ready to be written: what it is about, and its columns, the same ones whether or not it has rows.

    ``findings`` maps the code of a finding that the rows name to its sentence in every language.
    """

    about: dict[str, Any]
    columns: list[str]
    rows: list[dict[str, Any]]
    findings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def flat_table(dataset: Dataset, data: dict[str, Any], stamp: Stamp, found: Found = NOTHING) -> FlatTable:
    """A data set's rows, each with its labels, what is found on it, its source and its release, in a fixed order."""
    release = {"release": stamp.number, "released_at": as_text(stamp.published_at)}
    nothing = _flat_row(dataset, {}, data, found)
    rows = [{**_flat_row(dataset, row, data, found), **release} for row in dataset.rows]
    return FlatTable(
        about={"dataset": dataset.key, "programme": data["programme"], "unit": dataset.unit, **release},
        columns=[*nothing, *release],
        rows=rows,
        findings=found.told(row.get("findings", "") for row in rows),
    )


def to_csv(table: FlatTable) -> bytes:
    """UTF-8 with a byte-order mark, without which spreadsheets misread accents; RFC 4180 line ends."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([csv_cell(row[column]) for column in table.columns])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def to_json(table: FlatTable, title: str | Promise, more: Mapping[str, Any] | None = None) -> bytes:
    """The same rows as JSON, with what they are about, ``more`` of it, and the sentences of the findings they name."""
    titles = {f"title_{language}": words for language, words in in_every_language(title).items()}
    told = {"findings": table.findings} if table.findings else {}
    value = {**table.about, **(more or {}), **titles, "columns": table.columns, "rows": table.rows, **told}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _flat_row(dataset: Dataset, row: Row, data: dict[str, Any], found: Found) -> dict[str, Any]:
    labels: Labels = data["labels"]
    flat: dict[str, Any] = {"programme": data["programme"]}
    for dimension in dataset.dimensions:
        flat |= _dimension_columns(dimension, row.get(dimension.name), labels)
    figure = row.get("figure") or {}
    citation = figure.get("citation") or row.get("citation") or {}
    source = citation.get("source")
    return (
        flat
        | (_figure_columns(figure, labels) if dataset.figures else {})
        | (_address_columns(figure or row, data, found) if dataset.figures or dataset.addressed else {})
        | {
            **_label_columns("source", source, labels, "source", "name"),
            "source_page": citation.get("page"),
            "source_section": citation.get("section", ""),
            "source_sha256": data["sources"].get(source, {}).get("sha256", ""),
        }
    )


def _figure_columns(figure: Row, labels: Labels) -> dict[str, Any]:
    return {
        "value": exact_number(figure.get("value")),
        "value_missing": bool(figure) and figure["value"] is None,
        "as_printed": figure.get("printed", ""),
        **_label_columns("note", figure.get("note"), labels, "note", "text", with_code=False),
    }


def _address_columns(keyed: Row, data: dict[str, Any], found: Found) -> dict[str, Any]:
    """Where the figure is found whatever moves, and what is found on it; nothing for what is reckoned from figures."""
    key = keyed.get("key", "")
    # Addresses lead to the page of all figures: without one they lead nowhere.
    address = permanent_url(data["programme"], key) if key and data.get("figures_urls") else ""
    return {"address": address, "findings": found.on(key)}


def _dimension_columns(dimension: Dimension, code: Any, labels: Labels) -> dict[str, Any]:
    if dimension.words is None:
        return {dimension.name: code if code is not None else ""}
    if isinstance(dimension.words, str):
        return _label_columns(dimension.name, code, labels, dimension.words, dimension.part, with_code=dimension.coded)
    words = _choice_words(dimension.words, code) if code else {}
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
