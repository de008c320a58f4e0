"""A figure of a release as readers of a language read it."""

import datetime
from typing import cast

from transparency import formatting
from transparency.figures.entries import FigureEntry, spoken
from transparency.models import Currency

PERCENT = "percent"


def told(entry: FigureEntry, language: str) -> str:
    """A figure with its unit; empty for one that is missing."""
    if entry.value is None:
        return told_date(entry.date, entry.precision, language) if entry.date else ""
    if entry.unit in Currency.values:
        return formatting.money(entry.value, entry.unit, language)
    if entry.unit == PERCENT:
        return formatting.percent(entry.value, language)
    words = spoken(entry.units, language).text
    return f"{formatting.number(entry.value, language)}{formatting.NO_BREAK_SPACE}{words}".rstrip()


def told_date(date: str, precision: str, language: str) -> str:
    """An ISO 8601 day, as far as it is known, in the words of a language."""
    return formatting.date(datetime.date.fromisoformat(date), language, cast(formatting.Precision, precision or "day"))
