"""One bar cut into the parts of a whole."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from transparency import formatting
from transparency.charts.drawing import BASELINE, SWATCH, WIDTH, Drawing, box, text
from transparency.charts.figures import TONES, Share, Unit
from transparency.charts.lettering import LINE, text_width, wrap

BAR = 30
BETWEEN = 2
STUB = 44
AIR = 10


def share_bar(
    *,
    chart_id: str,
    title: str,
    description: str,
    shares: Sequence[Share],
    language: str,
    unit: Unit,
    missing: str,
    digits: int = 1,
) -> SafeString:
    """A stacked bar with a line for each part: its value and, where the whole is known, its percentage.

    With a part that is not known there is no whole: the known parts keep their proportions, the gap is hatched, and
    no percentage is printed. Raises ``ValueError`` for none or more than four parts.
    """
    if not 1 <= len(shares) <= TONES:
        raise ValueError(f"a share bar has 1 to {TONES} parts")
    total = sum((share.value for share in shares if share.value is not None), Decimal(0))
    whole = total if all(share.value is not None for share in shares) else None

    drawing = Drawing(chart_id)
    if unit.name:
        drawing.add_lines(unit.name, 0, WIDTH, "soft")
    _add_bar(drawing, shares, total)
    for position, share in enumerate(shares, 1):
        if share.value is None:
            said = missing
        else:
            said = unit.show(share.value, language)
            if whole:
                said += " · " + formatting.percent(share.value * 100 / whole, language, digits)
        _add_entry(drawing, share.tone or position, share, said)
    drawing.height += 2
    return drawing.render("plain", title, description)


def _add_bar(drawing: Drawing, shares: Sequence[Share], total: Decimal) -> None:
    """The bar itself, from the left edge to the right one; an outline alone where there is nothing to share out."""
    gaps = sum(1 for share in shares if share.value is None)
    drawn = sum(1 for share in shares if share.value is None or share.value)
    room = WIDTH - gaps * STUB - BETWEEN * (drawn - 1)
    x, top = 0.0, drawing.height + 2
    for position, share in enumerate(shares, 1):
        if share.value is None:
            drawing.add_gap(box(x + 0.5, top + 0.5, STUB - 1, BAR - 1))
            x += STUB + BETWEEN
        elif share.value:
            width = float(share.value / total) * room
            drawing.add_bar(share.tone or position, box(x, top, width, BAR))
            x += width + BETWEEN
    if not x:
        drawing.axes += f"M.5 {top + 0.5:g}h{WIDTH - 1}v{BAR - 1}h-{WIDTH - 1}z"
    drawing.height = top + BAR + 8


def _add_entry(drawing: Drawing, tone: int, share: Share, said: str) -> None:
    """Pattern, name and figure; the figure takes a line of its own where the name leaves no room."""
    left = SWATCH + 6
    lines = wrap(share.label, WIDTH - left)
    top = drawing.height
    if share.value is None:
        drawing.add_gap(box(0.5, top + 1.5, SWATCH - 1, SWATCH - 2))
    else:
        drawing.add_bar(tone, box(0, top + 1, SWATCH, SWATCH - 1))
    drawing.add_lines(share.label, left, WIDTH - left)
    if left + text_width(lines[-1]) + AIR + text_width(said, bold=True) < WIDTH:
        drawing.height -= LINE
    for line in wrap(said, WIDTH - left - 1, bold=True):
        drawing.texts.append(text(WIDTH - 1, drawing.height + BASELINE, line, "strong", "end"))
        drawing.height += LINE
    drawing.height += 2
