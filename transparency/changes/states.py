"""What a release said of a figure, as it is kept with a change."""

from decimal import Decimal
from typing import Any

from transparency.figures.entries import Document, FigureCitation, FigureEntry

State = dict[str, Any]


def as_state(entry: FigureEntry) -> State:
    """All of a figure that a change tells, as JSON; a value is text, so that none of its digits is lost."""
    document = entry.citation.document
    return {
        "table": entry.table,
        "value": None if entry.value is None else f"{entry.value:f}",
        "date": entry.date,
        "precision": entry.precision,
        "unit": entry.unit,
        "units": dict(entry.units),
        "printed": entry.printed,
        "labels": dict(entry.labels),
        "notes": dict(entry.notes),
        "source": {"code": document.code, "titles": dict(document.titles), "sha256": document.sha256},
        "page": entry.citation.page,
        "section": entry.citation.section,
    }


def as_entry(key: str, state: State) -> FigureEntry:
    """The figure as it was; without its findings, which are of their own time."""
    source = state["source"]
    document = Document(code=source["code"], titles=source["titles"], sha256=source["sha256"])
    return FigureEntry(
        key=key,
        value=None if state["value"] is None else Decimal(state["value"]),
        citation=FigureCitation(document, state["page"], state["section"]),
        **{name: state[name] for name in ("table", "unit", "printed", "labels", "units", "notes", "date", "precision")},
    )
