"""What a chart is given: series of values, shares of a whole, and the unit that they are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from transparency import formatting

TONES = 4  # dyes with a pattern of their own, in site.css and templates/charts/frame-open.svg


def check_tone(tone: int | None) -> None:
    """Refuse a tone that the style sheet does not have."""
    if tone is not None and tone not in range(1, TONES + 1):
        raise ValueError(f"a tone is 1 to {TONES}, not {tone}")


@dataclass(frozen=True)
class Series:
    """One measure over all categories or periods; ``None`` is a figure that is not known.

    ``tone`` (1 to 4) keeps one measure in one dye over all charts of a page; by default it is the position in the list.
    """

    label: str
    values: Sequence[Decimal | None]
    tone: int | None = None

    def __post_init__(self) -> None:
        check_tone(self.tone)


@dataclass(frozen=True)
class Share:
    """One part of a whole: a count or an amount, zero or more; ``None`` where it is not known."""

    label: str
    value: Decimal | None
    tone: int | None = None

    def __post_init__(self) -> None:
        check_tone(self.tone)
        if self.value is not None and self.value < 0:
            raise ValueError(f"a part of a whole cannot be negative: {self.label}")


@dataclass(frozen=True)
class Unit:
    """``name`` is said once for the whole chart ("US$", "people"); a per cent sign follows every value.

    ``decimals=None`` prints each value with as many decimals as it has, amounts of money with none or at least two.
    """

    name: str = ""
    decimals: int | None = None
    kind: Literal["count", "money", "percent"] = "count"

    @classmethod
    def money(cls, currency: str, decimals: int | None = None) -> "Unit":
        """Amounts in one currency, an ISO 4217 code."""
        return cls(formatting.currency_symbol(currency), decimals, "money")

    @classmethod
    def percent(cls, decimals: int | None = None) -> "Unit":
        """Values in per cent."""
        return cls("", decimals, "percent")

    def show(self, value: Decimal, language: str) -> str:
        """The value as it is printed on the chart."""
        if self.kind == "percent":
            return formatting.percent(value, language, self.decimals)
        if self.kind == "money":
            return formatting.amount(value, language, self.decimals)
        return formatting.number(value, language, self.decimals)
