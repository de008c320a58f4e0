"""Charts measured in a browser: text that nothing covers or cuts, large enough on a phone."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page

from tests.transparency.every_chart import KINDS, LABELS, LANGUAGES, drawn
from tests.transparency.plain import STAMP
from transparency.charts.alone import read_chart, stand_alone
from transparency.views.embeds import Origin, Taken, offered
from transparency.views.key_figures import KeyFigure

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 1280)  # px
SMALLEST_TEXT = 11  # px
BEARING = 1.5  # units that a letter may lean over its place; frames do not cut it
ADDRESS = (
    "https://quipu.example.org/es/transparencia/agencias/organizacion-de-las-naciones-unidas-para-la-educacion.html"
)
EVERY_CHART = [(kind, language, labels) for kind in KINDS for language in LANGUAGES for labels in LABELS]

# Boxes of all lines of text in the units of the drawing, the size of the letters on the screen, and whether a bar or a
# stream lies under the lower half of the line: at both ends and in between.
MEASURE = """svg => {
  const view = svg.viewBox.baseVal, frame = svg.getBoundingClientRect(), scale = frame.width / view.width;
  const filled = [...svg.querySelectorAll("path")].filter(
    path => getComputedStyle(path).fill !== "none" && !path.closest("pattern"));
  const covered = line => {
    const box = line.getBBox(), point = svg.createSVGPoint();
    point.y = parseFloat(line.getAttribute("y")) - 4;
    return [0.02, 0.25, 0.5, 0.75, 0.98].some(share => {
      point.x = box.x + box.width * share;
      return filled.some(path => path.ownerSVGElement === line.ownerSVGElement && path.isPointInFill(point));
    });
  };
  return {
    width: view.width, height: view.height,
    lines: [...svg.querySelectorAll("text")].map(line => {
      const box = line.getBoundingClientRect();
      return {text: line.textContent,
              left: (box.left - frame.left) / scale, right: (box.right - frame.left) / scale,
              top: (box.top - frame.top) / scale, bottom: (box.bottom - frame.top) / scale,
              size: parseFloat(getComputedStyle(line).fontSize) * scale, covered: covered(line)};
    }),
  };
}"""
# What reaches beyond the right edge of the screen, or beyond its own box where that does not scroll.
CUT = """() => [...document.querySelectorAll("body *")].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && !element.closest("svg") && box.right > document.documentElement.clientWidth + 0.5;
}).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@cache
def style_sheet() -> str:
    path = finders.find("quipu/site.css")
    assert isinstance(path, str)
    return Path(path).read_text(encoding="utf-8")


def show(page: Page, markup: str, width: int, more: str = "") -> None:
    """A page with our style sheet, on a screen of that width."""
    page.set_viewport_size({"width": width, "height": 740})
    head = f'<!DOCTYPE html><meta name="viewport" content="width=device-width"><style>{style_sheet()}{more}</style>'
    page.set_content(head + markup)


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the letters of two lines touch; the boxes of lines set solid share their ascent and descent."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0 and down > 4


def faults(drawing: dict[str, Any], smallest: float) -> list[str]:
    """What is wrong with the text of a drawing, in words."""
    lines = drawing["lines"]
    found = [] if lines else ["no text"]
    for line in lines:
        if min(line["left"], line["top"]) < -BEARING:
            found.append(f"cut at the left or top: {line}")
        if line["right"] > drawing["width"] + BEARING or line["bottom"] > drawing["height"] + BEARING:
            found.append(f"cut at the right or bottom: {line}")
        if line["size"] < smallest:
            found.append(f"too small: {line}")
        if line["covered"]:
            found.append(f"on a bar or stream: {line}")
    return found + [
        f"touching: {one['text']!r} and {other['text']!r}"
        for position, one in enumerate(lines)
        for other in lines[position + 1 :]
        if overlap(one, other)
    ]


def all_faults(page: Page, names: Sequence[tuple[str, ...]], smallest: float) -> dict[tuple[str, ...], list[str]]:
    """Chart → what is wrong with it, of the charts on a page in their order."""
    drawings = [image.evaluate(MEASURE) for image in page.query_selector_all(".measured > svg")]
    found = {name: faults(drawing, smallest) for name, drawing in zip(names, drawings, strict=True)}
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("font", ["Liberation Sans", "DejaVu Sans"])
@pytest.mark.parametrize("width", WIDTHS)
def test_text_is_whole_apart_and_legible_on_every_screen(page: Page, width: int, font: str) -> None:
    frames = "".join(f'<figure class="chart-frame measured">{drawn(*name)}</figure>' for name in EVERY_CHART)
    show(page, f'<main class="wrap">{frames}</main>', width, f".chart{{font-family:'{font}'}}")

    assert all_faults(page, EVERY_CHART, SMALLEST_TEXT) == {}
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("font", ["Liberation Sans", "DejaVu Sans", "sans-serif"])
def test_text_of_an_image_is_whole_and_apart(page: Page, font: str) -> None:
    images = [stand_alone(drawn(*name), [" ".join(LABELS[name[2]](name[1])), ADDRESS]).decode() for name in EVERY_CHART]
    frames = "".join(f'<div class="measured">{image.partition("?>")[2]}</div>' for image in images)
    show(page, frames, 1280, f"svg{{font-family:'{font}'}}")

    assert all_faults(page, EVERY_CHART, SMALLEST_TEXT) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_for_frames_fits_into_them(page: Page, width: int) -> None:
    origin = Origin("/es/pagina/", "es", LABELS["endless"]("es")[0], "Página", STAMP)
    for name in EVERY_CHART:
        chart = drawn(*name)
        taken = Taken(chart, read_chart(chart), "block")
        markup = render_to_string("transparency/chart_embed.html", {"taken": taken, "origin": origin, "chart": chart})
        show(page, markup[markup.index("<body") :], width)

        assert page.evaluate(CUT) == [], name


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_is_high_enough_for_its_page(page: Page, kind: str, width: int) -> None:
    origin = Origin("/es/pagina/", "es", "Industrias Creativas Inclusivas", "Organización Internacional", STAMP)
    taken = Taken(drawn(kind, "es"), read_chart(drawn(kind, "es")), "block")
    [[offer]] = offered([taken], origin).values()
    [height] = re.findall(r' height="(\d+)"', offer.markup)
    context = {"taken": taken, "origin": origin, "chart": taken.chart}
    markup = render_to_string("transparency/chart_embed.html", context)
    show(page, markup[markup.index("<body") :], width)
    page.set_viewport_size({"width": width, "height": 100})

    assert page.evaluate("document.documentElement.scrollHeight") <= int(height)


@pytest.mark.parametrize("width", WIDTHS)
def test_figures_are_whole_on_every_screen(page: Page, width: int) -> None:
    labels = [label for language in LANGUAGES for make in LABELS.values() for label in make(language)]
    figures = [KeyFigure(label, "US$ 102,150,432.55", [1, 12, 123], 1, label) for label in labels]
    markup = render_to_string("transparency/key_figures.html", {"key_figures": figures})
    show(page, f'<main class="wrap">{markup}</main>', width)

    assert page.evaluate(CUT) == []


SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_colours_of_a_chart_follow_the_scheme(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    show(page, f'<div class="chart-frame">{drawn("bars", "es")}</div>', 360)
    colours = page.evaluate(
        "[getComputedStyle(document.querySelector('svg text')).fill, getComputedStyle(document.body).color]"
    )
    assert colours[0] == colours[1]
