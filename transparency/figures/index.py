"""The index of a programme's figures: made from a view's inputs, once for all languages, and written as files.

The JSON file is what ``transparency.figures.reading`` reads back: its first line is the head, with the words that many
figures share, and each further line is one figure that begins with its key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from django.conf import settings
from django.utils.translation import override

from publication.content import Gathering, MadeContent
from publication.manifest import as_text
from publication.registry import Stamp
from transparency.checks import keys
from transparency.exports.datasets import BYTE_ORDER_MARK, FlatTable, exact_number
from transparency.exports.pieces import FlatRows, Piece, csv_line
from transparency.figures.addresses import permanent_prefix
from transparency.figures.naming import Naming, Units
from transparency.figures.reading import END, ROWS
from transparency.selectors.figures import Row
from transparency.views.findings_data import ANSWERS, FindingsData

Line = dict[str, Any]

AT_ONCE = 1000  # figures that are named in one language before the other comes
KEPT = 10_000  # figures of a record whose lines fit into the memory


@dataclass(frozen=True)
class Index:
    """Everything that is published of a programme's figures.

    ``head`` is what they share, ``figures`` are the rows of the record behind them, each with the table that it is of.
    What is told of each is kept where there are few, else made whenever it is asked for: that of 100,000 figures would
    fill the memory.
    """

    head: dict[str, Any]
    figures: list[tuple[str, Row]]
    namings: list[Naming]
    units: Units
    findings: Mapping[str, tuple[str, ...]]
    prefix: str

    @property
    def lines(self) -> Iterator[Line]:
        """One line a figure, in their order."""
        for start in range(0, len(self.figures), AT_ONCE):
            yield from self.told(self.figures[start : start + AT_ONCE])

    def told(self, figures: list[tuple[str, Row]]) -> list[Line]:
        """The lines of some of the figures, with what they are called in every language that their words exist in."""
        if len(self.figures) > KEPT:
            return self._told(figures)
        return [self._kept[id(row)] for _table, row in figures]

    @cached_property
    def _kept(self) -> dict[int, Line]:
        """The line of each row, for files and pages that tell the same figures again."""
        lines = self._told(self.figures)
        return {id(row): line for (_table, row), line in zip(self.figures, lines, strict=True)}

    def _told(self, figures: list[tuple[str, Row]]) -> list[Line]:
        lines = [self._line(table, row) for table, row in figures]
        for naming in self.namings:
            with override(naming.language):
                for line, (table, row) in zip(lines, figures, strict=True):
                    if name := naming.name(table, row):
                        line["label"][naming.language] = name
        return lines

    def key(self, table: str, row: Row) -> str:
        """The key of a figure, which its row may know already."""
        known: str | None = row.get("figure", {}).get("key")
        return known or keys.KEYS[table](row)

    def _line(self, table: str, row: Row) -> Line:
        """A figure of the record as the file has it; its label comes later."""
        key, figure = self.key(table, row), figure_in(row)
        citation = figure["citation"]
        line = {
            "key": key,
            "address": f"{self.prefix}{key}",
            "table": table,
            "label": {},
            "value": exact_number(figure["value"]),
            "unit": self.units.of(table, row),
            "printed": figure["printed"],
            "note": figure["note"],
            "source": citation["source"],
            "page": citation["page"],
            "section": citation["section"],
            "findings": self.findings.get(key, ()),
        }
        return line | {"date": row["date"] or "", "precision": row["precision"]} if table == "milestones" else line


def index_of(data: Mapping[str, Any], checked: FindingsData | None = None) -> Index:
    """The index of the record in a view's inputs (``figures``, ``labels`` and ``sources``).

    ``checked`` is what the checks find on it, where that is known already.
    """
    tables: dict[str, list[Row]] = {name: rows for name, rows in data["figures"].items() if name != ANSWERS}
    checked = checked or FindingsData(tables, dict(data))
    figures = [(table, row) for table in keys.KEYS for row in tables.get(table, ())]
    units = Units(tables)
    noted = {note for _table, row in figures if (note := figure_in(row)["note"])}
    used = {unit for table, row in figures if (unit := units.of(table, row))}
    head = {
        "dataset": "figures",
        "programme": data["programme"],
        "programme_name": _in_languages(data, "programme", data["programme"], "name"),
        "sources": {code: _document(code, known, data) for code, known in sorted(data["sources"].items())},
        "notes": {code: _in_languages(data, "note", code, "text") for code in sorted(noted)},
        "units": {code: _in_languages(data, "unit", code, "name") for code in sorted(used)},
        "findings": _findings(checked, data),
    }
    namings = [Naming(data["labels"], tables, language) for language, _name in settings.LANGUAGES]
    return Index(head, figures, namings, units, checked.found.codes, permanent_prefix(data["programme"]))


def figure_in(row: Row) -> Row:
    """The figure of a row; a date has none, and stands in the row itself."""
    return row.get("figure") or {
        "value": None,
        "note": None,
        "printed": row["printed"],
        "citation": row["citation"],
    }


def written(index: Index, stamp: Stamp) -> dict[str, MadeContent]:
    """The index as CSV and as JSON, by extension; both at once, so that each figure is named one time."""
    flattening, table, document = _Flattening(index.head, _release(stamp)), Gathering(), Gathering()
    table.write(BYTE_ORDER_MARK + csv_line([Piece({column: column for column in flattening.columns})]))
    document.write(orjson.dumps({**index.head, **_release(stamp)})[:-1] + ROWS)
    between = b""
    for line in index.lines:
        table.write(csv_line(flattening.row(line)))
        document.write(between + orjson.dumps(line))
        between = b",\n"
    document.write(END)
    return {"csv": table.content(), "json": document.content()}


def flat(index: Index, stamp: Stamp) -> FlatTable:
    """The index as a table, for a workbook: all words of a figure in its row, in every language."""
    flattening = _Flattening(index.head, _release(stamp))
    about = {"dataset": "figures", "programme": index.head["programme"], "unit": "", **_release(stamp)}
    rows = FlatRows(index.figures, lambda figure: flattening.row(index.told([figure])[0]))
    return FlatTable(about, flattening.columns, rows)


def _release(stamp: Stamp) -> dict[str, Any]:
    return {"release": stamp.number, "released_at": as_text(stamp.published_at)}


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


class _Flattening:
    """Makes flat rows of figures. What many of them have in common is looked up once."""

    def __init__(self, head: Mapping[str, Any], release: dict[str, Any]) -> None:
        self.head = head
        self.programme, self.release = Piece({"programme": head["programme"]}), Piece(release)
        self._words: dict[tuple[str, str], Piece] = {}
        self._cited: dict[tuple[str, int | None, str], Piece] = {}
        self.columns = [column for piece in self.row(NOTHING) for column in piece.cells]

    def row(self, line: Line) -> list[Piece]:
        """One figure with all its columns."""
        own = {
            **{name: line[name] for name in ("key", "address", "table")},
            **_in_each("label", line["label"]),
            "value": line["value"],
            "date": line.get("date", ""),
            "value_missing": line["value"] is None and not line.get("date"),
            "as_printed": line["printed"],
            "precision": line.get("precision", ""),
            "unit_code": line["unit"],
        }
        pieces = [self.programme, Piece(own), self._worded("unit", line["unit"]), self._worded("note", line["note"])]
        return [*pieces, self._citation(line), Piece({"findings": " ".join(line["findings"])}), self.release]

    def _worded(self, name: str, code: str) -> Piece:
        if (name, code) not in self._words:
            self._words[name, code] = Piece(_in_each(name, self.head[f"{name}s"].get(code, {})))
        return self._words[name, code]

    def _citation(self, line: Line) -> Piece:
        key = line["source"], line["page"], line["section"]
        if key not in self._cited:
            document = self.head["sources"].get(key[0], {"title": {}, "sha256": ""})
            words = {"source_code": key[0], **_in_each("source", document["title"])}
            place = {"source_page": key[1], "source_section": key[2], "source_sha256": document["sha256"]}
            self._cited[key] = Piece({**words, **place})
        return self._cited[key]


def _in_each(name: str, words: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_{language}": words.get(language, "") for language, _ in settings.LANGUAGES}


# A figure without anything: for the columns alone.
NOTHING: Line = {
    **dict.fromkeys(("key", "address", "table", "unit", "note", "printed", "source", "section"), ""),
    **{"label": {}, "value": None, "page": None, "findings": []},
}
