"""A page of its own for each statement, beside the page of finances: what it prints, and nothing of the others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.models import Statement
from transparency.selectors.figures import Row
from transparency.views.balance_block import balances
from transparency.views.blocks import Block, Page, said
from transparency.views.filters import Choice, Filter, everything, slugs_in
from transparency.views.key_figures import finance_figures
from transparency.views.leaves import MOST_DRAWN, Leaf
from transparency.views.statement_blocks import (
    SPENDING,
    abbreviations,
    agency_charts,
    agency_tables,
    budgets,
    totals,
)
from transparency.views.statements import Statements, data_as_of, statement_name

MOST_PAGES = 24  # statements with a page of their own: the newest; the downloads have them all
# What the file of a statement is called. Not in the catalogues: an address must not change with a translator's taste.
NAMES: Mapping[str, Mapping[str, str]] = {
    Statement.Kind.ORIGINAL_BUDGET: {"es": "presupuesto-original", "en": "original-budget"},
    Statement.Kind.SEMESTER: {"es": "informe", "en": "report"},
    Statement.Kind.FINAL: {"es": "estado-final", "en": "final-statement"},
}
# Those of which a programme has one, as a rule: their kind names them.
SINGLE = (Statement.Kind.ORIGINAL_BUDGET, Statement.Kind.FINAL)


def statement_leaves(statements: list[Row], languages: Iterable[str]) -> list[Leaf]:
    """A leaf for each of the newest statements; the code of its source tells apart two of one kind and period."""
    wanted, endings = list(languages), {row["statement"]: _ending(row) for row in statements}
    alike = Counter((row["kind"], endings[row["statement"]]) for row in statements)
    leaves = []
    for row in statements[-MOST_PAGES:]:
        ending = endings[row["statement"]]
        if alike[row["kind"], ending] > 1:
            ending += f"-{slugify(row['period'])}-{slugify(row['statement'].rpartition('/')[2])}"
        slugs = slugs_in(wanted, NAMES[row["kind"]])
        leaves.append(Leaf(row["statement"], {language: f"{slug}{ending}" for language, slug in slugs.items()}))
    return leaves


def arrange_statement(page: Page, statements: Statements, key: str) -> dict[str, Any]:
    """Everything that one statement prints; its downloads are those of the page that it lies beside."""
    statement = next(row for row in statements.all if row["statement"] == key)
    only = statements.only(statement)
    title = statement_name(statement, page.language)
    # The key figures say what the chart of the totals would.
    blocks = [replace(totals(page, only), charts=[]), _by_agency(page, only, statement), balances(page, only)]
    if len(page.leaves) > MOST_DRAWN:
        blocks = [replace(block, charts=[]) for block in blocks]
    return {
        "title": title,
        "description": _("Every amount, total and percentage of one financial statement: %(statement)s.")
        % {"statement": title},
        "about": [_("Amounts as the document prints them, each with its place in it.")],
        "data_as_of": data_as_of(only, page.language),
        "key_figures": finance_figures(page, only),
        "filters": statement_filters(page, statements, key),
        "blocks": [block for block in blocks if block.tables],
    }


def statement_filters(page: Page, statements: Statements, current: str = "") -> list[Filter]:
    """The statements that have pages, and the page of them all; nothing where there is only one."""
    choices = [
        Choice(_short_name(row), page.leaves[row["statement"]], current=row["statement"] == current)
        for row in statements.all
        if row["statement"] in page.leaves
    ]
    if len(choices) < 2:
        return []
    return [Filter("statement", _("Financial statement"), [everything(current=not current), *choices])]


def pages_left_out(statements: Statements) -> str:
    """How many statements have no page of their own; empty when all have."""
    count = max(len(statements.all) - MOST_PAGES, 0)
    words = ngettext(
        "%(count)d older statement has no page of its own; the downloads have it.",
        "%(count)d older statements have no page of their own; the downloads have them.",
        count,
    )
    return words % {"count": count} if count else ""


def _by_agency(page: Page, only: Statements, statement: Row) -> Block:
    if statement["kind"] == Statement.Kind.ORIGINAL_BUDGET:
        return budgets(page, only)
    return Block(
        "by-agency",
        _("By agency"),
        ("by-semester" if statement["kind"] == Statement.Kind.SEMESTER else "by-agency", "shares"),
        charts=agency_charts(page, only, [statement], SPENDING, _("Transferred, committed and disbursed by agency")),
        tables=agency_tables(page, only, [statement], _("Amounts by agency")) if only.organisations(statement) else [],
        abbreviations=abbreviations(page, only, [statement]),
    )


def _short_name(statement: Row) -> str:
    kind = Statement.Kind(statement["kind"])
    return str(statement["period"]) if kind == Statement.Kind.SEMESTER else said(kind.label)


def _ending(statement: Row) -> str:
    return "" if statement["kind"] in SINGLE else f"-{slugify(statement['period'])}"
