"""The parts that all charts share: coordinates, text, bars, the legend, and the frame of the image."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from transparency.charts.lettering import LINE, wrap

# Narrow on purpose: on a phone of 360 px a unit is about 0.9 px, which keeps text of 13 units above 11 px.
WIDTH = 360
SWATCH = 14
GAP = 0  # the tone of what is not known
BASELINE = 12  # from the top of a line of text down to its baseline

_BETWEEN_TAGS = re.compile(r">\s+<")
_USABLE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def at(value: float) -> str:
    """A coordinate, to a tenth of a unit, always with a decimal point."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle as path data, so that all bars of a series are one element."""
    return f"M{at(x)} {at(y)}h{at(width)}v{at(height)}h{at(-width)}z"


@dataclass(frozen=True)
class Text:
    """A line of text at its baseline."""

    left: str
    baseline: str
    content: str
    style: str = ""
    anchor: str = ""


def text(x: float, y: float, content: str, style: str = "", anchor: str = "") -> Text:
    """A line of text whose baseline starts (or, with ``anchor``, is centred or ends) at ``x``, ``y``."""
    return Text(at(x), at(y), content, style, anchor)


def _look(line: Text) -> tuple[str, str]:
    return line.style, line.anchor


@dataclass
class Drawing:
    """Marks collected from top to bottom; ``height`` is how far down the drawing reaches by now."""

    chart_id: str
    height: float = 0
    texts: list[Text] = field(default_factory=list)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    axes: str = ""

    def __post_init__(self) -> None:
        if not _USABLE_ID.fullmatch(self.chart_id):
            raise ValueError(f"not usable as an id in markup: {self.chart_id!r}")

    def add_bar(self, tone: int, path: str, layer: int | None = None) -> None:
        """A bar in the dye and pattern of ``tone``; higher layers (by default, tones) lie on top of lower ones."""
        key = (tone if layer is None else layer, tone)
        self.marks[key] = self.marks.get(key, "") + path

    def add_gap(self, path: str, layer: int = 0) -> None:
        """A hatched stub: a figure that is not known."""
        self.add_bar(GAP, path, layer)

    def add_lines(self, content: str, x: float, width: float, style: str = "") -> None:
        """Text in as many lines as it needs, below everything drawn so far."""
        for line in wrap(content, width, bold=style == "strong"):
            self.texts.append(text(x, self.height + BASELINE, line, style))
            self.height += LINE

    def add_legend(self, entries: Iterable[tuple[int, str]], missing: str = "") -> None:
        """One line for each tone, and one for the hatch where something is missing."""
        for tone, label in entries:
            self.add_bar(tone, box(0, self.height + 1, SWATCH, SWATCH - 1))
            self.add_lines(label, SWATCH + 6, WIDTH - SWATCH - 6)
        if missing:
            self.add_gap(box(0.5, self.height + 1.5, SWATCH - 1, SWATCH - 2))
            self.add_lines(missing, SWATCH + 6, WIDTH - SWATCH - 6)

    def _lettering(self) -> list[tuple[tuple[str, str], list[Text]]]:
        """Lines by their look, so that it is said once for each look."""
        ordered = sorted(self.texts, key=_look)
        return [(look, list(lines)) for look, lines in groupby(ordered, _look)]

    def render(self, template: str, title: str, description: str, **more: Any) -> SafeString:
        """The finished image; the same drawing always gives the same bytes."""
        image = render_to_string(
            f"charts/{template}.svg",
            {
                "id": self.chart_id,
                "title": title,
                "description": description,
                "width": str(WIDTH),
                "height": at(self.height),
                "lettering": self._lettering(),
                "patterns": sorted({str(tone) for _, tone in self.marks}),
                "marks": [(str(tone), path) for (_, tone), path in sorted(self.marks.items())],
                "axes": self.axes,
                **more,
            },
        )
        return SafeString(_BETWEEN_TAGS.sub("><", image).strip())
