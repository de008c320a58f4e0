"""Halves of a year, as semester reports name them: ``2010-2``."""

import datetime
import re
from typing import NamedTuple, Self

NAME = re.compile(r"(\d{4})-([12])")


class Semester(NamedTuple):
    """A half of a year; earlier ones are smaller."""

    year: int
    half: int

    @classmethod
    def named(cls, period: str) -> Self | None:
        """The semester of that name; None where a period is no semester."""
        match = NAME.fullmatch(period)
        return cls(int(match[1]), int(match[2])) if match else None

    @property
    def last_day(self) -> datetime.date:
        """The day up to which a report on this semester counts."""
        return datetime.date(self.year, 6, 30) if self.half == 1 else datetime.date(self.year, 12, 31)

    def next(self) -> Self:
        """The one that follows."""
        year, half = (self.year, 2) if self.half == 1 else (self.year + 1, 1)
        return type(self)(year, half)

    def __str__(self) -> str:
        return f"{self.year}-{self.half}"
