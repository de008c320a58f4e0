"""What a finding measures, and what its sentence names: values without a language."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from transparency.formatting import Precision

MOST_DECIMALS = 6
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Amount:
    """Money."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Count:
    """People or things."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Percent:
    """A share in per cent, with the decimals that it is shown with."""

    value: Decimal
    decimals: int


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """A date, no more precise than it is known."""

    date: datetime.date
    precision: Precision


Quantity = Amount | Count | Percent | Days | Day


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the record, by kind and code; ``parts`` are its fields in the order of preference."""

    kind: str
    code: str
    parts: tuple[str, ...] = ("name",)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of our own, or text that is the same in every language."""

    text: str | Promise


@dataclass(frozen=True, slots=True)
class Series:
    """Several things, read one after the other."""

    parts: tuple["Said", ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a sentence that has values of its own."""

    text: str | Promise
    values: Mapping[str, "Said"]


Said = Quantity | Label | Words | Series | Phrase


def decimals_printed(value: Decimal, printed: str) -> int:
    """How many decimals the document prints: two in ``5.000.000,00``, none in ``5,000,000`` and in ``tres``."""
    digits = re.sub(r"\D", "", printed)
    if not digits:
        return 0
    if value == 0:
        last = re.search(r"[.,](\d+)\D*$", printed)
        return len(last[1]) if last else 0
    for decimals in range(MOST_DECIMALS + 1):
        if Decimal(digits) == abs(value).scaleb(decimals):
            return decimals
    return 0


def slack(value: Decimal, printed: str) -> Decimal:
    """By how much the true value may differ from the one that is printed: half a unit of its last digit."""
    return HALF.scaleb(-decimals_printed(value, printed))


def minus(left: Quantity, right: Quantity) -> Quantity:
    """The difference of two quantities of one kind; of two dates, in days."""
    if isinstance(left, Day) and isinstance(right, Day):
        return Days(Decimal((left.date - right.date).days))
    if isinstance(left, Amount) and isinstance(right, Amount) and left.currency == right.currency:
        return Amount(left.value - right.value, left.currency)
    if isinstance(left, Percent) and isinstance(right, Percent):
        return Percent(left.value - right.value, max(left.decimals, right.decimals))
    if isinstance(left, Count) and isinstance(right, Count):
        return Count(left.value - right.value)
    raise TypeError(f"{left} and {right} cannot be compared")


def series(parts: Sequence[Said]) -> Series:
    """Several things as one part of a sentence."""
    return Series(tuple(parts))
