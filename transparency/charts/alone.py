"""A chart as a file of its own: light, with its title and where it comes from, in need of no style sheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from transparency.charts.drawing import BASELINE, Text, at, text
from transparency.charts.lettering import LINE, wrap

MARGIN = 16
DYES = {"1": "#1f3a6e", "2": "#b5760f", "3": "#a61f45", "4": "#5f7a25"}

_IMAGE = re.compile(
    r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*?'
    r'aria-labelledby="(?P<id>[\w-]+)-t [^>]*>\s*<title[^>]*>(?P<title>.*?)</title>',
    re.DOTALL,
)
_EDGE = re.compile(r'class="edge-(\d)" stroke="#[0-9a-f]+"')
_CLASS = re.compile(r' class="[^"]*"')


@dataclass(frozen=True)
class Drawn:
    """What a finished chart says of itself; ``title`` is plain text."""

    chart_id: str
    title: str
    width: float
    height: float


def read_chart(chart: SafeString) -> Drawn:
    """What is written in a chart's markup. Raises ``ValueError`` for markup that no chart of ours made."""
    found = _IMAGE.match(chart)
    if found is None:
        raise ValueError("not a chart")
    return Drawn(found["id"], unescape(found["title"]), float(found["width"]), float(found["height"]))


def stand_alone(chart: SafeString, footnotes: Sequence[str]) -> bytes:
    """The chart as an SVG file: its title above it, ``footnotes`` below it, one paragraph each."""
    drawn = read_chart(chart)
    lines: list[Text] = []
    bottom = float(MARGIN)
    for line in wrap(drawn.title, drawn.width, bold=True):
        lines.append(text(MARGIN, bottom + BASELINE, line, "strong"))
        bottom += LINE
    top = bottom + LINE / 2
    bottom = top + drawn.height + LINE / 2
    for line in [line for note in footnotes for line in wrap(note, drawn.width)]:
        lines.append(text(MARGIN, bottom + BASELINE, line, "soft"))
        bottom += LINE
    image = render_to_string(
        "charts/alone.svg",
        {
            "id": drawn.chart_id,
            "width": at(drawn.width + 2 * MARGIN),
            "height": at(bottom + MARGIN),
            "lines": lines,
            "chart": _undressed(chart).replace("<svg ", f'<svg x="{MARGIN}" y="{at(top)}" ', 1),
        },
    )
    return image.strip().encode() + b"\n"


def _undressed(chart: str) -> str:
    """The chart with what its classes say in attributes: a style sheet is not there, and none may be inside."""
    chart = _EDGE.sub(lambda found: f'stroke="{DYES[found[1]]}"', chart)
    chart = chart.replace('class="soft"', 'fill="#483b30"').replace('class="strong"', 'font-weight="700"')
    return _CLASS.sub("", chart)
