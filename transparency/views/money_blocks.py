"""The blocks of the finances page that list single amounts: costs and contributions."""

from collections import defaultdict
from decimal import Decimal

from django.utils.html import format_html
from django.utils.translation import gettext as _

from transparency.charts import Series, Unit, bar_chart
from transparency.models import Measure
from transparency.models.money import Contribution
from transparency.models.programme import Cost
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow, said, value_of
from transparency.views.cells import Cell
from transparency.views.key_figures import tone_of


def money_cell(page: Page, row: Row) -> Cell:
    """An amount in its own currency."""
    return page.cell(row["figure"], lambda value: page.money(value, row["currency"]))


def one_currency(rows: list[Row]) -> str:
    """The currency of all these rows; empty when they are in several, which no single scale can show."""
    found = {row["currency"] for row in rows}
    return found.pop() if len(found) == 1 else ""


def costs(page: Page, found: list[Row]) -> Block:
    """Cost by origin of the money."""
    block = Block("costs", _("What it was to cost"), ("costs",))
    if not found:
        return block
    rows = [
        TableRow(
            said(Cost.Origin(row["origin"]).label),
            [money_cell(page, row)],
            page.sources(row["figure"]),
            "total" if row["origin"] == Cost.Origin.TOTAL else "",
        )
        for row in found
    ]
    block.tables.append(Table(_("Cost by origin of the money"), _("Origin"), [Column(_("Amount"))], rows))
    parts = [row for row in found if row["origin"] != Cost.Origin.TOTAL] or found
    currency = one_currency(parts)
    if not currency:
        return block
    chart = bar_chart(
        chart_id="costs",
        title=str(block.title),
        description=_("One bar per origin of the money; a hatched stub stands for one without an amount."),
        categories=[said(Cost.Origin(row["origin"]).label) for row in parts],
        series=[Series(_("Amount"), [value_of(row["figure"]) for row in parts], tone_of(Measure.BUDGET))],
        language=page.language,
        unit=Unit.money(currency),
        missing=_("no data"),
    )
    block.charts.append(chart)
    return block


def contributions(page: Page, found: list[Row]) -> Block:
    """What ministries, regions, municipalities and funds added, by kind, each in its own currency."""
    block = Block("contributions", _("What others added"), ("contributions",), text=_apart(found))
    rows = []
    shown = 0
    for kind in Contribution.Kind.values:
        of_kind = [row for row in found if row["kind"] == kind]
        listed = of_kind[: max(MOST_ROWS - shown, 0)]
        if listed:
            rows.append(TableRow(said(Contribution.Kind(kind).label), kind="group"))
            rows.extend(_contribution(page, row) for row in listed)
            shown += len(listed)
    if found:
        block.tables.append(_by_kind(page, found))
    if rows:
        columns = [Column(_("What for"), numeric=False), Column(_("Amount"), numeric=False)]
        block.tables.append(
            Table(_("Contributions of others"), _("Who"), columns, rows, texts=True, left_out=len(found) - shown)
        )
    return block


def _apart(found: list[Row]) -> str:
    return _("Each amount keeps its own currency; amounts in different currencies are not added up.") if found else ""


def _by_kind(page: Page, found: list[Row]) -> Table:
    """How many contributions of each kind there are, how many have an amount, and what those come to."""
    rows = []
    for kind in Contribution.Kind.values:
        of_kind = [row for row in found if row["kind"] == kind]
        sums: dict[str, Decimal] = defaultdict(Decimal)
        valued = [(row["currency"], value) for row in of_kind if (value := value_of(row["figure"])) is not None]
        for currency, value in valued:
            sums[currency] += value
        if of_kind:
            cells = [
                Cell(page.number(Decimal(len(of_kind)))),
                Cell(page.number(Decimal(len(valued)))),
                Cell("; ".join(page.money(value, currency) for currency, value in sorted(sums.items()))),
            ]
            known = [row["figure"] for row in of_kind]
            rows.append(TableRow(said(Contribution.Kind(kind).label), cells, page.sources(*known)))
    columns = [Column(_("Contributions")), Column(_("With an amount")), Column(_("Sum by currency"))]
    return Table(_("Contributions by kind"), _("Kind"), columns, rows)


def _contribution(page: Page, row: Row) -> TableRow:
    who = page.words.html("organisation", row["contributor"])
    where = page.words.html("place", row["place"]) if row["place"] else ""
    header = format_html('{} <span class="aside">{}</span>', who, where) if where else who
    return TableRow(
        header,
        [Cell(page.words.html("note", row["description"], "text")), money_cell(page, row)],
        page.sources(row["figure"]),
    )
