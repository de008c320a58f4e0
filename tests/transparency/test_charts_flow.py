"""Money on its way, and percentages against a threshold: what the drawings say."""

import html
import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transparency.charts import Carrier, Mark, Reading, Unit, Use, flow_chart, threshold_chart
from transparency.charts.flow import STREAM, THINNEST, UNKNOWN
from transparency.charts.lettering import FONT_SIZE, text_width

Amount = Decimal | None
Apart = tuple[str, Sequence[str]]  # a heading, and lines on what is outside of the flow
Given = tuple[str, Amount, tuple[Amount, ...]]  # a name, what was received, what of it is in each use
USES = ("Disbursed", "Left")


def flow(carriers: Sequence[Given], value: Amount = Decimal(100), apart: Apart = ("", ())) -> str:
    """A flow chart with two uses."""
    totals: list[Amount] = []
    for number in range(len(USES)):
        parts = [parts[number] for _label, _given, parts in carriers if len(parts) == len(USES)]
        totals.append(None if None in parts else sum(filter(None, parts), Decimal(0)))
    return flow_chart(
        chart_id="flow",
        title="Follow",
        description="How it goes",
        source="Fund",
        value=value,
        carriers=[Carrier(*one) for one in carriers],
        uses=[Use(*one) for one in zip(USES, totals, (4, 3), strict=True)],
        language="en",
        unit=Unit.money("USD"),
        missing="no data",
        apart=apart,
    )


