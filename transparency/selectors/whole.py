"""A programme's whole record as plain data: what its data page and the files of all its data are made of."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from transparency.models import KnowledgeProduct, Organisation, Place, Programme, Sector
from transparency.selectors.facts import read_facts
from transparency.selectors.figures import CITATION_FIELDS, Row, cited
from transparency.selectors.record import read_record
from transparency.selectors.references import references_in

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

    The tables are the very ones that other views read.
    ``organisations``, ``areas`` and ``dac_codes`` are the vocabulary's own facts on what the rows mention.
    """
    tables = {
        **read_facts(programme),
        **read_record(programme),
        "products": _products(programme),
    }
    mentioned = _mentioned(tables.values())
    return {
        **tables,
        "organisations": _vocabulary(Organisation, "organisation", mentioned["organisation"]),
        "areas": _vocabulary(Place, "place", mentioned["place"]),
        "dac_codes": _vocabulary(Sector, "sector", {row["sector"] for row in tables["sectors"]}),
    }


def whole_references(figures: dict[str, list[Row]]) -> set[tuple[str, str]]:
    """The (kind, code) of every label that these tables mention."""
    return references_in(figures, LABELS)


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


def _mentioned(tables: Iterable[list[Row]]) -> dict[str, set[str]]:
    """The organisations and the places that rows of these tables name."""
    columns = {"organisation": "organisation", "contributor": "organisation", "place": "place"}
    found: dict[str, set[str]] = {kind: set() for kind in columns.values()}
    for table in tables:
        for column in columns.keys() & (table[0].keys() if table else ()):
            found[columns[column]].update(row[column] for row in table if row[column])
    return found
