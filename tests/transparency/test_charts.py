"""Charts: honest about what they show, legible, and the same bytes for the same figures."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from transparency.charts import Series, Share, Unit, bar_chart, progress_chart, share_bar
from transparency.charts.drawing import WIDTH
from transparency.charts.lettering import LINE, longest_word, text_width, wrap
from transparency.charts.progress import ticks

SVG = "{http://www.w3.org/2000/svg}"
LONG_NAMES = [
    "Ministerio de Trabajo y Promoción del Empleo",
    "Organización de las Naciones Unidas para la Educación, la Ciencia y la Cultura",
    "United Nations Industrial Development Organization",
    "UNESCO",
]
PERIODS = [f"{year}-{half}" for year in range(2009, 2014) for half in (1, 2)]
amounts = st.decimals(min_value=0, max_value=10**9, places=2)
maybe_amounts = st.one_of(st.none(), amounts)
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)


def bars(**changes: Any) -> str:
    chart: dict[str, Any] = {
        "chart_id": "by-agency",
        "title": "Por agencia",
        "description": "Lo aprobado y lo desembolsado por cada agencia",
        "series": [
            Series("Aprobado", [Decimal(1_402_150), Decimal(700_000), Decimal(0), Decimal(5)]),
            Series("Desembolsado", [Decimal("1390000.55"), None, Decimal(0), Decimal(4)]),
        ],
        "categories": LONG_NAMES,
        "language": "es",
        "unit": Unit.money("USD"),
        "missing": "sin dato",
    }
    return bar_chart(**{**chart, **changes})


def progress(**changes: Any) -> str:
    rising = [Decimal(500_000 * step) for step in range(1, len(PERIODS) + 1)]
    chart: dict[str, Any] = {
        "chart_id": "by-semester",
        "title": "Por semestre",
        "description": "Lo transferido, comprometido y desembolsado",
        "periods": PERIODS,
        "budget": Series("Presupuesto", [Decimal(5_000_000)] * len(PERIODS)),
        "measures": [
            Series("Transferido", [None, *rising[1:]]),
            Series("Comprometido", rising),
            Series("Desembolsado", [value - 100_000 for value in rising]),
        ],
        "language": "es",
        "unit": Unit.money("USD"),
        "missing": "sin dato",
    }
    return progress_chart(**{**chart, **changes})


def shares(**changes: Any) -> str:
    chart: dict[str, Any] = {
        "chart_id": "by-sex",
        "title": "Personas",
        "description": "Mujeres y hombres",
        "shares": [Share("Mujeres", Decimal(5_234)), Share("Hombres", Decimal(3_821))],
        "language": "es",
        "unit": Unit("personas"),
        "missing": "sin dato",
    }
    return share_bar(**{**chart, **changes})


every_chart = pytest.mark.parametrize("draw", [bars, progress, shares])


def parsed(chart: str) -> ET.Element:
    """The drawing as the well-formed XML that it has to be."""
    return ET.fromstring(chart)  # noqa: S314 - our own output, not a stranger's


def printed(chart: str) -> list[str]:
    return [element.text or "" for element in parsed(chart).iter(f"{SVG}text")]


def lengths(chart: str, fill: str) -> list[float]:
    """The widths of all boxes with this fill."""
    return [
        float(width)
        for path in parsed(chart).iter(f"{SVG}path")
        if path.get("fill", "") == fill
        for width in re.findall(r"M[-\d.]+ [-\d.]+h([-\d.]+)v", path.get("d", ""))
    ]


@every_chart
def test_a_chart_has_a_name_and_a_description(draw: Callable[..., str]) -> None:
    image = parsed(draw(title="A & B <C>", description='Says "all"'))
    assert image.get("role") == "img"
    names = [element.text for key in (image.get("aria-labelledby") or "").split() for element in image
             if element.get("id") == key]  # fmt: skip
    assert names == ["A & B <C>", 'Says "all"']


@every_chart
def test_the_same_figures_give_the_same_bytes_in_any_active_language(draw: Callable[..., str]) -> None:
    first = draw()
    with translation.override("en"):
        assert draw() == first


@every_chart
def test_a_chart_is_small_and_needs_no_style_of_its_own(draw: Callable[..., str]) -> None:
    chart = draw()
    assert len(chart.encode()) < 6_000
    assert "style=" not in chart
    assert "<script" not in chart


@every_chart
def test_two_charts_on_a_page_share_no_id(draw: Callable[..., str]) -> None:
    ids = [set(re.findall(r' id="([^"]+)"', draw(chart_id=name))) for name in ("one", "two")]
    assert ids[0]
    assert not ids[0] & ids[1]
    chart = draw()
    assert set(re.findall(r"url\(#([^)]+)\)", chart)) <= set(re.findall(r' id="([^"]+)"', chart))


@every_chart
@pytest.mark.parametrize("chart_id", ["", "1st", 'a"b', "a b"])
def test_an_id_that_would_break_the_markup_is_refused(draw: Callable[..., str], chart_id: str) -> None:
    with pytest.raises(ValueError, match="id"):
        draw(chart_id=chart_id)


def test_bars_are_as_long_as_their_values_say() -> None:
    long, short = lengths(bars(series=[Series("a", [Decimal(400), Decimal(100)])], categories=["x", "y"]), "#1f3a6e")
    assert long == pytest.approx(4 * short, rel=0.01)


def test_every_value_is_printed_as_it_is() -> None:
    assert {"1,402,150", "1,390,000.55", "700,000", "0", "5", "4", "US$"} <= set(printed(bars()))


def test_a_missing_figure_is_a_word_and_a_hatch_and_never_a_zero() -> None:
    zero = bars(series=[Series("a", [Decimal(5), Decimal(0)])], categories=["x", "y"])
    missing = bars(series=[Series("a", [Decimal(5), None])], categories=["x", "y"])
    assert "0" in printed(zero)
    assert "sin dato" not in printed(zero)
    assert not lengths(zero, "url(#by-agency-0)")
    assert "0" not in printed(missing)
    assert "sin dato" in printed(missing)
    assert len(lengths(missing, "url(#by-agency-0)")) == 1


def test_a_chart_of_nothing_known_still_says_so() -> None:
    texts = printed(bars(series=[Series("a", [None, None])], categories=["x", "y"]))
    assert texts.count("sin dato") == 2


def test_a_negative_value_reaches_to_the_other_side_of_zero() -> None:
    chart = bars(series=[Series("a", [Decimal(-50), Decimal(100)])], categories=["x", "y"], unit=Unit.percent())
    starts = re.search(r'fill="#1f3a6e" d="M([\d.]+) [\d.]+h([\d.]+)\D.*M([\d.]+) ', chart)
    assert starts is not None
    left, width, zero = map(float, starts.groups())
    assert left + width == pytest.approx(zero, abs=0.2)
    assert {"−50%", "100%"} <= set(printed(chart))


def test_series_differ_by_pattern_and_not_by_colour_alone() -> None:
    series = [Series(name, [Decimal(1)]) for name in ("a", "b", "c", "d")]
    fills = re.findall(r'<path[^>]* fill="([^"]+)" d="M', bars(series=series, categories=["x"]))
    assert fills[:4] == ["#1f3a6e", "url(#by-agency-2)", "url(#by-agency-3)", "url(#by-agency-4)"]


def test_a_measure_keeps_its_dye_in_every_chart() -> None:
    chart = bars(series=[Series("Desembolsado", [Decimal(1)], tone=4)], categories=["x"])
    assert lengths(chart, "url(#by-agency-4)")


def test_long_names_are_wrapped_and_none_is_cut() -> None:
    texts = " ".join(printed(bars()))
    assert all(name in texts for name in LONG_NAMES)


@pytest.mark.parametrize(
    "changes",
    [
        {"categories": []},
        {"series": []},
        {"series": [Series("a", [Decimal(1)])]},
        {"series": [Series(str(number), [None] * 4) for number in range(5)]},
    ],
)
def test_bars_that_do_not_fit_their_categories_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"bar chart|values for"):
        bars(**changes)


def test_a_tone_without_a_pattern_is_refused() -> None:
    with pytest.raises(ValueError, match="tone"):
        Series("a", [], tone=5)


def test_progress_prints_every_value_in_millions_and_says_so() -> None:
    texts = printed(progress(language="en"))
    assert "Millions of US$" in texts
    assert texts.count("5.00") >= len(PERIODS)  # the budget of each semester
    assert {"0.40", "4.90", "1.00"} <= set(texts)


def test_progress_shows_a_gap_where_a_figure_is_missing() -> None:
    chart = progress()
    assert "–" in printed(chart)
    assert "sin dato (–)" in printed(chart)
    assert len(lengths(chart, "url(#by-semester-0)")) == 2  # the stub, and the hatch in the legend
    whole = [Series("Transferido", [Decimal(1)] * len(PERIODS))]
    assert "sin dato (–)" not in printed(progress(measures=whole))


def test_progress_of_many_periods_goes_on_in_another_row() -> None:
    short = progress(
        periods=PERIODS[:4], budget=Series("a", [Decimal(1)] * 4), measures=[Series("b", [Decimal(1)] * 4)]
    )
    baseline = 'class="axis"'
    rows = [re.search(rf'{baseline}[^>]*d="([^"]+)"', chart) for chart in (short, progress())]
    assert [row and row[1].count("M") for row in rows] == [1, 2]


def test_progress_without_any_figure_is_still_a_chart() -> None:
    nothing = [None] * len(PERIODS)
    assert "–" in printed(progress(budget=Series("a", nothing), measures=[Series("b", nothing)]))


def test_progress_of_series_that_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="values for"):
        progress(measures=[Series("a", [None])])
    with pytest.raises(ValueError, match="measures"):
        progress(measures=[])


@given(top=st.decimals(min_value="0.01", max_value=10**12, places=2))
def test_the_axis_starts_at_zero_and_reaches_over_the_highest_value(top: Decimal) -> None:
    marks = ticks(top)
    assert marks[0] == 0
    assert marks[-2] < top <= marks[-1]
    assert len(marks) <= 6


def test_shares_print_values_and_percentages() -> None:
    assert {"5,234 · 57.8%", "3,821 · 42.2%", "Mujeres", "Hombres", "personas"} <= set(printed(shares()))


def test_shares_of_an_unknown_whole_print_no_percentage() -> None:
    texts = printed(shares(shares=[Share("Mujeres", Decimal(10)), Share("Hombres", None)]))
    assert "10" in texts
    assert "sin dato" in texts
    assert not any("%" in line for line in texts)


def test_shares_of_nothing_are_an_empty_bar() -> None:
    chart = shares(shares=[Share("Mujeres", Decimal(0)), Share("Hombres", Decimal(0))])
    assert printed(chart).count("0") == 2
    assert 'class="axis"' in chart


def test_the_parts_fill_the_bar_even_if_some_are_nothing() -> None:
    chart = shares(shares=[Share("Mujeres", Decimal(0)), Share("Hombres", Decimal(5)), Share("Sin dato", Decimal(0))])
    assert f"h{WIDTH}v" in chart


def test_a_part_cannot_be_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="negative"):
        Share("Mujeres", Decimal(-1))


def inside(chart: str) -> bool:
    """Whether all text stays within the drawing, by the estimate of its width."""
    image = parsed(chart)
    height = float((image.get("viewBox") or "").split()[3])
    for group in image.iter(f"{SVG}g"):
        anchor = {"end": 1.0, "middle": 0.5}.get(group.get("text-anchor", ""), 0.0)
        width_of = partial(text_width, bold=group.get("class") == "strong")
        for line in group.iter(f"{SVG}text"):
            left = float(line.get("x", "0")) - anchor * width_of(line.text or "")
            if left < -1 or left + width_of(line.text or "") > WIDTH + 1 or float(line.get("y", "0")) > height:
                return False
    return True


@given(values=st.lists(maybe_amounts, min_size=1, max_size=8), name=words)
def test_bars_keep_all_text_inside(values: list[Decimal | None], name: str) -> None:
    assert inside(bars(series=[Series(name, values), Series("b", values)], categories=[name] * len(values)))


@given(values=st.lists(maybe_amounts, min_size=1, max_size=14))
def test_progress_keeps_all_text_inside(values: list[Decimal | None]) -> None:
    periods = [f"2009-{number}" for number in range(len(values))]
    assert inside(progress(periods=periods, budget=Series("a", values), measures=[Series("b", values)]))


@given(values=st.lists(maybe_amounts, min_size=1, max_size=4), name=words)
def test_shares_keep_all_text_inside(values: list[Decimal | None], name: str) -> None:
    assert inside(shares(shares=[Share(name, value) for value in values]))


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" -\u00a0")))
def test_wrapping_loses_no_letter_and_keeps_to_the_width(text: str) -> None:
    lines = wrap(text, 60)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line) <= 60 for line in lines)


def test_lines_break_at_spaces_and_after_hyphens_but_not_inside_an_amount() -> None:
    assert wrap("Trabajo y Promoción del Empleo", 110) == ["Trabajo y", "Promoción del", "Empleo"]
    assert wrap("2009-2", longest_word(["2009-2"])) == ["2009-", "2"]
    assert wrap("https://example.org/es/transparencia/agencias/unesco.html", 200) == [
        "https://example.org/es/",
        "transparencia/agencias/",
        "unesco.html",
    ]
    assert wrap("de US$\u00a05,000 hoy", 90) == ["de", "US$\u00a05,000", "hoy"]
    assert LINE > 0