def texts(svg: str) -> list[str]:
    """Every line of text."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def streams(svg: str) -> list[tuple[str, float]]:
    """Fill and thickness of every stream."""
    found = []
    for fill, path in re.findall(r'<path [^>]*fill="([^"]*)"[^>]* d="([^"]*)"', svg):
        found += [(fill, float(size)) for size in re.findall(r"C[^v]*v([\d.]+)C", path)]
    return found


def test_every_card_prints_its_name_and_its_amount():
    shared = ("UNDP", Decimal(60), (Decimal(50), Decimal(10)))
    said = texts(flow([shared, ("FAO", Decimal(40), (Decimal(40), Decimal(0)))]))

    assert sorted(said) == sorted(["Fund", "100", "US$", "UNDP", "60", "FAO", "40", "Disbursed", "90", "Left", "10"])


def test_a_stream_that_is_not_known_is_hatched_and_says_so():
    svg = flow([("UNDP", None, (None, None))], value=None)

    assert {fill for fill, _size in streams(svg)} == {"url(#flow-0)"}
    assert {size for _fill, size in streams(svg)} == {UNKNOWN}
    assert texts(svg).count("no data") == 4


def test_nothing_is_drawn_for_nothing():
    svg = flow([("UNDP", Decimal(10), (Decimal(10), Decimal(0)))])

    assert len(streams(svg)) == 2


def test_spending_more_than_was_received_is_drawn_as_it_is():
    svg = flow([("UNDP", Decimal(50), (Decimal(100), Decimal(-50)))])
    sizes = [size for _fill, size in streams(svg)]

    assert sizes == [pytest.approx(STREAM / 2, abs=0.1), pytest.approx(STREAM, abs=0.1)]


AMOUNTS = st.lists(
    st.tuples(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2)), min_size=1, max_size=8
).filter(lambda rows: any(a + b for a, b in rows))


@given(AMOUNTS)
def test_streams_are_as_thick_as_their_amounts(rows):
    carriers = [(f"A{number}", a + b, (a, b)) for number, (a, b) in enumerate(rows)]
    total = sum(a + b for a, b in rows)
    expected = [
        max(float(part / total) * STREAM, THINNEST)
        for _name, given, parts in carriers
        for part in (given, *parts)
        if part
    ]

    assert sorted(size for _fill, size in streams(flow(carriers))) == pytest.approx(sorted(expected), abs=0.06)


LABELS = st.lists(st.text("abc ñÁW-", min_size=1, max_size=40), min_size=1, max_size=6)


@given(LABELS, st.decimals(1, 10**11, places=2))
def test_no_stream_runs_across_a_text(names, amount):
    svg = flow([(name, amount, (amount, None)) for name in names], value=amount)
    numbers = r"(-?[\d.]+)"
    bands = [
        tuple(map(float, band))
        for path in re.findall(r'<path [^>]* d="([^"]*)"', svg)
        for band in re.findall(rf"M{numbers} {numbers}C[^v]* {numbers} {numbers}v{numbers}C", path)
    ]
    lines = [
        (float(x), float(x) + text_width(html.unescape(words), bold=look == "strong"), float(baseline), words)
        for look, group in re.findall(r'<g(?: class="(\w+)")?>(.*?)</g>', svg)
        for x, baseline, words in re.findall(r'<text x="([\d.]+)" y="([\d.]+)">([^<]*)</text>', group)
    ]

    assert len(bands) == 3 * len(names)
    assert len(lines) >= 2 * len(names)
    for left, start, right, end, size in bands:
        for x, x_end, baseline, words in lines:
            across = x < right and x_end > left
            down = baseline > min(start, end) and baseline - FONT_SIZE < max(start, end) + size
            assert not (across and down), words


@given(AMOUNTS)
def test_the_same_amounts_give_the_same_bytes(rows):
    carriers = [(f"A{number}", a + b, (a, b)) for number, (a, b) in enumerate(rows)]

    assert flow(carriers) == flow(carriers)


def test_what_stands_apart_stands_below_in_words():
    said = texts(flow([("UNDP", Decimal(1), (Decimal(1), Decimal(0)))], apart=("Apart", ["Cusco: S/ 5", "2 more"])))

    assert {"Apart", "Cusco: S/ 5", "2 more"} <= set(said)


def test_parts_and_uses_must_fit():
    with pytest.raises(ValueError, match="1 parts for 2 uses"):
        flow([("UNDP", Decimal(1), (Decimal(1),))])
    with pytest.raises(ValueError, match="needs carriers"):
        flow([])


def threshold(*values: str | None, wanted: str = "70") -> str:
    """A threshold chart with one reading."""
    marks = [Mark(None if value is None else Decimal(value), f"{value}%") for value in values]
    return threshold_chart(
        chart_id="t",
        title="Share",
        description="d",
        periods=[str(number) for number in range(len(values))],
        readings=[Reading("A", marks, 3)],
        threshold=Decimal(wanted),
        threshold_label="More than 70%",
    )


def bar_widths(svg: str) -> list[float]:
    """How far the bars reach."""
    return [float(width) for width in re.findall(r"M0 [\d.]+h([\d.]+)v11h", svg)]


@given(st.lists(st.decimals(1, 200, places=2), min_size=2, max_size=5))
def test_bars_keep_the_proportions_of_what_they_say(values):
    widths = bar_widths(threshold(*map(str, values)))
    scale = widths[0] / float(values[0])

    assert widths == pytest.approx([float(value) * scale for value in values], abs=0.1 * (1 + max(map(float, values))))


def test_a_bar_reaches_the_line_only_where_the_share_does():
    svg = threshold("69", "71")
    line = float(re.findall(r"stroke-dasharray=\"5 2\" d=\"[^\"]*M([\d.]+) ", svg)[-1])
    below, above = bar_widths(svg)

    assert below < line < above


def test_a_percentage_that_is_not_known_is_hatched():
    assert "url(#t-0)" in threshold(None, "10")
    assert "url(#t-0)" not in threshold("0", "10")


def test_a_huge_percentage_leaves_the_threshold_in_sight():
    svg = threshold("100000", "10")
    line = float(re.findall(r"stroke-dasharray=\"5 2\" d=\"[^\"]*M([\d.]+) ", svg)[-1])

    assert line > 80


def test_readings_and_periods_must_fit():
    with pytest.raises(ValueError, match="needs periods"):
        threshold()
