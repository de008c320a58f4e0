"""The index of figures as a release holds it, read back from its file.

The file (``transparency.figures.index``) is JSON with one figure a line, so that one of many thousands is found
without reading the others.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings

from publication.models import Release
from publication.registry import Stamp
from publication.released import released_file
from transparency.figures.entries import (
    Document,
    FigureCitation,
    FigureEntry,
    FigureFinding,
    FindingAnswer,
    Words,
)

VIEW = "figures"
SLUGS = {"es": "cifras", "en": "figures"}
# Between the head of the file and its rows, and before and after each row.
ROWS = b',"rows":[\n'
END = b"\n]}\n"

Head = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What an index says of one figure: nothing (None) where it does not have it.

    ``stamp`` is the release in which the index last changed; ``programme`` is the programme's name.
    """

    entry: FigureEntry | None
    stamp: Stamp
    programme: Words


def figures_of(release: Release, programme_code: str) -> dict[str, FigureEntry]:
    """Key → every figure of a programme in a release; empty when that release had no index."""
    content = index_file(release, programme_code)
    return entries_in(content) if content is not None else {}


def figure_of(release: Release, programme_code: str, key: str) -> Found | None:
    """One figure of a programme as a release tells it; None when the release has no index at all."""
    content = index_file(release, programme_code)
    return found_in(content, key) if content is not None else None


def entries_in(content: bytes) -> dict[str, FigureEntry]:
    """Key → every figure in the file of an index."""
    start = content.index(ROWS)
    head = _head(content, start)
    rows = json.loads(b"[" + content[start + len(ROWS) : -len(END)] + b"]", parse_float=Decimal)
    return {row["key"]: entry_of(row, head) for row in rows}


def found_in(content: bytes, key: str) -> Found:
    """What the file of an index says of one figure."""
    start = content.index(ROWS)
    head, line = _head(content, start), _line(content, start, key)
    entry = entry_of(json.loads(line, parse_float=Decimal), head) if line else None
    stamp = Stamp(head["release"], datetime.datetime.fromisoformat(head["released_at"]))
    return Found(entry, stamp, head["programme_name"])


def index_file(release: Release, programme_code: str) -> bytes | None:
    """The index as this release published it; it is the same in every language."""
    for language, _name in settings.LANGUAGES:
        name = f"{SLUGS.get(language, SLUGS['en'])}.json"
        content = released_file(release, f"{VIEW}:{programme_code}", language, name)
        if content is not None:
            return content
    return None


def _head(content: bytes, start: int) -> Head:
    head: Head = json.loads(content[:start] + b"}")
    return head


def _line(content: bytes, start: int, key: str) -> bytes:
    """The row of a figure, which begins with its key; empty when there is none."""
    at = content.find(b'\n{"key":' + json.dumps(key).encode() + b",", start + len(ROWS) - 1)
    if at < 0:
        return b""
    return content[at + 1 : content.index(b"\n", at + 1)].rstrip(b",")


def entry_of(row: Mapping[str, Any], head: Mapping[str, Any]) -> FigureEntry:
    """A figure from its line of the file and the head that it shares with the others."""
    value = row["value"]
    return FigureEntry(
        key=row["key"],
        table=row["table"],
        value=None if value is None else Decimal(str(value)),
        unit=row["unit"],
        printed=row["printed"],
        labels=row["label"],
        units=head["units"].get(row["unit"], {}),
        citation=FigureCitation(_document(row["source"], head), row["page"], row["section"]),
        notes=head["notes"].get(row["note"], {}),
        date=row.get("date", ""),
        precision=row.get("precision", ""),
        findings=tuple(_finding(code, head["findings"][code]) for code in row["findings"]),
    )


def _document(code: str, head: Mapping[str, Any]) -> Document:
    known = head["sources"].get(code, {})
    return Document(
        code=code,
        titles=known.get("title", {}),
        **{name: known.get(name, "") for name in ("publisher", "issued", "file_name", "sha256", "language")},
    )


def _finding(code: str, found: dict[str, Any]) -> FigureFinding:
    answer = found["answer"]
    return FigureFinding(
        code=code,
        check=found["check"],
        severity=found["severity"],
        sentences=found["sentence"],
        answer=FindingAnswer(answer["status"], answer["text"], answer["by"], answer["on"]) if answer else None,
    )


__all__ = ["FigureEntry", "Found", "entries_in", "entry_of", "figure_of", "figures_of", "found_in", "index_file"]
