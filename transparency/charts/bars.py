"""Horizontal bars: one group for each category, one bar for each measure."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from transparency.charts.drawing import BASELINE, WIDTH, Drawing, box, text
from transparency.charts.figures import TONES, Series, Unit
from transparency.charts.lettering import text_width

BAR = 11
PITCH = 16
BETWEEN_CATEGORIES = 10
STUB = 24
AIR = 5
SHORTEST_SCALE = 40


class Scale:
    """Values to horizontal positions, from a zero that all bars share, leaving room for the widest printed value."""

    def __init__(self, values: Sequence[Decimal], widest_label: float) -> None:
        low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
        room = max(WIDTH - widest_label - AIR - 1, SHORTEST_SCALE)
        self.per_unit = room / float(high - low) if high != low else 0.0
        self.zero = 1 - float(low) * self.per_unit

    def length(self, value: Decimal) -> float:
        """Signed: a negative value reaches to the left of zero."""
        return float(value) * self.per_unit


def _check(series: Sequence[Series], categories: Sequence[str]) -> None:
    if not categories or not 1 <= len(series) <= TONES:
        raise ValueError(f"a bar chart needs categories and 1 to {TONES} series")
    for one in series:
        if len(one.values) != len(categories):
            raise ValueError(f"{one.label}: {len(one.values)} values for {len(categories)} categories")


def bar_chart(
    *,
    chart_id: str,
    title: str,
    description: str,
    series: Sequence[Series],
    categories: Sequence[str],
    language: str,
    unit: Unit,
    missing: str,
) -> SafeString:
    """Grouped bars from a zero line, each with its value at the end.

    ``missing`` is the word for a figure that is not known ("sin dato"); such a figure is a hatched stub, never a bar
    of zero. ``chart_id`` is unique on the page. Raises ``ValueError`` where series and categories do not fit.
    """
    _check(series, categories)
    known = [value for one in series for value in one.values if value is not None]
    has_gap = len(known) < len(series) * len(categories)
    widest = max([text_width(unit.show(value, language)) for value in known], default=0)
    scale = Scale(known, max(widest, STUB + AIR + text_width(missing) if has_gap else 0))
    tones = [one.tone or position for position, one in enumerate(series, 1)]

    drawing = Drawing(chart_id)
    if len(series) > 1:
        drawing.add_legend(zip(tones, (one.label for one in series), strict=True))
    if unit.name:
        drawing.height += 3 if drawing.height else 0
        drawing.add_lines(unit.name, 0, WIDTH, "soft")
    for position, category in enumerate(categories):
        drawing.height += BETWEEN_CATEGORIES if drawing.height else 0
        drawing.add_lines(category, 0, WIDTH, "strong")
        top = drawing.height
        for one, tone in zip(series, tones, strict=True):
            _add_value(drawing, scale, tone, one.values[position], unit, language, missing)
        drawing.axes += f"M{scale.zero:.1f} {top:g}V{drawing.height:g}"
    drawing.height += 2
    return drawing.render("plain", title, description)


def _add_value(
    drawing: Drawing, scale: Scale, tone: int, value: Decimal | None, unit: Unit, language: str, missing: str
) -> None:
    """One row: the bar or the stub of a gap, and what it says."""
    top = drawing.height + (PITCH - BAR) / 2
    baseline = drawing.height + BASELINE
    if value is None:
        drawing.add_gap(box(scale.zero + 1.5, top, STUB, BAR))
        drawing.texts.append(text(scale.zero + STUB + AIR + 2, baseline, missing, "soft"))
    else:
        length = scale.length(value)
        if length:
            drawing.add_bar(tone, box(scale.zero + min(length, 0), top, abs(length), BAR))
        drawing.texts.append(text(scale.zero + max(length, 0) + AIR, baseline, unit.show(value, language)))
    drawing.height += PITCH
