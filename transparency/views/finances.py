"""The finances of a programme: what it was to cost, was given, committed and spent, and what is left to explain."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from transparency.exports.datasets import Dataset, Dimension
from transparency.models import Measure, Milestone, Participation, Programme, Statement
from transparency.models.money import Contribution
from transparency.models.programme import Cost
from transparency.models.statements import Balance
from transparency.selectors.facts import read_facts
from transparency.selectors.finances import read_finances
from transparency.selectors.references import references_in
from transparency.views import money_blocks, statement_blocks, titles
from transparency.views.balance_block import balances
from transparency.views.base import ProgrammeView
from transparency.views.blocks import DataFile, Page
from transparency.views.finding_marks import LINKS, findings_pages, with_marks
from transparency.views.flow_block import follow_the_money
from transparency.views.gate_block import gate
from transparency.views.gate_data import GATE_BY_REPORT, gate_rows
from transparency.views.instalment_block import instalments
from transparency.views.key_figures import finance_figures
from transparency.views.leaves import Leaf
from transparency.views.statement_pages import (
    arrange_statement,
    pages_left_out,
    statement_filters,
    statement_leaves,
)
from transparency.views.statements import Statements, data_as_of, statements_of

STATEMENT = (
    Dimension("statement_kind", Statement.Kind),
    Dimension("period"),
    Dimension("as_of"),
    Dimension("precision", Statement.Precision),
    Dimension("currency"),
)
ORGANISATION = Dimension("organisation", "organisation")
MEASURE = Dimension("measure", Measure)
SHARE = (Dimension("numerator", Measure), Dimension("denominator", Measure))


class FinancesView(ProgrammeView):
    """The page at ``/es/transparencia/finanzas/``, each statement beside it, and downloads."""

    name = "finances"
    leaf_template = "transparency/profile.html"
    workbook: ClassVar = True
    files: ClassVar = (
        DataFile("totals", {"es": "totales", "en": "totals"}, gettext_lazy("The programme as a whole")),
        DataFile("by-agency", {"es": "por-agencia", "en": "by-agency"}, titles.BY_AGENCY),
        DataFile("shares", {"es": "porcentajes", "en": "shares"}, gettext_lazy("Percentages as printed")),
        DataFile("by-semester", {"es": "por-semestre", "en": "by-semester"}, titles.BY_SEMESTER),
        DataFile("budgets", {"es": "presupuesto-original", "en": "original-budget"}, gettext_lazy("Original budget")),
        DataFile(
            "instalments",
            {"es": "desembolsos-del-fondo", "en": "instalments"},
            titles.INSTALMENTS,
        ),
        DataFile("gates", {"es": "condiciones", "en": "conditions"}, titles.GATES),
        DataFile(
            "gate-by-report",
            {"es": "condicion-por-informe", "en": "condition-by-report"},
            gettext_lazy("The condition, recomputed for every report"),
        ),
        DataFile("balances", {"es": "saldos", "en": "balances"}, titles.BALANCES),
        DataFile("costs", {"es": "costo", "en": "cost"}, titles.COSTS),
        DataFile("contributions", {"es": "aportes", "en": "contributions"}, titles.CONTRIBUTIONS),
    )

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        facts = read_facts(programme)
        starts = [row for row in facts["milestones"] if row["kind"] == Milestone.Kind.ACTUAL_START]
        return {
            **read_finances(programme),
            "funders": [row for row in facts["participations"] if row["role"] == Participation.Role.FUNDING],
            "starts": [{**row, "date": row["date"].isoformat() if row["date"] else None} for row in starts],
            LINKS: findings_pages(programme),
        }

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        kinds = {"organisation": "organisation", "contributor": "organisation", "place": "place", "description": "note"}
        return references_in(figures, kinds)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        figures = data["figures"]
        described = Statements(figures).described
        lines = {
            key: Dataset(key, (*STATEMENT, ORGANISATION, MEASURE), described(figures["lines"], kind))
            for key, kind in (
                ("by-agency", Statement.Kind.FINAL),
                ("by-semester", Statement.Kind.SEMESTER),
                ("budgets", Statement.Kind.ORIGINAL_BUDGET),
            )
        }
        return lines | {
            "totals": Dataset("totals", (*STATEMENT, MEASURE), described(figures["totals"])),
            "shares": Dataset(
                "shares",
                (*STATEMENT, ORGANISATION, *SHARE, Dimension("label")),
                described(figures["shares"]),
                "percent",
            ),
            "instalments": Dataset(
                "instalments", (Dimension("number"), Dimension("date"), Dimension("currency")), figures["instalments"]
            ),
            "gates": Dataset("gates", (*SHARE, Dimension("must_exceed")), figures["gates"], "percent"),
            "gate-by-report": Dataset("gate-by-report", GATE_BY_REPORT, gate_rows(figures), "percent"),
            "balances": Dataset(
                "balances",
                (*STATEMENT, ORGANISATION, Dimension("kind", Balance.Kind)),
                described(figures["balances"]),
            ),
            "costs": Dataset("costs", (Dimension("origin", Cost.Origin), Dimension("currency")), figures["costs"]),
            "contributions": Dataset(
                "contributions",
                (
                    Dimension("code"),
                    Dimension("contributor", "organisation"),
                    Dimension("kind", Contribution.Kind),
                    Dimension("description", "note", "text"),
                    Dimension("place", "place"),
                    Dimension("currency"),
                ),
                figures["contributions"],
            ),
        }

    def leaves(self, data: Mapping[str, Any], languages: Iterable[str]) -> list[Leaf]:
        return statement_leaves(data["figures"]["statements"], languages)

    def arrange(self, page: Page) -> dict[str, Any]:
        page = with_marks(page)
        figures = page.data["figures"]
        statements = statements_of(page)
        blocks = [
            statement_blocks.totals(page, statements),
            follow_the_money(page, statements, figures.get("funders", []), figures["contributions"]),
            statement_blocks.by_agency(page, statements),
            statement_blocks.by_semester(page, statements),
            instalments(page, figures["instalments"], figures.get("starts", [])),
            gate(page, statements, figures["gates"], figures["instalments"]),
            balances(page, statements),
            statement_blocks.budgets(page, statements),
            money_blocks.costs(page, figures["costs"]),
            money_blocks.contributions(page, figures["contributions"]),
        ]
        return {
            "key_figures": finance_figures(page, statements),
            "data_as_of": data_as_of(statements, page.language),
            "filters": statement_filters(page, statements),
            "left_out": pages_left_out(statements),
            "blocks": [block for block in blocks if block],
            "reading_note": _(
                "Amounts are cumulative up to the date of each statement, and printed as the documents give them."
            ),
        }

    def arrange_leaf(self, page: Page, leaf: Leaf) -> dict[str, Any]:
        page = with_marks(page)
        return arrange_statement(page, statements_of(page), leaf.key)
