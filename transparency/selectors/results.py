"""A programme's results as plain data."""

from publication.snapshot import once
from transparency.models import Achievement, AchievementQuantity, Indicator, Observation, Outcome, Programme
from transparency.selectors.figures import CITATION_FIELDS, FIGURE_FIELDS, Row, Rows, cited, figure, figure_of, same


def read_results(programme: Programme) -> dict[str, list[Row]]:
    """Everything on record about a programme's results, a list of rows per table, in a fixed order.

    Rows name their labels by code; only source-language rows are read, for figures point at those.
    """
    return once(programme.pk, "results", lambda: _results(programme))


def _results(programme: Programme) -> dict[str, list[Row]]:
    tables = {
        "outcomes": _outcomes(programme),
        "achievements": _achievements(programme),
        "quantities": _quantities(programme),
        "indicators": _indicators(programme),
        "observations": _observations(programme),
    }
    return {name: Rows(rows) for name, rows in tables.items()}


def _outcomes(programme: Programme) -> list[Row]:
    rows = Outcome.objects.filter(programme=programme, locale=programme.locale_id).order_by("version", "number")
    return [
        {"outcome": row["code"], "version": row["version"], "number": row["number"], "citation": cited(row)}
        for row in rows.values("code", "version", "number", *CITATION_FIELDS)
    ]


def _achievements(programme: Programme) -> list[Row]:
    rows = Achievement.objects.filter(programme=programme, locale=programme.locale_id).order_by("code")
    return [
        {
            "achievement": row["code"],
            "outcome": row["outcome__code"],
            "place": row["place__code"],
            "sector": row["sector__code"],
            "citation": cited(row),
        }
        for row in rows.values("code", "outcome__code", "place__code", "sector__code", *CITATION_FIELDS)
    ]


def _quantities(programme: Programme) -> list[Row]:
    rows = AchievementQuantity.objects.filter(achievement__programme=programme).order_by("achievement__code", "pk")
    return [
        {"achievement": row["achievement__code"], "unit": row["unit__code"], "figure": figure(row, "value")}
        for row in rows.values("achievement__code", "unit__code", "value", *FIGURE_FIELDS)
    ]


def _indicators(programme: Programme) -> list[Row]:
    rows = Indicator.objects.filter(programme=programme, locale=programme.locale_id).order_by("pk")
    return [
        {"indicator": row["code"], "unit": row["unit__code"], "outcome": row["outcome__code"], "citation": cited(row)}
        for row in rows.values("code", "unit__code", "outcome__code", *CITATION_FIELDS)
    ]


def _observations(programme: Programme) -> list[Row]:
    """What was observed; read as tuples, for a large record has 50,000 of them."""
    codes = ("indicator__code", "role", "period", "sex", "funding", "sector__code", "place__code", "category__code")
    columns = ("indigenous", "reported_total", "value", *FIGURE_FIELDS, *codes)
    names = [name.removesuffix("__code") for name in codes]
    first = len(columns) - len(codes)
    rows = Observation.objects.filter(indicator__programme=programme).order_by("indicator__code", "pk")
    return [
        {
            **dict(zip(names, map(same, row[first:]), strict=True)),
            "indigenous": row[0],
            "reported_total": row[1],
            "figure": figure_of(*row[2:first]),
        }
        for row in rows.values_list(*columns).iterator()
    ]
