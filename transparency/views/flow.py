"""From the fund through the agencies to what became of the money: one statement, followed to its end."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.models import Measure, Statement
from transparency.selectors.figures import Row
from transparency.views.blocks import value_of
from transparency.views.statements import Statements

# From the widest idea to the narrowest: what is left between two of them is a use too.
CHAIN = (Measure.TRANSFERRED, Measure.COMMITTED, Measure.DISBURSED)
LEFT: dict[tuple[str, str], str | Promise] = {
    (Measure.COMMITTED, Measure.DISBURSED): _("committed, not yet disbursed"),
    (Measure.TRANSFERRED, Measure.COMMITTED): _("transferred, not committed"),
    (Measure.TRANSFERRED, Measure.DISBURSED): _("transferred, not disbursed"),
}


@dataclass(frozen=True)
class Use:
    """What becomes of money: an amount that the statement prints, or what is left between two such amounts."""

    measure: str
    minus: str = ""

    @property
    def name(self) -> str | Promise:
        """How the page calls it."""
        return LEFT[self.measure, self.minus] if self.minus else Measure(self.measure).label

    @property
    def reckoned(self) -> bool:
        """Whether no document prints it."""
        return bool(self.minus)


@dataclass(frozen=True)
class Share:
    """One agency's part: what it was given, and of it the amount in each use. None is an amount not on record."""

    organisation: str
    given: Decimal | None
    uses: tuple[Decimal | None, ...]


class Flow:
    """The way of the money in the statement that tells it last; ``shares`` is empty where none tells it."""

    def __init__(self, statements: Statements) -> None:
        self.statements = statements
        self.statement = _telling(statements)
        present = set(statements.measures(self.statement)) if self.statement else set()
        chain = [measure for measure in CHAIN if measure in present]
        self.uses = [
            *([Use(chain[-1])] if len(chain) > 1 else []),
            *(Use(larger, smaller) for larger, smaller in reversed([*pairwise(chain)])),
        ]
        self.shares = [self._share(code) for code in statements.organisations(self.statement)] if self.statement else []

    def printed(self, use: Use | None = None) -> Decimal | None:
        """What the statement's printed totals give for a use, or for all that was transferred."""
        if self.statement is None:
            return None
        if use is None:
            return value_of(self.statements.whole(self.statement, CHAIN[0]))
        larger = value_of(self.statements.whole(self.statement, use.measure))
        smaller = value_of(self.statements.whole(self.statement, use.minus)) if use.minus else Decimal(0)
        return None if larger is None or smaller is None else larger - smaller

    def summed(self, use: int | None = None) -> Decimal | None:
        """The sum over the agencies; None where an amount is not on record."""
        amounts = [share.given if use is None else share.uses[use] for share in self.shares]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)) if len(known) == len(amounts) else None

    def _share(self, organisation: str) -> Share:
        uses = tuple(self._amount(organisation, use) for use in self.uses)
        return Share(organisation, self._value(organisation, CHAIN[0]), uses)

    def _amount(self, organisation: str, use: Use) -> Decimal | None:
        larger = self._value(organisation, use.measure)
        smaller = self._value(organisation, use.minus) if use.minus else Decimal(0)
        return None if larger is None or smaller is None else larger - smaller

    def _value(self, organisation: str, measure: str) -> Decimal | None:
        return value_of(self.statements.line(self.statement, organisation, measure)) if self.statement else None


def _telling(statements: Statements) -> Row | None:
    """The last statement that says what agencies were given: a final one, else a semester's."""
    for kind in (Statement.Kind.FINAL, Statement.Kind.SEMESTER):
        for statement in reversed(statements.of_kind(kind)):
            rows = statements.rows("lines", statement)
            if any(row["organisation"] and row["measure"] == CHAIN[0] for row in rows):
                return statement
    return None
