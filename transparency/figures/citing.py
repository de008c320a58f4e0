"""How to cite a figure, and how search engines read it."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.exports.datasets import exact_number
from transparency.figures.addresses import permanent_url
from transparency.figures.entries import FigureEntry, spoken
from transparency.figures.sight import Sight
from transparency.figures.telling import PERCENT, told
from transparency.models import Currency

# UN/CEFACT's code of per cent, which schema.org asks for; currencies have their own standard, ISO 4217.
PERCENT_CODE = "P1"


def cited_as(sight: Sight, programme_code: str, language: str) -> tuple[str, str]:
    """The form of the American Psychological Association for a datum, in two parts: the text, and the address.

    The language must be the active one.
    """
    day = localdate(sight.stamp.published_at)
    words = {
        "who": spoken(sight.programme, language).text or programme_code,
        "year": day.year,
        "title": spoken(sight.entry.labels, language).text or sight.entry.key,
        "number": sight.stamp.number,
        "date": formatting.date(day, language),
    }
    text = _("%(who)s. (%(year)d). %(title)s (release %(number)d, %(date)s) [Figure]. Quipu.") % words
    address = permanent_url(programme_code, sight.entry.key)
    return text, f"{address}{sight.query}"


def structured(sight: Sight, programme_code: str, page_url: str, language: str) -> dict[str, Any]:
    """The figure as JSON-LD (schema.org): an observation where it is a number, a value of a property where not."""
    entry, document = sight.entry, sight.entry.citation.document
    said = (told(entry, language), spoken(entry.notes, language).text)
    data = {
        "@context": "https://schema.org",
        "@type": "PropertyValue" if entry.value is None else "Observation",
        "@id": permanent_url(programme_code, entry.key),
        "identifier": entry.key,
        "name": spoken(entry.labels, language).text or entry.key,
        "description": ". ".join(part.rstrip(".") for part in said if part),
        "url": page_url,
        **_measured(entry, language),
        "subjectOf": {
            "@type": "DigitalDocument",
            "name": spoken(document.titles, language).text or document.code,
            "identifier": f"sha256:{document.sha256}" if document.sha256 else document.code,
        },
    }
    return {name: value for name, value in data.items() if value not in ("", None)}


def _measured(entry: FigureEntry, language: str) -> dict[str, Any]:
    if entry.value is None:
        return {"value": entry.date}
    value = exact_number(f"{entry.value:f}")
    if entry.unit == PERCENT:
        return {"value": value, "unitCode": PERCENT_CODE, "unitText": "%"}
    if entry.unit in Currency.values:
        return {"value": value, "unitCode": entry.unit, "unitText": entry.unit}
    return {"value": value, "unitText": spoken(entry.units, language).text or entry.unit}
