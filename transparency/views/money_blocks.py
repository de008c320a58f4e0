"""The blocks of the finances page that list single amounts: instalments, balances, costs, contributions."""

from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.charts import Series, Unit, bar_chart
from transparency.models import Measure
from transparency.models.money import Balance, Contribution
from transparency.models.programme import Cost
from transparency.selectors.figures import Row
from transparency.views.blocks import Block, Cell, Column, Page, Table, TableRow, said, value_of
from transparency.views.key_figures import tone_of
from transparency.views.statement_tables import organisation_name
from transparency.views.statements import Statements


def money_cell(page: Page, row: Row) -> Cell:
    """An amount in its own currency."""
    return page.cell(row["figure"], lambda value: page.money(value, row["currency"]))


def one_currency(rows: list[Row]) -> str:
    """The currency of all these rows; empty when they are in several, which no single scale can show."""
    found = {row["currency"] for row in rows}
    return found.pop() if len(found) == 1 else ""


def instalments(page: Page, found: list[Row]) -> Block:
    """Transfers from the fund, a missing one included."""
    block = Block("instalments", _("Instalments from the fund"), ("instalments",))
    if not found:
        return block
    names = [_("No. %(number)s") % {"number": row["number"]} for row in found]
    rows = [
        TableRow(name, [_day(page, row), money_cell(page, row)], page.sources(row["figure"]))
        for name, row in zip(names, found, strict=True)
    ]
    columns = [Column(_("Date"), numeric=False), Column(_("Amount"))]
    block.tables.append(Table(_("Dates and amounts"), _("Instalment"), columns, rows))
    currency = one_currency(found)
    if not currency:
        return block
    chart = bar_chart(
        chart_id="instalments",
        title=str(block.title),
        description=_("One bar per instalment; a hatched stub stands for one that is not on record."),
        categories=names,
        series=[Series(_("Amount"), [value_of(row["figure"]) for row in found], tone_of(Measure.TRANSFERRED))],
        language=page.language,
        unit=Unit.money(currency),
        missing=_("no data"),
    )
    block.charts.append(chart)
    return block


def balances(page: Page, statements: Statements) -> Block:
    """What a statement says is pending, and the explanation that was given."""
    rows = [
        TableRow(
            organisation_name(page, row["organisation"]),
            [
                Cell(said(Balance.Kind(row["kind"]).label)),
                money_cell(page, {**row, "currency": statement["currency"]}),
            ],
            page.sources(row["figure"]),
        )
        for statement in statements.all
        for row in statements.rows("balances", statement)
    ]
    block = Block("balances", _("Pending balances"), ("balances",))
    if rows:
        columns = [Column(_("What it is"), numeric=False), Column(_("Amount"))]
        block.tables.append(Table(_("Balances and their explanation"), _("Agency"), columns, rows))
    return block


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
    rows = []
    for kind in Contribution.Kind.values:
        of_kind = [row for row in found if row["kind"] == kind]
        if of_kind:
            rows.append(TableRow(said(Contribution.Kind(kind).label), kind="group"))
            rows.extend(_contribution(page, row) for row in of_kind)
    block = Block("contributions", _("What others added"), ("contributions",))
    if rows:
        columns = [Column(_("What for"), numeric=False), Column(_("Amount"), numeric=False)]
        block.tables.append(Table(_("Contributions of others"), _("Who"), columns, rows, texts=True))
    return block


def _contribution(page: Page, row: Row) -> TableRow:
    who = page.words.html("organisation", row["contributor"])
    where = page.words.html("place", row["place"]) if row["place"] else ""
    header = format_html('{} <span class="aside">{}</span>', who, where) if where else who
    return TableRow(
        header,
        [Cell(page.words.html("note", row["description"], "text")), money_cell(page, row)],
        page.sources(row["figure"]),
    )


def _day(page: Page, row: Row) -> Cell:
    day = parse_date(row["date"]) if row["date"] else None
    text: str | SafeString = formatting.date(day, page.language) if day else ""
    return Cell(text, missing=day is None)
