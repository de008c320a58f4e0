"""The record of one programme as frozen data, which checks are pure functions of.

Built from the rows of the selectors (``transparency.selectors.record``). Each figure has a stable key made of what it
is, never of a database key, so that a finding keeps its code when the record is loaded afresh.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from transparency.checks.quantities import decimals_printed, slack
from transparency.formatting import Precision


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something was read."""

    source: str
    page: int | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a document prints it, or that there is none; ``note`` is the code of what is said about it."""

    key: str
    value: Decimal | None
    printed: str
    note: str | None
    citation: Citation

    @property
    def known(self) -> Decimal:
        """The value of a figure that has one; raises ``ValueError`` for a missing one."""
        if self.value is None:
            raise ValueError(f"{self.key} has no value")
        return self.value

    @property
    def slack(self) -> Decimal:
        """By how much rounding may have moved it."""
        return slack(self.known, self.printed)

    @property
    def decimals(self) -> int:
        """How many decimals the document prints."""
        return decimals_printed(self.known, self.printed)


@dataclass(frozen=True, slots=True)
class Line:
    """An amount of a statement: of an organisation, or of the whole programme (None)."""

    figure: Figure
    organisation: str | None
    measure: str
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A printed percentage; ``numerator`` and ``denominator`` are what its label says."""

    figure: Figure
    organisation: str | None
    numerator: str
    denominator: str
    label: str


@dataclass(frozen=True, slots=True)
class Balance:
    """A printed balance."""

    figure: Figure
    organisation: str | None
    kind: str


@lru_cache(maxsize=10_000)
def _place(organisation: str | None, measure: str) -> tuple[str | None, str]:
    """Where an amount stands: one object for the same place of all statements."""
    return organisation, measure


@dataclass(frozen=True)
class Statement:
    """A financial statement with all that it prints."""

    key: str
    kind: str
    period: str
    as_of: datetime.date | None
    precision: Precision
    currency: str
    citation: Citation
    lines: tuple[Line, ...] = ()
    totals: tuple[Line, ...] = ()
    shares: tuple[Share, ...] = ()
    balances: tuple[Balance, ...] = ()

    @cached_property
    def _amounts(self) -> dict[tuple[str | None, str], Figure]:
        found = {_place(line.organisation, line.measure): line.figure for line in self.lines}
        return found | {(None, line.measure): line.figure for line in self.totals}

    def amount(self, organisation: str | None, measure: str) -> Figure | None:
        """What it says of an organisation, or of the whole programme: the printed total, else its own line."""
        return self._amounts.get((organisation, measure))

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """The organisations it has amounts of, in its order."""
        return tuple(dict.fromkeys(line.organisation for line in self.lines if line.organisation))

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The measures it has amounts of, in its order."""
        return tuple(dict.fromkeys(line.measure for line in (*self.lines, *self.totals)))


@dataclass(frozen=True, slots=True)
class Instalment:
    """A transfer from the fund."""

    figure: Figure
    number: int
    date: datetime.date | None
    currency: str


@dataclass(frozen=True)
class Cost:
    """What the programme was to cost, by origin of the money."""

    figure: Figure
    origin: str
    currency: str


@dataclass(frozen=True)
class Contribution:
    """What others added."""

    figure: Figure
    kind: str
    contributor: str
    currency: str


class Group(NamedTuple):
    """Whom or what an observation counts: a blank dimension is "not broken down by it"."""

    sex: str = ""
    funding: str = ""
    indigenous: bool = False
    sector: str = ""
    place: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of an indicator; ``is_total`` marks a total that the document prints."""

    figure: Figure
    indicator: str
    role: str
    period: str
    group: Group
    is_total: bool


@dataclass(frozen=True)
class Milestone:
    """A date of the programme, as one document gives it."""

    key: str
    code: str
    kind: str
    date: datetime.date | None
    precision: Precision
    citation: Citation


@dataclass(frozen=True)
class Recommendation:
    """What an evaluation recommended. ``response`` is what it was answered with, which may have been left blank."""

    key: str
    evaluation: str
    number: int
    response: str | None
    answered: bool
    has_actions: bool
    citation: Citation


@dataclass(frozen=True)
class KeyAction:
    """What was to be done about some recommendations of an evaluation, which it names by their numbers."""

    key: str
    evaluation: str
    recommendations: tuple[int, ...]
    number: int
    status: str
    due: datetime.date | None
    citation: Citation


@dataclass(frozen=True)
class Effect:
    """What came of a recommendation; ``figures`` are the keys of the figures in which it shows."""

    key: str
    code: str
    figures: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True)
class Record:
    """Everything that checks may look at. ``tables`` are those that were read: checks that need others do not run."""

    tables: frozenset[str]
    statements: tuple[Statement, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    costs: tuple[Cost, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    observations: tuple[Observation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    key_actions: tuple[KeyAction, ...] = ()
    effects: tuple[Effect, ...] = ()
    # The keys of all figures.
    keys: frozenset[str] = frozenset()
    # Code of a document → when it was issued, as far as it says (2013, 2013-10); blank where it does not.
    issued: Mapping[str, str] = field(default_factory=dict)
