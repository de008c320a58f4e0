"""The block of the finances page on what was left over: as printed, recomputed, explained or not."""

from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency.checks.balances import difference_of
from transparency.models import Measure, Statement
from transparency.models.money import Balance
from transparency.selectors.figures import Row
from transparency.views.blocks import Block, Cell, Column, Page, Table, TableRow, said, value_of
from transparency.views.money_blocks import money_cell
from transparency.views.statement_tables import MOST_ROWS, organisation_name
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
            Column(_("What it is"), numeric=False),
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
    printed = value_of(row["figure"])
    difference = None if left is None or printed is None else printed - left
    return TableRow(
        organisation_name(page, row["organisation"]),
        [
            Cell(said(Balance.Kind(row["kind"]).label)),
            money_cell(page, {**row, "currency": statement["currency"]}),
            _recomputed(page, statement, left, more, less),
            Cell() if difference is None else Cell(page.money(difference, statement["currency"])),
        ],
        page.sources(row["figure"]),
    )


def _not_told(page: Page, statements: Statements, statement: Row, organisation: str) -> TableRow:
    left = _left(statements, statement, organisation, Measure.TRANSFERRED, Measure.DISBURSED)
    figures = [
        statements.line(statement, organisation, measure) for measure in (Measure.TRANSFERRED, Measure.DISBURSED)
    ]
    note: str | SafeString = _("The statement prints no balance for it, and does not explain it.")
    return TableRow(
        organisation_name(page, organisation),
        [
            Cell(_("Left over, without a word")),
            Cell(missing=True, note=note),
            _recomputed(page, statement, left, Measure.TRANSFERRED, Measure.DISBURSED),
            Cell(),
        ],
        page.sources(*figures),
    )


def _recomputed(page: Page, statement: Row, left: Decimal | None, more: str, less: str) -> Cell:
    if left is None:
        return Cell(missing=True)
    formula = _("%(more)s minus %(less)s") % {"more": Measure(more).label, "less": Measure(less).label}
    return Cell(page.money(left, statement["currency"]), shares=(Cell(formula),))


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
