"""The fact sheet as data: the rows that it is made of, and no others."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy

from transparency.exports.datasets import Dataset
from transparency.models import Statement
from transparency.models.results import Observation
from transparency.selectors.figures import Row
from transparency.views import fact_sheet as facts
from transparency.views.blocks import DataFile
from transparency.views.data_files import FACTS, fact_datasets
from transparency.views.fact_sheet_tables import FLOW, PEOPLE, REACHED
from transparency.views.finances import MEASURE, ORGANISATION, STATEMENT, FinancesView
from transparency.views.results import ResultsView
from transparency.views.statements import Statements

Tables = dict[str, list[Row]]

MONEY = DataFile(
    "money", {"es": "presupuesto-y-gasto", "en": "budget-and-spending"}, gettext_lazy("Budget and spending")
)
# In the order of the sheet. But for the money, other pages offer them too, with more rows.
KEYS = (
    *("milestones", "costs", "instalments", "organisations", "places", "sectors", "outcomes"),
    *("money", "shares", "observations", "achievements", "evaluations"),
)
_KNOWN = {file.key: file for file in (*FinancesView.files, *ResultsView.files, *FACTS, MONEY)}
FILES = tuple(_KNOWN[key] for key in KEYS)


def sheet_datasets(figures: Tables) -> dict[str, Dataset]:
    """The data sets of ``FILES``, from the figures of the sheet."""
    tables: Any = defaultdict(list, {**figures, **_shown(figures)})
    amounts = Statements(tables).described([*tables["lines"], *tables["totals"]])
    made = {
        **FinancesView().datasets({"figures": tables}),
        **ResultsView().datasets({"figures": tables}),
        **fact_datasets({"figures": tables}),
        MONEY.key: Dataset(MONEY.key, (*STATEMENT, ORGANISATION, MEASURE), amounts),
    }
    return {key: made[key] for key in KEYS}


def _shown(figures: Tables) -> Tables:
    """Of the tables that hold more than the sheet has room for, the rows that it shows."""
    statements = Statements(figures)
    original = statements.of_kind(Statement.Kind.ORIGINAL_BUDGET)[-1:]
    final = statements.of_kind(Statement.Kind.FINAL)[-1:]
    latest = [one for one in [statements.latest()] if one]
    by_agency = {one["statement"] for one in (*original, *latest)}
    by_semester = {one["statement"] for one in (*statements.of_kind(Statement.Kind.SEMESTER), *final)}
    told = by_agency | by_semester
    return {
        "lines": [
            row for row in figures["lines"] if row["statement"] in (told if row["organisation"] is None else by_agency)
        ],
        "totals": [row for row in figures["totals"] if row["statement"] in told],
        "shares": [
            row
            for row in figures["shares"]
            if row["statement"] in by_semester and row["organisation"] is None and row["numerator"] in FLOW
        ],
        "observations": [row for row in figures["observations"] if _is_reached(row)],
        "participations": [row for row in figures["participations"] if row["role"] in facts.LEADERS],
        "milestones": [row for row in figures["milestones"] if row["kind"] in facts.SHEET_DATES],
    }


def _is_reached(row: Row) -> bool:
    """Whether a count is of the people reached, in all or by how they were."""
    return row["category"] in REACHED or (row["indicator"] == PEOPLE and row["role"] == Observation.Role.ACTUAL)
