"""What a programme is: who took part in it, where, in what, and its dates, as plain data."""

from typing import Any

from publication.snapshot import once
from transparency.models import (
    Milestone,
    Participation,
    Programme,
    ProgrammePlace,
    ProgrammeSector,
    ProgrammeTheme,
)
from transparency.selectors.figures import CITATION_FIELDS, Row, Rows, cited


def read_facts(programme: Programme) -> dict[str, list[Row]]:
    """Everything that describes a programme beside its money and its results, a list of rows per table."""
    return once(programme.pk, "facts", lambda: _facts(programme))


def _facts(programme: Programme) -> dict[str, list[Row]]:
    tables = {
        "participations": _participations(programme),
        "places": _classified(ProgrammePlace, programme, "place", "level"),
        "sectors": _classified(ProgrammeSector, programme, "sector"),
        "themes": _classified(ProgrammeTheme, programme, "theme"),
        "milestones": _milestones(programme),
    }
    return {name: Rows(rows) for name, rows in tables.items()}


def _participations(programme: Programme) -> list[Row]:
    rows = Participation.objects.filter(programme=programme).order_by("pk")
    fields = ("organisation__code", "organisation__kind", "role", "phase")
    return [
        {
            "organisation": row["organisation__code"],
            "kind": row["organisation__kind"],
            "role": row["role"],
            "phase": row["phase"],
            "citation": cited(row),
        }
        for row in rows.values(*fields, *CITATION_FIELDS)
    ]


def _classified(model: type[Any], programme: Programme, name: str, *more: str) -> list[Row]:
    """The rows that name a label of the vocabulary, with ``more`` of its columns."""
    columns = {name: f"{name}__code", **{column: f"{name}__{column}" for column in more}}
    rows = model.objects.filter(programme=programme).order_by("pk").values(*columns.values(), *CITATION_FIELDS)
    return [{**{key: row[column] for key, column in columns.items()}, "citation": cited(row)} for row in rows]


def _milestones(programme: Programme) -> list[Row]:
    rows = Milestone.objects.filter(programme=programme, locale=programme.locale_id).order_by("date", "pk")
    return [
        {
            "milestone": row["code"],
            "kind": row["kind"],
            "date": row["date"],
            "precision": row["precision"],
            "printed": row["printed"],
            "citation": cited(row),
        }
        for row in rows.values("code", "kind", "date", "precision", "printed", *CITATION_FIELDS)
    ]
