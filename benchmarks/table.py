"""What was measured, beside what it had to reach."""

from collections.abc import Iterable
from dataclasses import dataclass

HEADINGS = ("What", "Measured", "Target", "Reached", "Context")


@dataclass(frozen=True)
class Measurement:
    """One row. ``unit`` stands behind the number; without a ``target`` the row is context.

    ``at_least`` says that the target is a floor; otherwise it is a ceiling.
    """

    what: str
    value: float
    unit: str = ""
    target: float | None = None
    at_least: bool = False
    context: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        target = "" if self.target is None else f"{'≥' if self.at_least else '≤'} {self._number(self.target)}"
        reached = {None: "", True: "yes", False: "NO"}[self.reached]
        return self.what, self._number(self.value), target, reached, self.context

    def _number(self, value: float) -> str:
        text = f"{value:g}" if value == int(value) else f"{value:.2f}"
        return f"{text} {self.unit}".strip()


def as_table(measurements: Iterable[Measurement]) -> str:
    """A table that reads well on a terminal and in Markdown."""
    rows = [HEADINGS, *(measurement.cells() for measurement in measurements)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
