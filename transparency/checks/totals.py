"""Printed totals against the sum of what they are the total of."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.checks import names
from transparency.checks.breakdowns import Breakdown, breakdowns
from transparency.checks.findings import Check, Finding, Severity, compared
from transparency.checks.quantities import Amount, Count, Quantity, Said, Words, series
from transparency.checks.record import Cost, Figure, Record, Statement
from transparency.models.programme import Cost as CostRow

COLUMN, COSTS, BREAKDOWN, SEXES = "total-of-column", "total-of-costs", "total-of-breakdown", "women-and-men"

DIFFERS: Promise = _("%(what)s: %(reported)s is printed as the total; its parts give %(recomputed)s.")
ROUNDING: Promise = _(
    "%(what)s: %(reported)s is printed as the total; its parts, each rounded, give %(recomputed)s. Rounding may "
    "explain the difference."
)
INCOMPLETE: Promise = _(
    "%(what)s: %(reported)s is printed as the total; the parts that are on record give %(recomputed)s, and other "
    "parts are not on record."
)
TOO_MUCH: Promise = _(
    "%(what)s: %(reported)s is printed as the total, and the parts that are on record alone give %(recomputed)s."
)
PEOPLE: Promise = _("%(what)s: %(reported)s people in all are printed; women and men together are %(recomputed)s.")


def column_totals(record: Record) -> Iterator[Finding]:
    """Every total of a statement against the lines of its organisations."""
    for statement in record.statements:
        for measure in statement.measures:
            yield from _column(statement, measure)


def _column(statement: Statement, measure: str) -> Iterator[Finding]:
    parts = [line.figure for line in statement.lines if line.measure == measure and line.organisation]
    wholes = [
        line.figure
        for line in (*statement.totals, *statement.lines)
        if line.measure == measure and line.organisation is None
    ]
    what = series([names.statement(statement), names.measure(measure)])
    for whole in wholes:
        yield from _against_parts(COLUMN, whole, parts, _in(statement.currency), what, rounded=True)


def cost_totals(record: Record) -> Iterator[Finding]:
    """The total cost against its origins, for each document and currency."""
    for total in record.costs:
        if total.origin == CostRow.Origin.TOTAL:
            parts = [row.figure for row in record.costs if _is_part(row, total)]
            what = Words(_("Cost of the programme"))
            yield from _against_parts(COSTS, total.figure, parts, _in(total.currency), what, rounded=True)


def _in(currency: str) -> Callable[[Decimal], Quantity]:
    return lambda value: Amount(value, currency)


def _is_part(row: Cost, total: Cost) -> bool:
    same = row.figure.citation.source == total.figure.citation.source and row.currency == total.currency
    return same and row.origin != CostRow.Origin.TOTAL


def breakdown_totals(record: Record) -> Iterator[Finding]:
    """Every printed count against its parts, by row and by column of the table that it stands in."""
    for found in breakdowns(record.observations):
        if found.by != ("sex",):
            yield from _of_breakdown(BREAKDOWN, found, None)


def women_and_men(record: Record) -> Iterator[Finding]:
    """Women and men together against the count of all."""
    for found in breakdowns(record.observations):
        if found.by == ("sex",):
            yield from _of_breakdown(SEXES, found, PEOPLE)


def _of_breakdown(check: str, found: Breakdown, differs: Promise | None) -> Iterator[Finding]:
    parts = [part.figure for part in found.parts]
    yield from _against_parts(
        check,
        found.whole.figure,
        parts,
        Count,
        names.counted(found.whole),
        aspect=found.aspect,
        differs=differs or DIFFERS,
        exhaustive=found.is_exhaustive,
    )


def _against_parts(
    check: str,
    whole: Figure,
    parts: Sequence[Figure],
    quantity: Callable[[Decimal], Quantity],
    what: Said,
    *,
    aspect: str = "",
    differs: Promise = DIFFERS,
    rounded: bool = False,
    exhaustive: bool = True,
) -> Iterator[Finding]:
    """``exhaustive`` tells that there can be no other parts; ``rounded``, that parts may have been rounded."""
    known = [part for part in parts if part.value is not None]
    if whole.value is None or not known:
        return
    total = sum((part.known for part in known), Decimal(0))
    if total == whole.known:
        return
    severity, sentence = Severity.CONTRADICTION, differs
    if len(known) < len(parts) or not exhaustive:
        if total < whole.known:
            if len(known) == len(parts):
                return
            severity, sentence = Severity.GAP, INCOMPLETE
        else:
            sentence = TOO_MUCH
    elif rounded and abs(total - whole.known) <= whole.slack + sum((part.slack for part in known), Decimal(0)):
        severity, sentence = Severity.NOTE, ROUNDING
    yield compared(
        check, severity, [whole, *parts], sentence, quantity(whole.known), quantity(total), aspect, what=what
    )


CHECKS = (
    Check(
        COLUMN,
        _("Totals of financial statements"),
        _("A total that a statement prints is the sum of the amounts of its organisations."),
        frozenset({"statements", "lines", "totals"}),
        column_totals,
    ),
    Check(
        COSTS,
        _("Total cost"),
        _("The total cost is the sum of what each origin of money adds."),
        frozenset({"costs"}),
        cost_totals,
    ),
    Check(
        BREAKDOWN,
        _("Totals of counts"),
        _("A count is the sum of its parts: by place, by sector, by funding, by category."),
        frozenset({"observations"}),
        breakdown_totals,
    ),
    Check(
        SEXES,
        _("Women and men"),
        _("Women and men together are as many as all people counted."),
        frozenset({"observations"}),
        women_and_men,
    ),
)
