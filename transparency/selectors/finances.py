"""A programme's money as plain data."""

from functools import lru_cache
from typing import Any

from publication.snapshot import once
from transparency.models import (
    Balance,
    Contribution,
    Cost,
    Gate,
    Instalment,
    Programme,
    ReportedShare,
    ReportedTotal,
    Statement,
    StatementLine,
)
from transparency.selectors.figures import (
    CITATION_FIELDS,
    FIGURE_FIELDS,
    Row,
    Rows,
    cited,
    figure,
    figure_of,
    same,
    segment,
)


def read_finances(programme: Programme) -> dict[str, list[Row]]:
    """Everything on record about a programme's money, a list of rows per table, in a fixed order."""
    return once(programme.pk, "finances", lambda: _finances(programme))


def _finances(programme: Programme) -> dict[str, list[Row]]:
    tables = {
        "costs": _costs(programme),
        "statements": _statements(programme),
        "lines": _statement_figures(StatementLine, programme, "amount", "measure"),
        "totals": _totals(programme),
        "shares": _statement_figures(ReportedShare, programme, "value", "numerator", "denominator", "label"),
        "balances": _statement_figures(Balance, programme, "amount", "kind"),
        "instalments": _instalments(programme),
        "gates": _gates(programme),
        "contributions": _contributions(programme),
    }
    return {name: Rows(rows) for name, rows in tables.items()}


STATEMENT_KEY = ("statement__kind", "statement__period", "statement__source__code")


def _statement_key(row: Row) -> str:
    """What names a statement in plain data: no database key, so that equal records give equal fingerprints."""
    return _named(*(row[name] for name in STATEMENT_KEY))


@lru_cache(maxsize=10_000)
def _named(*parts: str) -> str:
    """One text for all lines of a statement."""
    return "/".join(map(segment, parts))


def _statements(programme: Programme) -> list[Row]:
    fields = ("kind", "period", "as_of", "precision", "currency")
    rows = Statement.objects.filter(programme=programme).order_by("as_of", "period", "pk")
    return [
        {
            "statement": "/".join(segment(row[name]) for name in ("kind", "period", "source__code")),
            **{name: row[name] for name in ("kind", "period", "precision", "currency")},
            "as_of": row["as_of"].isoformat() if row["as_of"] else None,
            "citation": cited(row),
        }
        for row in rows.values(*fields, *CITATION_FIELDS)
    ]


def _statement_figures(model: type[Any], programme: Programme, value: str, *fields: str) -> list[Row]:
    """The figures of statements; read as tuples, for a large record has 100,000 of them."""
    rows = model.objects.filter(statement__programme=programme).order_by("statement_id", "pk")
    columns = (*STATEMENT_KEY, "organisation__code", value, *FIGURE_FIELDS, *fields)
    first = len(columns) - len(fields)
    return [
        {
            "statement": _named(row[0], row[1], row[2]),
            "organisation": same(row[3]),
            **dict(zip(fields, map(same, row[first:]), strict=True)),
            "figure": figure_of(*row[4:first]),
        }
        for row in rows.values_list(*columns).iterator()
    ]


def _totals(programme: Programme) -> list[Row]:
    rows = ReportedTotal.objects.filter(statement__programme=programme).order_by("statement_id", "pk")
    return [
        {"statement": _statement_key(row), "measure": row["measure"], "figure": figure(row, "amount")}
        for row in rows.values(*STATEMENT_KEY, "measure", "amount", *FIGURE_FIELDS)
    ]


def _costs(programme: Programme) -> list[Row]:
    rows = Cost.objects.filter(programme=programme).order_by("pk")
    return [
        {"origin": row["origin"], "currency": row["currency"], "figure": figure(row, "amount")}
        for row in rows.values("origin", "currency", "amount", *FIGURE_FIELDS)
    ]


def _instalments(programme: Programme) -> list[Row]:
    rows = Instalment.objects.filter(programme=programme).order_by("number", "pk")
    return [
        {
            "number": row["number"],
            "date": row["date"].isoformat() if row["date"] else None,
            "currency": row["currency"],
            "figure": figure(row, "amount"),
        }
        for row in rows.values("number", "date", "currency", "amount", *FIGURE_FIELDS)
    ]


def _gates(programme: Programme) -> list[Row]:
    rows = Gate.objects.filter(programme=programme).order_by("numerator", "denominator", "pk")
    fields = ("numerator", "denominator", "must_exceed")
    return [
        {**{name: row[name] for name in fields}, "figure": figure(row, "value")}
        for row in rows.values(*fields, "value", *FIGURE_FIELDS)
    ]


def _contributions(programme: Programme) -> list[Row]:
    rows = Contribution.objects.filter(programme=programme).order_by("code")
    fields = ("code", "kind", "currency", "amount", "contributor__code", "place__code", "description__code")
    return [
        {
            "code": row["code"],
            "kind": row["kind"],
            "currency": row["currency"],
            "contributor": row["contributor__code"],
            "place": row["place__code"],
            "description": row["description__code"],
            "figure": figure(row, "amount"),
        }
        for row in rows.values(*fields, *FIGURE_FIELDS)
    ]
