"""The block of the finances page that lists the fund's instalments: when, how much, how long after the one before."""

import datetime
from decimal import Decimal

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency import formatting
from transparency.charts import Series, Unit, bar_chart
from transparency.models import Measure
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow, value_of
from transparency.views.cells import Cell
from transparency.views.gate_block import instalment_name
from transparency.views.key_figures import tone_of
from transparency.views.money_blocks import money_cell, one_currency

MOST_BARS = 24


def instalments(page: Page, found: list[Row], starts: list[Row]) -> Block:
    """Transfers from the fund, a missing one included; ``starts`` are the recorded starts of the programme."""
    start = _start(starts)
    block = Block("instalments", _("Instalments from the fund"), ("instalments",), text=_counted_from(page, start))
    if not found:
        return block
    block.tables.append(_table(page, found, start))
    currency = one_currency(found)
    if currency:
        shown = found[-MOST_BARS:]
        chart = bar_chart(
            chart_id="instalments",
            title=str(block.title),
            description=_("One bar per instalment; a hatched stub stands for one that is not on record."),
            categories=[instalment_name(row["number"]) for row in shown],
            series=[Series(_("Amount"), [value_of(row["figure"]) for row in shown], tone_of(Measure.TRANSFERRED))],
            language=page.language,
            unit=Unit.money(currency),
            missing=_("no data"),
        )
        block.charts.append(chart)
    return block


def _table(page: Page, found: list[Row], start: datetime.date | None) -> Table:
    columns = [Column(_("Date"), numeric=False), Column(_("Amount"))]
    currency = one_currency(found)
    if currency:
        columns.append(Column(_("Sum so far")))
    columns.append(Column(_("After the one before")))
    if start:
        columns.append(Column(_("After the start")))
    rows: list[TableRow] = []
    total: Decimal | None = Decimal(0)
    before: datetime.date | None = None
    for row in found[:MOST_ROWS]:
        amount, day = value_of(row["figure"]), _day(row)
        total = None if total is None or amount is None else total + amount
        cells = [_date(page, day), money_cell(page, row)]
        if currency:
            cells.append(Cell(missing=True) if total is None else Cell(page.money(total, currency)))
        cells.append(_days(page, before, day, is_first=not rows))
        if start:
            cells.append(_days(page, start, day))
        rows.append(TableRow(instalment_name(row["number"]), cells, page.sources(row["figure"])))
        before = day
    return Table(_("Dates and amounts"), _("Instalment"), columns, rows, left_out=len(found) - len(rows))


def _counted_from(page: Page, start: datetime.date | None) -> str:
    if start is None:
        return ""
    return _(
        "The days after the start are counted from %(date)s, when the programme began: the record has no date on "
        "which the fund approved it."
    ) % {"date": formatting.date(start, page.language)}


def _days(page: Page, since: datetime.date | None, day: datetime.date | None, is_first: bool = False) -> Cell:
    """How long after: nothing for the first of all, unknown where one of the dates is."""
    if is_first:
        return Cell()
    if since is None or day is None:
        return Cell(missing=True)
    count = (day - since).days
    return Cell(ngettext("%(count)s day", "%(count)s days", count) % {"count": page.number(Decimal(count))})


def _date(page: Page, day: datetime.date | None) -> Cell:
    return Cell(missing=True) if day is None else Cell(formatting.date(day, page.language))


def _day(row: Row) -> datetime.date | None:
    return parse_date(row["date"]) if row["date"] else None


def _start(starts: list[Row]) -> datetime.date | None:
    """The first day on record on which the programme had begun; None where no document gives the day."""
    days = [day for row in starts if row["precision"] == "day" and (day := _day(row))]
    return min(days, default=None)
