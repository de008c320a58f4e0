"""What a check reports."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Severity(IntEnum):
    """An error keeps a page from being published; a warning is for its writers to judge."""

    ERROR = 0
    WARNING = 1


@dataclass(frozen=True)
class Finding:
    """One thing to set right: ``place`` is where the writer finds it, ``sentence`` says what and how.

    Both are lazy translations: everybody reads them in the language of their own admin.
    """

    severity: Severity
    field: str
    place: Any
    sentence: Any

    @property
    def is_error(self) -> bool:
        """Whether it keeps the page from being published."""
        return self.severity is Severity.ERROR
