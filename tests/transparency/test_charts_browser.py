"""Charts measured in a browser: text that nothing covers or cuts, large enough on a phone."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page

from transparency.charts import (
    Carrier,
    Mark,
    Reading,
    Series,
    Share,
    Unit,
    Use,
    bar_chart,
    flow_chart,
    progress_chart,
    share_bar,
    threshold_chart,
)

pytestmark = pytest.mark.browser

PHONE = 360  # px
SMALLEST_TEXT = 11  # px

MEASURES = {
    "es": ["Presupuesto aprobado", "Transferido", "Comprometido", "Desembolsado"],
    "en": ["Approved budget", "Transferred", "Committed", "Disbursed"],
}
NAMES = {
    "es": [
        "Ministerio de Trabajo y Promoción del Empleo",
        "Organización de las Naciones Unidas para la Educación",
        "FAO",
    ],
    "en": ["Ministry of Labour and Employment Promotion", "United Nations Industrial Development Organization", "FAO"],
}
USES = {
    "es": ["Desembolsado", "Comprometido, aún no desembolsado", "Transferido, sin comprometer"],
    "en": ["Disbursed", "Committed, not yet disbursed", "Transferred, not committed"],
}
MISSING = {"es": "sin dato", "en": "no data"}
PERIODS = ["2009-2", "2010-1", "2010-2", "2011-1", "2011-2", "2012-1", "2012-2", "2013-1", "2013-2"]

# Boxes of all lines of text in the units of the drawing, and the size of the letters on the screen.
MEASURE = """svg => {
  const view = svg.viewBox.baseVal, scale = svg.getBoundingClientRect().width / view.width;
  return {
    width: view.width, height: view.height,
    lines: [...svg.querySelectorAll("text")].map(line => {
      const box = line.getBBox();
      return {text: line.textContent, left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height,
              size: parseFloat(getComputedStyle(line).fontSize) * scale};
    }),
  };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": PHONE, "height": 740})
    yield opened
    opened.close()


def bars(language: str) -> str:
    values = [Decimal("1402150.55"), Decimal(450_000), None]
    return bar_chart(
        chart_id="chart", title="t", description="d", language=language, missing=MISSING[language],
        series=[Series(label, values) for label in MEASURES[language]], categories=NAMES[language],
        unit=Unit.money("USD", 2),
    )  # fmt: skip


def progress(language: str) -> str:
    labels, values = MEASURES[language], [Decimal(number * 612_345) for number in range(1, len(PERIODS))]
    return progress_chart(
        chart_id="chart", title="t", description="d", language=language, missing=MISSING[language],
        periods=PERIODS, budget=Series(labels[0], [Decimal(5_000_000)] * len(PERIODS)),
        measures=[Series(label, [*values, None]) for label in labels[1:]], unit=Unit.money("USD"),
    )  # fmt: skip


def shares(language: str) -> str:
    parts = [Share(name, Decimal(123_456)) for name in NAMES[language]]
    return share_bar(
        chart_id="chart", title="t", description="d", language=language, missing=MISSING[language],
        shares=parts, unit=Unit.money("USD", 2),
    )  # fmt: skip


def flow(language: str) -> str:
    names = [*NAMES[language], "PNUD", "Departamento-de-cooperación-internacionalización"]
    amounts = [Decimal("1402150.55"), None, Decimal(450_000), Decimal(12), Decimal(0)]
    carriers = [
        Carrier(name, amount, (amount, None if amount is None else Decimal(7), Decimal("0.5")))
        for name, amount in zip(names, amounts, strict=True)
    ]
    uses = [Use(label, Decimal("102150432.55"), tone) for tone, label in enumerate(USES[language], 2)]
    return flow_chart(
        chart_id="chart", title="t", description="d", language=language, missing=MISSING[language],
        source=NAMES[language][0], value=Decimal("102150432.55"), carriers=carriers, uses=uses,
        unit=Unit.money("USD"), apart=(USES[language][1], [f"{name}: S/ 2,000,000.00" for name in names]),
    )  # fmt: skip


def threshold(language: str) -> str:
    said = {"es": "no cumplido", "en": "not met"}[language]
    marks = [Mark(Decimal(value), f"{value}% · {said}") for value in ("0", "69.99", "143.20", "100000.00")]
    return threshold_chart(
        chart_id="chart", title="t", description="d", periods=[*PERIODS[:4], USES[language][1]],
        readings=[
            Reading(label, [*marks, Mark(None, MISSING[language])], tone)
            for tone, label in enumerate(NAMES[language], 2)
        ],
        threshold=Decimal(70), threshold_label=USES[language][1],
    )  # fmt: skip


def style_sheet() -> str:
    path = finders.find("quipu/site.css")
    assert isinstance(path, str)
    with open(path, encoding="utf-8") as file:
        return file.read()


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether the letters of two lines touch; the boxes of lines set solid share their ascent and descent."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0 and down > 4


@pytest.mark.parametrize("font", ["Liberation Sans", "DejaVu Sans"])
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("draw", [bars, progress, shares, flow, threshold])
def test_text_is_whole_apart_and_legible_on_a_phone(page: Page, draw, language: str, font: str) -> None:
    page.set_content(
        f"<!DOCTYPE html><style>{style_sheet()}.chart{{font-family:'{font}'}}</style>"
        f'<main class="wrap"><figure class="chart-frame">{draw(language)}</figure></main>'
    )
    drawing = page.eval_on_selector("svg.chart", MEASURE)
    lines = drawing["lines"]
    assert lines
    for line in lines:
        assert line["left"] >= -0.5, line
        assert line["right"] <= drawing["width"] + 0.5, line
        assert line["top"] >= -0.5, line
        assert line["bottom"] <= drawing["height"] + 1, line
        assert line["size"] >= SMALLEST_TEXT, line
    touching = [
        (one["text"], other["text"])
        for position, one in enumerate(lines)
        for other in lines[position + 1 :]
        if overlap(one, other)
    ]
    assert not touching


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_a_chart_follow_the_scheme(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal, given by the parameters
    page.set_content(f'<!DOCTYPE html><style>{style_sheet()}</style><div class="chart-frame">{bars("es")}</div>')
    colours = page.evaluate(
        "[getComputedStyle(document.querySelector('svg text')).fill, getComputedStyle(document.body).color]"
    )
    assert colours[0] == colours[1]
