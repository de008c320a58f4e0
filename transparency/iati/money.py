"""From statements, which are cumulative, to flows, which is what IATI's transactions are.

What cannot be told as a flow is left out and named: a series that falls, a transfer without a date or an amount.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from transparency.iati.writing import Words, sentence
from transparency.models import Measure, Statement
from transparency.selectors.figures import Row
from transparency.views.statements import Statements

INCOMING_FUNDS, OUTGOING_COMMITMENT, EXPENDITURE = "1", "2", "4"

# The fund's "disbursed" is money that agencies paid for activities, which IATI calls expenditure.
FLOWS = {Measure.COMMITTED: OUTGOING_COMMITMENT, Measure.DISBURSED: EXPENDITURE}
KINDS = (Statement.Kind.SEMESTER, Statement.Kind.FINAL)


@dataclass(frozen=True)
class Flow:
    """Money that moved in one direction at, or up to, one day."""

    kind: str
    date: str
    amount: Decimal
    currency: str
    words: Words
    ref: str


@dataclass
class Ledger:
    """The flows of a programme, and what was left out of them, told in every language."""

    flows: list[Flow]
    left_out: list[dict[str, str]]


def ledger(figures: dict[str, list[Row]], languages: list[str]) -> Ledger:
    """All that a programme's record says about money that moved."""
    made = Ledger([], [])
    _instalments(made, figures["instalments"], languages)
    for measure, kind in FLOWS.items():
        _increments(made, Statements(figures), measure, kind, languages)
    return made


def _instalments(made: Ledger, rows: list[Row], languages: list[str]) -> None:
    for row in rows:
        value = row["figure"]["value"]
        if row["date"] is None or value is None or Decimal(value) <= 0:
            told = _("Instalment %(number)d is left out: the record lacks its date or its amount.")
            made.left_out.append(sentence(told, languages, number=row["number"]))
            continue
        words = sentence(_("Instalment %(number)d from the fund"), languages, number=row["number"])
        ref = f"instalment-{row['number']}"
        made.flows.append(Flow(INCOMING_FUNDS, row["date"], Decimal(value), row["currency"], words, ref))


def _increments(made: Ledger, statements: Statements, measure: Measure, kind: str, languages: list[str]) -> None:
    """What a cumulative series grew by between one statement and the next, in each currency."""
    highest: dict[str, Decimal] = defaultdict(Decimal)
    before: dict[str, str] = {}
    for statement, total in _series(statements, measure):
        currency, period = statement["currency"], statement["period"]
        grown = total - highest[currency]
        if grown < 0:
            told = _("%(measure)s falls in the statement %(period)s: no negative transaction is made of it.")
            made.left_out.append(sentence(told, languages, measure=_named(measure, languages), period=period))
            continue
        if grown > 0:
            words = _described(measure, period, before.get(currency), languages)
            ref = f"{measure.value}-{period}"
            made.flows.append(Flow(kind, statement["as_of"], grown, currency, words, ref))
        highest[currency], before[currency] = total, period


def _series(statements: Statements, measure: Measure) -> Iterator[tuple[Row, Decimal]]:
    """The statements that say how much of a measure the whole programme had reached by a day, oldest first."""
    dated = [row for row in statements.all if row["as_of"] and row["kind"] in KINDS]
    for statement in sorted(dated, key=lambda row: row["as_of"]):
        figure = statements.whole(statement, measure)
        if figure and figure["value"] is not None:
            yield statement, Decimal(figure["value"])


def _described(measure: Measure, period: str, before: str | None, languages: list[str]) -> Words:
    named = _named(measure, languages)
    if before is None:
        told = _("%(measure)s by the end of the statement %(period)s, the first one. The day is that of the statement.")
        return sentence(told, languages, measure=named, period=period)
    told = _(
        "%(measure)s: the cumulative amount of the statement %(period)s less that of %(before)s. "
        "The day is that of the later statement; when the money moved in between is not on record."
    )
    return sentence(told, languages, measure=named, period=period, before=before)


def _named(measure: Measure, languages: list[str]) -> Words:
    words = sentence(measure.label, languages)
    return {language: text[:1].upper() + text[1:] for language, text in words.items()}
