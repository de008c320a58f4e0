"""The replay of the condition for instalments as rows of a data set."""

from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from transparency import formatting
from transparency.exports.datasets import Dimension
from transparency.models import Measure, Statement
from transparency.selectors.figures import Row, exact
from transparency.views.gate import Gate, Instalments, Step
from transparency.views.statements import Statements

DECIMALS = 4


class Base(TextChoices):
    """How "transferred" is read."""

    PRINTED = "printed", _("printed in the report")
    PAID = "paid", _("paid by the fund")


GATE_BY_REPORT = (
    Dimension("statement_kind", Statement.Kind),
    Dimension("period"),
    Dimension("as_of"),
    Dimension("currency"),
    Dimension("numerator", Measure),
    Dimension("denominator", Measure),
    Dimension("reading", Base),
    Dimension("base"),
    Dimension("met"),
)


def gate_rows(figures: dict[str, Any]) -> list[Row]:
    """A row for each condition, report and reading; the value is the share in per cent, None where it is unknown."""
    statements, instalments = Statements(figures), Instalments(figures["instalments"])
    replays = [Gate(row, statements, instalments) for row in figures["gates"]]
    return [row for gate in replays for step in gate.steps() for row in _rows(gate, step)]


def _rows(gate: Gate, step: Step) -> list[Row]:
    statement = step.statement or {}
    about = {
        "statement_kind": statement.get("kind", Statement.Kind.SEMESTER),
        "period": step.period,
        "as_of": step.day.isoformat() if step.day else None,
        "currency": statement.get("currency", ""),
        "numerator": gate.numerator,
        "denominator": gate.denominator,
    }
    read_in: Row = step.used or step.printed or gate.row["figure"]
    return [
        {
            **about,
            "reading": base,
            "base": _number(reckoned.base),
            "met": reckoned.met,
            "figure": {
                "value": None if reckoned.share is None else exact(formatting.rounded(reckoned.share, DECIMALS)),
                "printed": "",
                "note": None,
                "citation": read_in["citation"],
            },
        }
        for base, reckoned in zip(Base.values, step.readings, strict=False)
    ]


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
