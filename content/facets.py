"""The ways to narrow a list down as readers meet them, in a register and in search alike."""

from dataclasses import dataclass

from django.utils.functional import Promise

from content.registers.words import Words


@dataclass(frozen=True)
class Option:
    """A value: what it is called, how many it would give, and the query that chooses it, or lets go of it.

    ``query`` is what follows a list's path in an address; empty where nothing is asked. ``depth`` is how far below
    the top the value lies.
    """

    code: str
    words: Words
    count: int
    chosen: bool
    query: str
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """A way to narrow down, with the values worth offering. ``name`` is its parameter in addresses."""

    name: str
    label: str | Promise
    options: list[Option]

    @property
    def chosen(self) -> list[Option]:
        """The values that narrow the list down."""
        return [option for option in self.options if option.chosen]
