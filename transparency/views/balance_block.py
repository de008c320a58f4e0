"""The block of the finances page on what was left over: as printed, recomputed, explained or not."""

from dataclasses import replace
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency.checks.balances import difference_of
from transparency.models import Measure, Statement
from transparency.models.statements import Balance
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow, said, value_of
from transparency.views.cells import Cell
from transparency.views.money_blocks import money_cell
from transparency.views.statement_tables import organisation_name
from transparency.views.statements import Statements


def balances(page: Page, statements: Statements) -> Block:
    """What a statement says is pending, what its own amounts leave, and the explanation that was given."""
    block = Block("balances", _("Pending balances"), ("balances",))
    found = [(statement, row) for statement in statements.all for row in statements.rows("balances", statement)]
    shown = found[:MOST_ROWS]
    rows = [_printed(page, statements, statement, row) for statement, row in shown]
    untold = [
        (statement, organisation)
        for statement in statements.of_kind(Statement.Kind.FINAL)
        for organisation in _untold(statements, statement)
    ]
    rows += [_not_told(page, statements, *one) for one in untold[:MOST_ROWS]]
    if rows:
        columns = [
            Column(_("Balance"), numeric=False),
            Column(_("As printed")),
            Column(_("Recomputed")),
            Column(_("Difference")),
        ]
        left_out = len(found) + len(untold) - len(rows)
        block.tables.append(Table(_("Balances and their explanation"), _("Agency"), columns, rows, left_out=left_out))
    return block


def _printed(page: Page, statements: Statements, statement: Row, row: Row) -> TableRow:
    kinds = {
        one["kind"] for one in statements.rows("balances", statement) if one["organisation"] == row["organisation"]
    }
    more, less = difference_of(row["kind"], kinds)
    left = _left(statements, statement, row["organisation"], more, less)
    printed, cell = value_of(row["figure"]), money_cell(page, {**row, "currency": statement["currency"]})
    difference = None if left is None or printed is None else printed - left
    return TableRow(
        organisation_name(page, row["organisation"]),
        [
            Cell(said(Balance.Kind(row["kind"]).label), note=cell.note, shares=(_formula(more, less),)),
            replace(cell, note=""),
            _recomputed(page, statement, left),
            Cell() if difference is None else Cell(page.money(difference, statement["currency"])),
        ],
        page.sources(row["figure"]),
    )


def _not_told(page: Page, statements: Statements, statement: Row, organisation: str) -> TableRow:
    pair = (Measure.TRANSFERRED, Measure.DISBURSED)
    left = _left(statements, statement, organisation, *pair)
    figures = [statements.line(statement, organisation, measure) for measure in pair]
    note: str | SafeString = _("The statement prints no balance for it, and does not explain it.")
    return TableRow(
        organisation_name(page, organisation),
        [
            Cell(_("Left over, unexplained"), note=note, shares=(_formula(*pair),)),
            Cell(missing=True),
            _recomputed(page, statement, left),
            Cell(),
        ],
        page.sources(*figures),
    )


def _recomputed(page: Page, statement: Row, left: Decimal | None) -> Cell:
    return Cell(missing=True) if left is None else Cell(page.money(left, statement["currency"]))


def _formula(more: str, less: str) -> Cell:
    """What the recomputed amount is the difference of."""
    return Cell(_("%(more)s minus %(less)s") % {"more": Measure(more).label, "less": Measure(less).label})


def _left(statements: Statements, statement: Row, organisation: str | None, more: str, less: str) -> Decimal | None:
    amount = statements.line if organisation else lambda one, _whole, measure: statements.whole(one, measure)
    given, used = (value_of(amount(statement, organisation, measure)) for measure in (more, less))
    return None if given is None or used is None else given - used


def _untold(statements: Statements, statement: Row) -> list[str]:
    """Organisations that did not spend all they were given, and whose balance the statement does not name."""
    told = {row["organisation"] for row in statements.rows("balances", statement)}
    return [
        organisation
        for organisation in statements.organisations(statement)
        if organisation not in told
        and (_left(statements, statement, organisation, Measure.TRANSFERRED, Measure.DISBURSED) or 0) > 0
    ]
