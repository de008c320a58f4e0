"""Releases of a programme's figures for tests: an index of figures, sealed and live, without its pages."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from publication.models import Release
from tests.publication.published import Files, Paths, publish_files
from transparency.figures.entries import Document, FigureCitation, FigureEntry
from transparency.figures.reading import END, ROWS, SLUGS

CODE = "TEST-0001"
PATHS = {"es": "/es/transparencia/cifras/", "en": "/en/transparency/figures/"}

Figures = Mapping[str, FigureEntry]


def figure(key: str = "lines~2012-2~AG0~budget", value: str | None = "1000", **facts: Any) -> FigureEntry:
    """An amount of money, unless told otherwise."""
    given: dict[str, Any] = {
        "table": key.partition("~")[0],
        "unit": "USD",
        "printed": value or "",
        "labels": {"es": f"Presupuesto {key}", "en": f"Budget {key}"},
        "units": {"es": "dólares", "en": "dollars"},
        "citation": FigureCitation(Document("final", {"es": "Informe final", "en": "Final report"}), 7, "IV.a"),
        **facts,
    }
    return FigureEntry(key=key, value=None if value is None else Decimal(value), **given)


def index(*figures: FigureEntry) -> dict[str, FigureEntry]:
    """Key → figure."""
    return {entry.key: entry for entry in figures}


def publish_figures(figures: Figures | None, views: Mapping[str, str] | None = None, code: str = CODE) -> Release:
    """A further release, live: these figures (None: without an index), and other ``views`` by name and content."""
    bundles: dict[str, tuple[Paths, Files]] = {
        f"{view}:{code}": (
            {language: f"/{language}/{view}/" for language in PATHS},
            {language: {"index.html": f"{text} {language}"} for language in PATHS},
        )
        for view, text in (views or {}).items()
    }
    if figures is not None:
        text = index_text(figures)
        page = f"<p>{len(figures)}</p>"
        files = {language: {"index.html": page, f"{SLUGS[language]}.json": text} for language in PATHS}
        bundles[f"figures:{code}"] = (PATHS, files)
    return publish_files(bundles)


def index_text(figures: Figures) -> str:
    """The file of an index, as ``transparency.figures.reading`` reads it."""
    head = {
        "release": 1,
        "released_at": "2026-01-31T15:00:00+00:00",
        "programme_name": {"es": "Programa", "en": "Programme"},
        "units": {entry.unit: dict(entry.units) for entry in figures.values()},
        "notes": {entry.key: dict(entry.notes) for entry in figures.values() if entry.notes},
        "sources": {
            entry.citation.document.code: {"title": dict(entry.citation.document.titles)} for entry in figures.values()
        },
        "findings": {},
    }
    rows = ",\n".join(json.dumps(_row(entry), separators=(",", ":")) for entry in figures.values())
    return json.dumps(head)[:-1] + ROWS.decode() + rows + END.decode()


def _row(entry: FigureEntry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "table": entry.table,
        "value": entry.plain if entry.value is not None else None,
        "unit": entry.unit,
        "printed": entry.printed,
        "label": dict(entry.labels),
        "source": entry.citation.document.code,
        "page": entry.citation.page,
        "section": entry.citation.section,
        "note": entry.key if entry.notes else "",
        "date": entry.date,
        "precision": entry.precision,
        "findings": [],
    }
