"""Releases of a programme's figures for tests: an index of figures, sealed and live, without its pages."""

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from publication.manifest import Manifest, ScopeEntry, as_text
from publication.models import LivePointer, Release
from publication.services.releases import live_release, store
from transparency.figures.entries import Document, FigureCitation, FigureEntry
from transparency.figures.reading import END, FILE_NAMES, ROWS

CODE = "TEST-0001"
START = datetime.datetime(2026, 1, 31, 15, 0, tzinfo=datetime.UTC)
PATHS = {"es": "/es/transparencia/cifras/", "en": "/en/transparency/figures/"}

Figures = Mapping[str, FigureEntry]


def figure(key: str = "lines/2012-2/AG0/budget", value: str | None = "1000", **facts: Any) -> FigureEntry:
    """An amount of money, unless told otherwise."""
    given: dict[str, Any] = {
        "table": key.split("/")[0],
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
    bundles = {f"{view}:{code}": {language: {"index.html": f"{text} {language}"} for language in PATHS}
               for view, text in (views or {}).items()}  # fmt: skip
    if figures is not None:
        text = index_text(figures)
        bundles[f"figures:{code}"] = {
            language: {"index.html": f"<p>{len(figures)}</p>", FILE_NAMES[language]: text} for language in PATHS
        }
    return publish_bundles(bundles)


def publish_bundles(bundles: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Release:
    """A further release, live, of these files: scope → language → name → content."""
    parent = live_release()
    number = parent.number + 1 if parent else 1
    moment = START + datetime.timedelta(days=number)
    before = Manifest.parse(parent.manifest).scopes if parent else {}
    scopes = {}
    for scope, files in sorted(bundles.items()):
        content = {language: {n: text.encode() for n, text in named.items()} for language, named in files.items()}
        bundle = store().write_bundle(content)
        paths = {language: _path(scope, language) for language in files}
        entry = ScopeEntry(bundle, bundle, number, as_text(moment), paths)
        same = scope in before and before[scope].bundle == bundle
        scopes[scope] = before[scope] if same else entry
    manifest = Manifest(number, parent.digest if parent else "", as_text(moment), "code", "test", scopes)
    release = Release.objects.create(
        number=number,
        digest=store().seal(manifest),
        parent=manifest.parent,
        manifest=manifest.text(),
        code_version="code",
        trigger="test",
        published_at=moment,
    )
    LivePointer.objects.update_or_create(pk=1, defaults={"release": release})
    store().point_current(number, release.digest)
    return release


def index_text(figures: Figures) -> str:
    """The file of an index, as ``transparency.figures.reading`` reads it."""
    head = {
        "units": {entry.unit: dict(entry.units) for entry in figures.values()},
        "notes": {entry.key: dict(entry.notes) for entry in figures.values() if entry.notes},
        "sources": {
            entry.citation.document.code: {"title": dict(entry.citation.document.titles)} for entry in figures.values()
        },
        "findings": {},
    }
    rows = ",\n".join(json.dumps(_row(entry)) for entry in figures.values())
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


def _path(scope: str, language: str) -> str:
    view = scope.partition(":")[0]
    return PATHS[language] if view == "figures" else f"/{language}/{view}/"
