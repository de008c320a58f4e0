"""Cumulative amounts, which can only grow, and the instalments that they are made of."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from transparency.checks import names
from transparency.checks.findings import Check, Finding, Severity, compared
from transparency.checks.quantities import Amount, series
from transparency.checks.record import Figure, Instalment, Record, Statement
from transparency.models import Measure

FALLS, INSTALMENTS = "cumulative-falls", "instalments-and-transfers"
GROWING = (Measure.TRANSFERRED, Measure.COMMITTED, Measure.DISBURSED)


def cumulative_falls(record: Record) -> Iterator[Finding]:
    """Each amount against the one before it in time."""
    points: dict[tuple[str | None, str, str], list[tuple[Statement, Figure]]] = defaultdict(list)
    for statement in sorted((one for one in record.statements if one.as_of), key=lambda one: (one.as_of, one.key)):
        for organisation in (*statement.organisations, None):
            for measure in GROWING:
                figure = statement.amount(organisation, measure)
                if figure and figure.value is not None:
                    points[organisation, measure, statement.currency].append((statement, figure))
    for (organisation, growing, currency), found in points.items():
        for (before, earlier), (after, later) in pairwise(found):
            if before.as_of != after.as_of and later.known < earlier.known:
                yield compared(
                    FALLS,
                    Severity.CONTRADICTION,
                    [later, earlier],
                    _(
                        "%(who)s, %(measure)s: %(reported)s in the %(after)s, less than the %(recomputed)s of the "
                        "%(before)s, although the amounts are cumulative."
                    ),
                    Amount(later.known, currency),
                    Amount(earlier.known, currency),
                    who=names.organisation(organisation),
                    measure=names.measure(growing),
                    after=names.statement(after),
                    before=names.statement(before),
                )


def instalments_and_transfers(record: Record) -> Iterator[Finding]:
    """What a statement says was transferred against the instalments dated up to then."""
    for statement in record.statements:
        figure = statement.amount(None, Measure.TRANSFERRED)
        paid = [row for row in record.instalments if row.currency == statement.currency]
        if figure is None or figure.value is None or statement.as_of is None or not paid:
            continue
        dated = [row for row in paid if row.date and row.date <= statement.as_of and row.figure.value is not None]
        yield from _transfer(statement, figure, dated, _unknown(paid, statement.as_of))


def _unknown(paid: list[Instalment], until: date) -> bool:
    """Whether there may be instalments up to a day that have no date or no amount on record."""
    return any(row.date is None or (row.date <= until and row.figure.value is None) for row in paid)


def _transfer(statement: Statement, figure: Figure, dated: list[Instalment], unknown: bool) -> Iterator[Finding]:
    total = sum((row.figure.known for row in dated), Decimal(0))
    allowed = figure.slack + sum((row.figure.slack for row in dated), Decimal(0))
    if abs(total - figure.known) <= allowed:
        return
    severity = Severity.CONTRADICTION
    sentence = _("%(what)s: %(reported)s transferred; the instalments up to then give %(recomputed)s.")
    if unknown and total < figure.known:
        severity = Severity.GAP
        sentence = _(
            "%(what)s: %(reported)s transferred; the instalments on record up to then give %(recomputed)s, and another "
            "one has no date or no amount on record."
        )
    yield compared(
        INSTALMENTS,
        severity,
        [figure, *(row.figure for row in dated)],
        sentence,
        Amount(figure.known, statement.currency),
        Amount(total, statement.currency),
        what=series([names.statement(statement)]),
    )


CHECKS = (
    Check(
        FALLS,
        _("Cumulative amounts that fall"),
        _("Amounts that are cumulative do not become smaller from one statement to the next."),
        frozenset({"statements", "lines", "totals"}),
        cumulative_falls,
    ),
    Check(
        INSTALMENTS,
        _("Instalments and transfers"),
        _("What was transferred by a day is the sum of the instalments up to that day."),
        frozenset({"statements", "lines", "totals", "instalments"}),
        instalments_and_transfers,
    ),
)
