"""What an import would do, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

User = AbstractBaseUser | AnonymousUser


class ImportRefused(Exception):
    """The spreadsheet or the archive cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True)
class Problem:
    """A mistake in a cell: the column as the sheet calls it (empty: the whole row), and a sentence."""

    column: str
    sentence: str


@dataclass
class PlannedRow:
    """What becomes of one row of the sheet: ``subject`` is the page or picture with the values of the row."""

    number: int
    name: str
    subject: Any = None
    changed: bool = False
    is_new: bool = False
    file_name: str = ""
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Plan:
    """Every row, and the files of the archive that no row names."""

    rows: list[PlannedRow] = field(default_factory=list)
    unused_files: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether it may be saved."""
        return bool(self.rows) and not any(row.problems for row in self.rows)

    @property
    def to_do(self) -> list[PlannedRow]:
        """The rows that change something."""
        return [row for row in self.rows if row.is_new or row.changed]
