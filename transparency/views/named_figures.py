"""Single figures and exhibits that other pages ask for by name: current by themselves, cited like everywhere."""

from dataclasses import replace
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency.models import Measure
from transparency.models.programme import Cost
from transparency.selectors.figures import Row
from transparency.views import results_blocks, statement_blocks
from transparency.views.blocks import Block, Page, said, value_of
from transparency.views.key_figures import KeyFigure, delivery, tone_of
from transparency.views.observations import EVERYBODY, Observations
from transparency.views.statements import statements_of

# What a page may ask for → the indicator of the record that tells it.
INDICATORS = {
    "people": "people-reached",
    "ordinances": "ordinances",
    "initiatives": "funded-initiatives",
    "trainers": "trainers",
}
MEASURES = {"transferred": Measure.TRANSFERRED, "disbursed": Measure.DISBURSED}
FINANCES, RESULTS = "finances", "results"


def named_figure(page: Page, name: str) -> KeyFigure | None:
    """A figure by its name; None where the record does not have it, or not as a number."""
    if name == "cost":
        return _cost(page)
    if name == "delivery":
        return next(iter(delivery(page, statements_of(page))), None)
    if name in MEASURES:
        return _measure(page, MEASURES[name])
    return _count(page, name)


def named_exhibit(page: Page, name: str) -> Block | None:
    """A chart beside its table by its name; None where the record has no such figures."""
    if name in INDICATORS:
        blocks = results_blocks.indicator_blocks(_only(page, INDICATORS[name]))
        return replace(blocks[0], files=()) if blocks else None
    statements = statements_of(page)
    made = {"agencies": statement_blocks.by_agency, "semesters": statement_blocks.by_semester}
    block = made[name](page, statements) if name in made else None
    return replace(block, files=()) if block and block.tables else None


def view_of(name: str) -> str:
    """The released view that explains a figure or an exhibit."""
    return RESULTS if name in INDICATORS else FINANCES


def _cost(page: Page) -> KeyFigure | None:
    for row in page.data["figures"]["costs"]:
        value = value_of(row["figure"])
        if row["origin"] == Cost.Origin.TOTAL and value is not None:
            shown = page.money(value, row["currency"])
            return KeyFigure(_("What it was to cost in all"), shown, page.sources(row["figure"]), 1)
    return None


def _measure(page: Page, measure: Measure) -> KeyFigure | None:
    statements = statements_of(page)
    latest = statements.latest()
    figure = statements.whole(latest, measure) if latest else None
    value = value_of(figure)
    if latest is None or value is None:
        return None
    shown = page.money(value, latest["currency"])
    return KeyFigure(said(measure.label), shown, page.sources(figure), tone_of(measure))


def _count(page: Page, name: str) -> KeyFigure | None:
    found = INDICATORS.get(name, "")
    for indicator, observed in results_blocks.observations(_only(page, found)):
        label = page.words.html("indicator", indicator["indicator"])
        tone = list(INDICATORS).index(name) + 1
        total = observed.grand_total()
        value = value_of(total)
        if value is not None:
            return KeyFigure(label, page.number(value), page.sources(total), tone)
        return _sum(page, label, observed, tone)
    return None


def _sum(page: Page, label: SafeString, observed: Observations, tone: int) -> KeyFigure | None:
    """Where the documents print no total: the sum of the parts, which is said to be one."""
    parts = [
        (group, figure)
        for (group, people), figure in observed.figures.items()
        if group.is_actual and people == EVERYBODY and len(group.parts) == 1
    ]
    values = [value_of(figure) for _group, figure in parts]
    if not parts or None in values or len({group.parts[0][0] for group, _figure in parts}) > 1:
        return None
    total = sum((value for value in values if value is not None), Decimal(0))
    told = format_html_join(
        " + ",
        "{} {}",
        ((page.number(value), observed.name(group)) for (group, _f), value in zip(parts, values, strict=True) if value),
    )
    note = format_html(_("Our sum of what is printed: {parts}"), parts=told)
    figures: list[Row | None] = [figure for _group, figure in parts]
    return KeyFigure(label, page.number(total), page.sources(*figures), tone, note)


def _only(page: Page, indicator: str) -> Page:
    """The same page with one indicator; it shares words and sources with the whole."""
    figures = page.data["figures"]
    rows = {
        "indicators": [row for row in figures["indicators"] if row["indicator"] == indicator],
        "observations": [row for row in figures["observations"] if row["indicator"] == indicator],
    }
    return replace(page, data={"figures": rows})
