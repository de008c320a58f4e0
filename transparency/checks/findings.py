"""What a check reports."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.checks.keys import fitting
from transparency.checks.quantities import Quantity, Said, minus
from transparency.checks.record import Citation, Figure, Record
from transparency.models.findings import finding_code

# The tables that statements are made of.
STATEMENT = frozenset({"statements", "lines", "totals", "shares", "balances"})


class Severity(models.TextChoices):
    """How much a finding weighs, the heaviest first."""

    CONTRADICTION = "contradiction", _("contradiction")
    GAP = "gap", _("not on record")
    NOTE = "note", _("worth knowing")


@dataclass(frozen=True)
class Finding:
    """One finding.

    ``figures`` are the stable keys of the figures concerned, the one in question first. Where a check may question
    one figure in several ways, ``aspect`` tells them apart. ``sentence`` is a message with ``values`` to be put in,
    so that it can be said in every language. ``answer_key`` is where an answer is filed.
    """

    check: str
    severity: Severity
    figures: tuple[str, ...]
    sentence: str | Promise
    values: Mapping[str, Said] = field(default_factory=dict)
    reported: Quantity | None = None
    recomputed: Quantity | None = None
    difference: Quantity | None = None
    citations: tuple[Citation, ...] = ()
    aspect: str = ""

    @property
    def answer_key(self) -> str:
        """The key of the figure in question, and in which respect."""
        return fitting(f"{self.figures[0]}#{self.aspect}") if self.aspect else self.figures[0]

    @cached_property
    def code(self) -> str:
        """What names the finding in addresses, in downloads and in its answer."""
        return finding_code(self.check, self.answer_key)


@dataclass(frozen=True)
class Check:
    """A rule: its stable code, what it is called, what it says, and the tables of the record that it reads.

    It does not run without the tables that it ``reads``; it looks at those that it reads ``also`` where they are.
    """

    code: str
    title: str | Promise
    rule: str | Promise
    reads: frozenset[str]
    run: Callable[[Record], Iterator[Finding]]
    also: frozenset[str] = frozenset()

    @property
    def looks_at(self) -> frozenset[str]:
        """Every table that may change what it finds: a statement is made of several."""
        named = self.reads | self.also
        return named | STATEMENT if named & STATEMENT else named


def compared(
    check: str,
    severity: Severity,
    figures: Sequence[Figure],
    sentence: str | Promise,
    reported: Quantity,
    recomputed: Quantity,
    aspect: str = "",
    **values: Said,
) -> Finding:
    """A finding that a printed figure, the first of ``figures``, is not what it should be.

    The sentence may name ``reported``, ``recomputed`` and ``difference`` beside the ``values`` that are given.
    """
    difference = minus(reported, recomputed)
    said = {"reported": reported, "recomputed": recomputed, "difference": difference, **values}
    return Finding(
        check=check,
        severity=severity,
        figures=tuple(figure.key for figure in figures),
        sentence=sentence,
        values=said,
        reported=reported,
        recomputed=recomputed,
        difference=difference,
        citations=tuple(dict.fromkeys(figure.citation for figure in figures)),
        aspect=aspect,
    )
