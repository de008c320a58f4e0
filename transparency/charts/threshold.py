"""Percentages against the one that has to be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from transparency.charts.drawing import BASELINE, SWATCH, WIDTH, Drawing, at, box, text
from transparency.charts.figures import TONES, check_tone
from transparency.charts.lettering import text_width

BAR = 11
PITCH = 16
BETWEEN_PERIODS = 8
STUB = 24
AIR = 8
WHOLE = Decimal(100)
MOST = Decimal(200)  # a bar that says more than this is cut; its value stands beside it


@dataclass(frozen=True)
class Mark:
    """A percentage, None where it is not known, and what is printed beside its bar."""

    value: Decimal | None
    said: str


@dataclass(frozen=True)
class Reading:
    """One way to reckon the percentage, over all periods."""

    label: str
    marks: Sequence[Mark]
    tone: int

    def __post_init__(self) -> None:
        check_tone(self.tone)


def threshold_chart(
    *,
    chart_id: str,
    title: str,
    description: str,
    periods: Sequence[str],
    readings: Sequence[Reading],
    threshold: Decimal,
    threshold_label: str,
) -> SafeString:
    """One bar for each period and reading, and a broken line where the threshold is.

    Every bar's words stand at the right edge, clear of bars and line. A percentage that is not known is a hatched
    stub. Raises ``ValueError`` where periods and readings do not fit.
    """
    if not periods or not 1 <= len(readings) <= TONES:
        raise ValueError(f"a threshold chart needs periods and 1 to {TONES} readings")
    for one in readings:
        if len(one.marks) != len(periods):
            raise ValueError(f"{one.label}: {len(one.marks)} marks for {len(periods)} periods")
    drawing = Drawing(chart_id)
    if len(readings) > 1:
        drawing.add_legend((one.tone, one.label) for one in readings)
    line = f"M{at(SWATCH / 2)} {at(drawing.height)}v{SWATCH + 2}"
    drawing.add_lines(threshold_label, SWATCH + 6, WIDTH - SWATCH - 6)
    widest = max(text_width(mark.said) for one in readings for mark in one.marks)
    known = [mark.value for one in readings for mark in one.marks if mark.value is not None]
    room = max(WIDTH - widest - AIR, STUB)
    scale = room / float(min(max([*known, threshold, WHOLE]), MOST))
    for number, period in enumerate(periods):
        drawing.height += BETWEEN_PERIODS
        drawing.add_lines(period, 0, WIDTH, "strong")
        top = drawing.height
        for one in readings:
            _add_mark(drawing, one.marks[number], one.tone, scale, room)
        drawing.axes += f"M.5 {at(top)}V{at(drawing.height)}"
        line += f"M{at(min(float(threshold) * scale, room))} {at(top)}V{at(drawing.height)}"
    drawing.height += 2
    return drawing.render("threshold", title, description, line=line)


def _add_mark(drawing: Drawing, mark: Mark, tone: int, scale: float, room: float) -> None:
    top = drawing.height + (PITCH - BAR) / 2
    if mark.value is None:
        drawing.add_gap(box(1.5, top, STUB, BAR))
    elif mark.value > 0:
        drawing.add_bar(tone, box(0, top, min(float(mark.value) * scale, room), BAR))
    drawing.texts.append(text(WIDTH - 1, drawing.height + BASELINE, mark.said, "", "end"))
    drawing.height += PITCH
