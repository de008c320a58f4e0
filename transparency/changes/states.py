"""What a release said of a figure, as it is kept with a change, and how readers read it."""

import datetime
from decimal import Decimal
from typing import Any, cast

from transparency import formatting
from transparency.figures.entries import Document, FigureCitation, FigureEntry, spoken
from transparency.models import Currency

PERCENT = "percent"

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


def told(entry: FigureEntry | None, language: str) -> str:
    """A figure as readers of a language read it, with its unit; empty for one that is missing or is not there."""
    if entry is None or entry.missing:
        return ""
    if entry.value is None:
        return told_date(entry.date, entry.precision, language)
    if entry.unit in Currency.values:
        return formatting.money(entry.value, entry.unit, language)
    if entry.unit == PERCENT:
        return formatting.percent(entry.value, language)
    words = spoken(entry.units, language).text
    return f"{formatting.number(entry.value, language)}{formatting.NO_BREAK_SPACE}{words}".rstrip()


def told_date(date: str, precision: str, language: str) -> str:
    """An ISO 8601 date, as far as it is known, in the words of a language."""
    known = (*map(int, date.split("-")), 1, 1)[:3]
    return formatting.date(datetime.date(*known), language, cast(formatting.Precision, precision or "day"))
