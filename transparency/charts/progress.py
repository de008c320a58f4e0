"""Cumulative measures over time: columns inside columns, under the line of the budget."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from transparency import formatting
from transparency.charts.drawing import BASELINE, SWATCH, WIDTH, Drawing, at, box, text
from transparency.charts.figures import Series, Unit
from transparency.charts.lettering import LINE, longest_word, text_width, wrap

PLOT = 130
MOST_PERIODS = 8
WIDTHS = (0.86, 0.58, 0.28)  # of a slot, from the outermost column to the innermost
MOST_STEPS = 5
STUB = 16
AIR = 4
NAME_AIR = 2
NOT_KNOWN = "–"
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class Magnitude(NamedTuple):
    """What the printed values are divided by, and how the chart says so."""

    divisor: Decimal
    name: str


def magnitude(top: Decimal, unit: Unit, language: str) -> Magnitude:
    """Millions or thousands, so that every column has room for its value."""
    if unit.kind == "percent" or top < 10_000:
        return Magnitude(Decimal(1), unit.name)
    with override(language):
        if top >= 1_000_000:
            return Magnitude(Decimal(1_000_000), gettext("millions of %(unit)s") % {"unit": unit.name})
        return Magnitude(Decimal(1_000), gettext("thousands of %(unit)s") % {"unit": unit.name})


def ticks(top: Decimal) -> list[Decimal]:
    """Round values from zero to at least ``top``."""
    if top <= 0:
        return [Decimal(0)]
    power = Decimal(10) ** (top / MOST_STEPS).adjusted()
    step = next(factor * power for factor in STEPS if factor * power * MOST_STEPS >= top)
    count = math.ceil(top / step)
    return [step * number for number in range(count + 1)]


class Layout(NamedTuple):
    """How periods are spread: over panels one below the other where a row has no room for all."""

    gutter: float
    slot: float
    per_panel: int
    decimals: int


def layout(periods: Sequence[str], values: Sequence[Decimal], marks: Sequence[str], language: str) -> Layout:
    """As few panels as possible, evenly filled, such that period names and values of up to two decimals fit."""
    gutter = max(SWATCH, *(text_width(mark) for mark in marks)) + AIR
    room = WIDTH - gutter
    for panels in range(-(-len(periods) // MOST_PERIODS), len(periods) + 1):
        per_panel = -(-len(periods) // panels)
        slot = room / per_panel
        for decimals in (2, 1, 0):
            widest = max((text_width(formatting.number(value, language, decimals)) for value in values), default=0)
            if max(widest + AIR, longest_word(list(periods)) + NAME_AIR) <= slot:
                return Layout(gutter, slot, per_panel, decimals)
    return Layout(gutter, room, 1, 0)


def progress_chart(
    *,
    chart_id: str,
    title: str,
    description: str,
    periods: Sequence[str],
    budget: Series,
    measures: Sequence[Series],
    language: str,
    unit: Unit,
    missing: str,
) -> SafeString:
    """What was transferred, committed and disbursed by each period, against the budget of that period.

    ``measures`` are one to three series from the widest idea to the narrowest; each is a column inside the one before
    it. Values stand below the columns in millions or thousands of the unit. A figure that is not known is a hatched
    stub and a dash. Raises ``ValueError`` where periods and series do not fit.
    """
    everything = [budget, *measures]
    if not periods or not 1 <= len(measures) <= len(WIDTHS):
        raise ValueError(f"a progress chart needs periods and 1 to {len(WIDTHS)} measures")
    for one in everything:
        if len(one.values) != len(periods):
            raise ValueError(f"{one.label}: {len(one.values)} values for {len(periods)} periods")
    known = [value for one in everything for value in one.values if value is not None]
    size = magnitude(max(known, default=Decimal(0)), unit, language)
    scaled = [
        Series(one.label, [None if value is None else value / size.divisor for value in one.values], one.tone or number)
        for number, one in enumerate(everything, 1)
    ]
    drawing = Drawing(chart_id)
    tones = [one.tone or 1 for one in scaled]
    drawing.height += 2
    budget_lines = f"M0 {at(drawing.height + SWATCH / 2)}h{SWATCH}"
    drawing.add_lines(budget.label, SWATCH + 6, WIDTH - SWATCH - 6)
    drawing.add_legend(
        zip(tones[1:], (one.label for one in measures), strict=True),
        f"{missing} ({NOT_KNOWN})" if len(known) < len(everything) * len(periods) else "",
    )
    if size.name:
        drawing.add_lines(size.name[:1].upper() + size.name[1:], 0, WIDTH, "soft")
    painter = _Panels(drawing, scaled, list(periods), [value / size.divisor for value in known], language)
    rules, budget_plot = painter.draw()
    drawing.height += 2
    return drawing.render(
        "progress", title, description, rules=rules, budget=budget_lines + budget_plot, tone=str(tones[0])
    )


class _Panels:
    """Draws the columns and the values below them, panel by panel, all to one scale."""

    def __init__(
        self, drawing: Drawing, series: list[Series], periods: list[str], known: list[Decimal], language: str
    ) -> None:
        self.drawing, self.series, self.periods, self.language = drawing, series, periods, language
        self.ticks = ticks(max(known, default=Decimal(0)))
        self.marks = [formatting.number(tick, language) for tick in self.ticks]
        self.layout = layout(periods, known, self.marks, language)
        self.rules = self.budget = ""

    def draw(self) -> tuple[str, str]:
        """Path data of the grid and of the budget's line; all else goes into the drawing."""
        for start in range(0, len(self.periods), self.layout.per_panel):
            self._panel(range(start, min(start + self.layout.per_panel, len(self.periods))))
        return self.rules, self.budget

    def _height(self, value: Decimal) -> float:
        return max(0.0, float(value / self.ticks[-1])) * PLOT if self.ticks[-1] else 0.0

    def _panel(self, positions: range) -> None:
        drawing, gutter = self.drawing, self.layout.gutter
        base = drawing.height + 10 + PLOT
        right = gutter + self.layout.slot * len(positions)
        for tick, mark in zip(self.ticks, self.marks, strict=True):
            y = base - self._height(tick)
            drawing.texts.append(text(gutter - AIR, y + 4.5, mark, "soft", "end"))
            line = f"M{at(gutter)} {at(y)}H{at(right)}"
            if tick:
                self.rules += line
            else:
                drawing.axes += line
        drawing.height = base + 4
        for column, position in enumerate(positions):
            self._columns(gutter + self.layout.slot * column, base, position)
        self._names(positions)
        self._values(positions)
        drawing.height += 8

    def _columns(self, left: float, base: float, position: int) -> None:
        slot = self.layout.slot
        budget = self.series[0].values[position]
        if budget is not None:
            self.budget += f"M{at(left + 1)} {at(base - self._height(budget))}h{at(slot - 2)}"
        for layer, (share, one) in enumerate(zip(WIDTHS, self.series[1:], strict=False), 2):
            value, width = one.values[position], min(slot * share, 44 * share)
            x = left + (slot - width) / 2
            if value is None:
                self.drawing.add_gap(box(x, base - STUB, width, STUB), layer)
            elif height := self._height(value):
                self.drawing.add_bar(one.tone or 1, box(x, base - height, width, height), layer)

    def _names(self, positions: range) -> None:
        lines = [wrap(self.periods[position], self.layout.slot - NAME_AIR) for position in positions]
        for column, name in enumerate(lines):
            for number, line in enumerate(name):
                self._centred(column, self.drawing.height + number * LINE, line)
        self.drawing.height += LINE * max(len(name) for name in lines) + 2

    def _values(self, positions: range) -> None:
        for number, one in enumerate(self.series):
            if number:
                self.drawing.add_bar(one.tone or 1, box(0, self.drawing.height + 2, SWATCH, SWATCH - 2))
            else:
                self.budget += f"M0 {at(self.drawing.height + 8)}h{SWATCH}"
            for column, position in enumerate(positions):
                value = one.values[position]
                shown = NOT_KNOWN if value is None else formatting.number(value, self.language, self.layout.decimals)
                self._centred(column, self.drawing.height, shown)
            self.drawing.height += LINE

    def _centred(self, column: int, top: float, content: str, style: str = "") -> None:
        middle = self.layout.gutter + self.layout.slot * (column + 0.5)
        self.drawing.texts.append(text(middle, top + BASELINE, content, style, "middle"))
