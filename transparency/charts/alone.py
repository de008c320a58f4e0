"""A chart as a file of its own: light, with its title and where it comes from, in need of no style sheet."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from transparency.charts.drawing import BASELINE, Text, at, text
from transparency.charts.lettering import LINE, wrap

MARGIN = 16
PAPER, INK, SOFT, RULE = "#faf6ec", "#241b14", "#483b30", "#c9b998"
DYES = {"1": "#1f3a6e", "2": "#b5760f", "3": "#a61f45", "4": "#5f7a25"}
COLOURS = (INK, SOFT, RULE, *DYES.values())  # everything that is drawn on the paper
# The first is the one that our own bitmaps are set in; readers' machines have one of the others.
TYPEFACES = "Noto Sans, Segoe UI, Roboto, Helvetica Neue, Liberation Sans, Arial, sans-serif"

_IMAGE = re.compile(
    r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*?'
    r'aria-labelledby="(?P<id>[\w-]+)-t [^>]*>\s*'
    r"<title[^>]*>(?P<title>.*?)</title>\s*<desc[^>]*>(?P<description>.*?)</desc>",
    re.DOTALL,
)
_EDGE = re.compile(r'class="edge-(\d)" stroke="#[0-9a-f]+"')
_CLASS = re.compile(r' class="[^"]*"')
_OPENING = re.compile(r"<svg [^>]*>")
_INHERITED = re.compile(r' (?:xmlns|role|aria-labelledby|font-family|font-size|fill)="[^"]*"')


@dataclass(frozen=True)
class Drawn:
    """What a finished chart says of itself; ``title`` and ``description`` are plain text."""

    chart_id: str
    title: str
    description: str
    width: float
    height: float


def read_chart(chart: SafeString) -> Drawn:
    """What is written in a chart's markup. Raises ``ValueError`` for markup that no chart of ours made."""
    found = _IMAGE.match(chart)
    if found is None:
        raise ValueError("not a chart")
    title, description = unescape(found["title"]), unescape(found["description"])
    return Drawn(found["id"], title, description, float(found["width"]), float(found["height"]))


@dataclass(frozen=True)
class Part:
    """What stands on a strip of the image, from its top; ``width`` and ``height`` are those of the strip, in units."""

    width: float
    height: int
    lines: tuple[Text, ...]
    chart: str = ""
    chart_id: str = ""


def parts_of(chart: SafeString, footnotes: Sequence[str]) -> list[Part]:
    """The chart below its title, each note, and a margin: what the whole image is put together from."""
    drawn = read_chart(chart)
    width = drawn.width + 2 * MARGIN
    lines, top = _set(wrap(drawn.title, drawn.width, bold=True), MARGIN, "strong")
    top += LINE / 2
    placed = _undressed(chart, f'x="{MARGIN}" y="{at(top)}"')
    upper = Part(width, math.ceil(top + drawn.height + LINE / 2), lines, placed, drawn.chart_id)
    return [upper, *(_note(note, width) for note in footnotes), Part(width, MARGIN, ())]


def image(*parts: Part) -> str:
    """An SVG file of these parts, one below the other."""
    lines: list[Text] = []
    top = 0
    for part in parts:
        lines += [Text(line.left, at(float(line.baseline) + top), line.content, line.style) for line in part.lines]
        top += part.height
    charts = [part for part in parts if part.chart]
    context = {
        "id": charts[0].chart_id if charts else "",
        "chart": charts[0].chart if charts else "",
        "width": at(parts[0].width),
        "height": str(top),
        "lines": lines,
        "typefaces": TYPEFACES,
        "paper": PAPER,
        "ink": INK,
        "soft": SOFT,
    }
    return render_to_string("charts/alone.svg", context).strip() + "\n"


def stand_alone(chart: SafeString, footnotes: Sequence[str]) -> bytes:
    """The chart as an SVG file: its title above it, ``footnotes`` below it, one paragraph each."""
    return image(*parts_of(chart, footnotes)).encode()


def _note(note: str, width: float) -> Part:
    lines, height = _set(wrap(note, width - 2 * MARGIN), 0, "soft")
    return Part(width, math.ceil(height), lines)


def _set(lines: Sequence[str], top: float, style: str) -> tuple[tuple[Text, ...], float]:
    """Lines of text from ``top`` on, and where they end."""
    placed = [text(MARGIN, top + number * LINE + BASELINE, line, style) for number, line in enumerate(lines)]
    return tuple(placed), top + len(lines) * LINE


def _undressed(chart: str, position: str) -> str:
    """The chart with what its classes say in attributes: a style sheet is not there, and none may be inside.

    Nothing in it reaches beyond its frame; to say so spares renderers a mask as large as the image.
    """
    frame = f'<svg {position} overflow="visible" '
    chart = _OPENING.sub(lambda found: _INHERITED.sub("", found[0]).replace("<svg ", frame, 1), chart, count=1)
    chart = _EDGE.sub(lambda found: f'stroke="{DYES[found[1]]}"', chart)
    chart = chart.replace('class="soft"', f'fill="{SOFT}"').replace('class="strong"', 'font-weight="700"')
    return _CLASS.sub("", chart)
