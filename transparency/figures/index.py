"""The index of a programme's figures: made from a view's inputs, once for all languages, and written as files.

The JSON file is what ``transparency.figures.reading`` reads back: its first line is the head, with the words that many
figures share, and each further line is one figure that begins with its key.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import override

from publication.manifest import as_text
from publication.registry import Stamp
from transparency.checks import keys
from transparency.exports.datasets import FlatRows, FlatTable, exact_number
from transparency.figures.addresses import permanent_prefix
from transparency.figures.naming import Naming, Units
from transparency.figures.reading import END, ROWS
from transparency.selectors.figures import Row
from transparency.selectors.labels import Labels
from transparency.views.findings_data import ANSWERS, FindingsData

Line = dict[str, Any]


@dataclass(frozen=True)
class Index:
    """Everything that is published of a programme's figures.

    ``head`` is what they share, ``lines`` are one a figure, ``rows`` the rows of the record behind them.
    """

    head: dict[str, Any]
    lines: list[Line]
    rows: list[Row]


def index_of(data: Mapping[str, Any], checked: FindingsData | None = None) -> Index:
    """The index of the record in a view's inputs (``figures``, ``labels`` and ``sources``).

    ``checked`` is what the checks find on it, where that is known already.
    """
    tables: dict[str, list[Row]] = {name: rows for name, rows in data["figures"].items() if name != ANSWERS}
    checked = checked or FindingsData(tables, dict(data))
    codes, units, prefix = checked.found.codes, Units(tables), permanent_prefix(data["programme"])
    rows = [(table, key_of(row), row) for table, key_of in keys.KEYS.items() for row in tables.get(table, ())]
    lines = [
        _line(key, f"{prefix}{key}", table, row, units.of(table, row), [*codes.get(key, ())])
        for table, key, row in rows
    ]
    plain = [row for _table, _key, row in rows]
    _name(lines, plain, tables, data["labels"])
    head = {
        "dataset": "figures",
        "programme": data["programme"],
        "programme_name": _in_languages(data, "programme", data["programme"], "name"),
        "sources": {code: _document(code, known, data) for code, known in sorted(data["sources"].items())},
        "notes": {code: _in_languages(data, "note", code, "text") for code in _codes(lines, "note")},
        "units": {code: _in_languages(data, "unit", code, "name") for code in _codes(lines, "unit")},
        "findings": _findings(checked, data),
    }
    return Index(head, lines, plain)


def to_json(index: Index, stamp: Stamp) -> bytes:
    """The index as a file, one figure a line."""
    head = {**index.head, "release": stamp.number, "released_at": as_text(stamp.published_at)}
    buffer = io.BytesIO()
    buffer.write(_text(head)[:-1].encode() + ROWS)
    for number, line in enumerate(index.lines):
        buffer.write((b",\n" if number else b"") + _text(line).encode())
    buffer.write(END)
    return buffer.getvalue()


def flat(index: Index, stamp: Stamp) -> FlatTable:
    """The index as a table, for a spreadsheet: all words of a figure in its row, in every language."""
    languages = [code for code, _name in settings.LANGUAGES]
    release = {"release": stamp.number, "released_at": as_text(stamp.published_at)}
    plain = ("key", "address", "table", "value", "date", "value_missing", "as_printed", "precision")
    columns = [
        *("programme", *plain[:3], *(f"label_{language}" for language in languages), *plain[3:]),
        *("unit_code", *(f"unit_{language}" for language in languages)),
        *(f"note_{language}" for language in languages),
        *("source_code", *(f"source_{language}" for language in languages)),
        *("source_page", "source_section", "source_sha256", "findings", *release),
    ]
    about = {"dataset": "figures", "programme": index.head["programme"], "unit": "", **release}
    rows = FlatRows(index.lines, lambda line: _flat_row(line, index.head, languages) | release)
    return FlatTable(about, columns, rows)


def _line(key: str, address: str, table: str, row: Row, unit: str, found: list[str]) -> Line:
    """A figure of the record as the file has it; its label comes later."""
    figure = row.get("figure") or {"value": None, "note": None, "printed": row["printed"], "citation": row["citation"]}
    citation = figure["citation"]
    line = {
        "key": key,
        "address": address,
        "table": table,
        "label": {},
        "value": exact_number(figure["value"]),
        "unit": unit,
        "printed": figure["printed"],
        "note": figure["note"],
        "source": citation["source"],
        "page": citation["page"],
        "section": citation["section"],
        "findings": found,
    }
    return line | {"date": row["date"] or "", "precision": row["precision"]} if table == "milestones" else line


def _name(lines: list[Line], rows: list[Row], tables: Mapping[str, list[Row]], labels: Labels) -> None:
    """Put in what the figures are called, in every language that their words exist in."""
    for language, _name_of in settings.LANGUAGES:
        with override(language):
            naming = Naming(labels, tables, language)
            for line, row in zip(lines, rows, strict=True):
                if name := naming.name(line["table"], row):
                    line["label"][language] = name


def _document(code: str, known: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: known.get(name, "") for name in ("publisher", "issued", "file_name", "sha256", "language")}
    return {"title": _in_languages(data, "source", code, "name"), **plain}


def _findings(checked: FindingsData, data: Mapping[str, Any]) -> dict[str, Any]:
    sentences = checked.found.sentences
    answers = {row["answer"]: row for row in data["figures"].get(ANSWERS, ())}
    return {
        one.code: {
            "check": one.check,
            "severity": one.severity.value,
            "figures": list(one.figures),
            "sentence": dict(sentences[one.code]),
            "answer": _answer(answers.get(one.code), data),
        }
        for one in checked.findings
    }


def _answer(row: Row | None, data: Mapping[str, Any]) -> dict[str, Any] | None:
    if row is None:
        return None
    text = _in_languages(data, "findinganswer", row["answer"], "text")
    return {"status": row["status"], "text": text, "by": row["answered_by"], "on": row["answered_on"]}


def _in_languages(data: Mapping[str, Any], kind: str, code: str, part: str) -> dict[str, str]:
    """A label's words, without the languages that it is not translated to."""
    words = data["labels"].get(kind, {}).get(code, {})
    return {language: words[language][part] for language, _ in settings.LANGUAGES if words.get(language, {}).get(part)}


def _codes(lines: list[Line], name: str) -> list[str]:
    return sorted({line[name] for line in lines if line[name]})


def _flat_row(line: Line, head: Mapping[str, Any], languages: list[str]) -> dict[str, Any]:
    document = head["sources"].get(line["source"], {"title": {}, "sha256": ""})
    worded = {
        "label": line["label"],
        "unit": head["units"].get(line["unit"], {}),
        "note": head["notes"].get(line["note"], {}),
        "source": document["title"],
    }
    return {
        "programme": head["programme"],
        **{name: line[name] for name in ("key", "address", "table", "value")},
        "date": line.get("date", ""),
        "precision": line.get("precision", ""),
        "value_missing": line["value"] is None and not line.get("date"),
        "as_printed": line["printed"],
        "unit_code": line["unit"],
        "source_code": line["source"],
        **{f"{name}_{language}": words.get(language, "") for name, words in worded.items() for language in languages},
        "source_page": line["page"],
        "source_section": line["section"],
        "source_sha256": document["sha256"],
        "findings": " ".join(line["findings"]),
    }


_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
