"""A programme's whole record as plain data: what its data page and the files of all its data are made of."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from transparency.models import KnowledgeProduct, Organisation, Place, Programme, Sector
from transparency.selectors.evaluations import read_follow_up
from transparency.selectors.facts import read_facts
from transparency.selectors.figures import CITATION_FIELDS, Row, cited, label_references
from transparency.selectors.finances import read_finances
from transparency.selectors.results import read_results

# A key of a row → the kind of label that its code names.
LABELS = {
    "achievement": "achievement",
    "category": "category",
    "conclusion": "conclusion",
    "contributor": "organisation",
    "description": "note",
    "effect": "effect",
    "evaluation": "evaluation",
    "indicator": "indicator",
    "key_action": "keyaction",
    "milestone": "milestone",
    "organisation": "organisation",
    "outcome": "outcome",
    "place": "place",
    "product": "knowledgeproduct",
    "recommendation": "recommendation",
    "response": "managementresponse",
    "sector": "sector",
    "theme": "theme",
    "unit": "unit",
}


def read_whole(programme: Programme) -> dict[str, list[Row]]:
    """Everything on record about a programme, a list of rows per table, in a fixed order; dates as text.

    ``organisations``, ``areas`` and ``dac_codes`` are the vocabulary's own facts on what the rows mention.
    """
    tables = {
        **read_finances(programme),
        **read_results(programme),
        **read_facts(programme),
        **read_follow_up(programme),
        "products": _products(programme),
    }
    rows = [_plain(row) for table in tables.values() for row in table]
    return {
        **{name: [_plain(row) for row in table] for name, table in tables.items()},
        "organisations": _vocabulary(Organisation, "organisation", _mentioned(rows, "organisation", "contributor")),
        "areas": _vocabulary(Place, "place", _mentioned(rows, "place")),
        "dac_codes": _vocabulary(Sector, "sector", {row["sector"] for row in tables["sectors"]}),
    }


def whole_references(figures: dict[str, list[Row]]) -> set[tuple[str, str]]:
    """The (kind, code) of every label that these tables mention."""
    return {reference for rows in figures.values() for reference in label_references(rows, LABELS)}


def _products(programme: Programme) -> list[Row]:
    rows = KnowledgeProduct.objects.filter(programme=programme, locale=programme.locale_id).order_by("code")
    fields = ("code", "kind", "status", "planned", "organisation__code")
    return [
        {
            "product": row["code"],
            "kind": row["kind"],
            "status": row["status"],
            "planned": row["planned"],
            "organisation": row["organisation__code"],
            "citation": cited(row),
        }
        for row in rows.values(*fields, *CITATION_FIELDS)
    ]


VOCABULARY_FACTS: dict[type[Any], dict[str, str]] = {
    Organisation: {"kind": "kind", "iati_ref": "iati_ref"},
    Place: {"level": "level", "parent": "parent__code"},
    Sector: {"dac_code": "dac_code"},
}


def _vocabulary(model: type[Any], name: str, codes: set[str]) -> list[Row]:
    columns = VOCABULARY_FACTS[model]
    rows = model.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("code")
    return [
        {name: row["code"], **{key: row[column] for key, column in columns.items()}}
        for row in rows.values("code", *columns.values())
        if row["code"] in codes
    ]


def _mentioned(rows: Iterable[Row], *keys: str) -> set[str]:
    return {row[key] for row in rows for key in keys if row.get(key)}


def _plain(row: Row) -> Row:
    return {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in row.items()}
