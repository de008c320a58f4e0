"""Single figures and exhibits that other pages ask for by name: current by themselves, cited like everywhere."""

from dataclasses import replace

from django.utils.translation import gettext as _

from transparency.models import Measure
from transparency.models.programme import Cost
from transparency.models.results import Observation
from transparency.views import results_blocks, statement_blocks
from transparency.views.blocks import Block, Page, said, value_of
from transparency.views.breakdowns import overall
from transparency.views.key_figures import KeyFigure, delivery, tone_of
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
    """The whole as printed; where the documents print no total, the sum of its parts, which is said to be one."""
    for indicator, observed in results_blocks.observations(_only(page, INDICATORS.get(name, ""))):
        whole = overall(page, observed, Observation.Role.ACTUAL)
        if whole is None or whole.value is None:
            return None
        label, tone = page.words.html("indicator", indicator["indicator"]), list(INDICATORS).index(name) + 1
        return KeyFigure(label, page.number(whole.value), page.sources(*whole.figures), tone, whole.cell.note)
    return None


def _only(page: Page, indicator: str) -> Page:
    """The same page with one indicator; it shares words and sources with the whole."""
    figures = page.data["figures"]
    rows = {
        "indicators": [row for row in figures["indicators"] if row["indicator"] == indicator],
        "observations": [row for row in figures["observations"] if row["indicator"] == indicator],
    }
    return replace(page, data={"figures": rows})
