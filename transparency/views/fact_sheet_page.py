"""The programme on two printed pages, with the fields that the fund's secretariat asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.exports.datasets import Dataset
from transparency.models import Evaluation, Milestone, Outcome, Participation, Place, Programme
from transparency.models.sheet import DELIVERING_AS_ONE, PARIS_DECLARATION, REMARKS, STATE
from transparency.selectors.evaluations import read_follow_up
from transparency.selectors.facts import read_facts
from transparency.selectors.figures import Row
from transparency.selectors.finances import read_finances
from transparency.selectors.references import references_in
from transparency.selectors.results import read_results
from transparency.selectors.whole import LABELS
from transparency.views import fact_sheet as facts
from transparency.views import fact_sheet_tables as tables
from transparency.views.base import ProgrammeView
from transparency.views.blocks import Page, said
from transparency.views.cells import Cell
from transparency.views.evaluation import day_of, optional
from transparency.views.fact_sheet import Fact, Value
from transparency.views.fact_sheet_data import FILES, sheet_datasets
from transparency.views.finding_marks import LINKS, findings_pages, with_marks
from transparency.views.statements import data_as_of, statements_of
from transparency.views.words import Documents

Kind, Role = Milestone.Kind, Participation.Role
FINANCES = ("costs", "statements", "lines", "totals", "shares", "balances", "instalments")
FACTS = ("participations", "sectors")
# Provinces and districts have no room on the sheet; goals are no table of the record.
INCOMPLETE = ("places", "goals")


@dataclass(frozen=True)
class Remark:
    """A field in editors' words; blank where nobody wrote any."""

    label: str
    html: SafeString


@dataclass(frozen=True)
class Remarks:
    """Fields in words under one heading."""

    title: str
    fields: list[Remark]


class FactSheetView(ProgrammeView):
    """The page at ``/es/transparencia/ficha/``."""

    name = "fact-sheet"
    template = "transparency/fact_sheet_page.html"
    files: ClassVar = FILES
    workbook: ClassVar = True
    citations = Documents

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        money, described = read_finances(programme), read_facts(programme)
        return {
            **{name: money[name] for name in FINANCES},
            **read_results(programme),
            **{name: described[name] for name in FACTS},
            "places": [row for row in described["places"] if row["level"] == Place.Level.REGION],
            "milestones": [
                {**row, "date": row["date"].isoformat() if row["date"] else None} for row in described["milestones"]
            ],
            "evaluations": read_follow_up(programme)["evaluations"],
            "goals": [{"goal": goal.strip()} for goal in programme.goals.split(",") if goal.strip()],
            LINKS: findings_pages(programme),
        }

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        return references_in(figures, LABELS)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return sheet_datasets(data["figures"])

    def checked_tables(self, figures: dict[str, Any]) -> dict[str, list[Row]]:
        return {name: rows for name, rows in figures.items() if name not in INCOMPLETE}

    def arrange(self, page: Page) -> dict[str, Any]:
        page = with_marks(page, self.checked_tables(page.data["figures"]))
        statements = statements_of(page)
        code = page.data["programme"]
        own: dict[str, str] = page.data["prose"][page.language].get("own_words", {})
        revised, original = (
            tables.outcomes(page, version) for version in (Outcome.Version.REVISED, Outcome.Version.ORIGINAL)
        )
        return {
            "full_name": page.words.html("programme", code, "name", "short_name"),
            "window": optional(page.words, "programme", code, "window"),
            "summary": optional(page.words, "programme", code, "summary"),
            "data_as_of": data_as_of(statements, page.language),
            "facts": _facts(page),
            "money": [
                table for table in (tables.by_agency(page, statements), tables.by_semester(page, statements)) if table
            ],
            "frameworks": _frameworks(revised, original),
            "achieved": revised or original,
            "people": tables.people(page),
            "reached": tables.reached(page),
            "state": _remarks("", STATE, own),
            "remarks": [
                _remarks(_("Paris Declaration"), PARIS_DECLARATION, own),
                _remarks(_("Delivering as One"), DELIVERING_AS_ONE, own),
                _remarks(_("Other observations"), REMARKS, own),
            ],
            "missions": facts.dates(page, Kind.MISSION),
            "evaluations": _evaluations(page),
            "sheet_files": tuple(file.key for file in FILES),
        }


def _facts(page: Page) -> list[Fact]:
    """The head of the sheet: cost, dates, instalments, who, where, for which goals."""
    figures = page.data["figures"]
    return [
        facts.costs(page),
        *(facts.dates(page, kind) for kind in (*facts.DATES, Kind.EXTENSION)),
        Fact(_("Instalments"), [_instalment(page, row) for row in figures["instalments"]]),
        *(facts.role(page, one, short=one == Role.AGENCY) for one in facts.LEADERS),
        Fact(_("Regions"), facts.labels(page, figures["places"], "place")),
        Fact(_("Sectors"), facts.labels(page, figures["sectors"], "sector")),
        Fact(_("Development goals served"), [Value(Cell(row["goal"]), []) for row in figures["goals"]]),
    ]


def _instalment(page: Page, row: Row) -> Value:
    cell = page.cell(row["figure"], lambda value: page.money(value, row["currency"]))
    named = _("No. %(number)s") % {"number": row["number"]}
    if row["date"]:
        named = f"{named}, {formatting.date(date.fromisoformat(row['date']), page.language)}"
    return Value(cell, page.sources(row["figure"]), named)


def _frameworks(
    revised: list[tables.Outcomes], original: list[tables.Outcomes]
) -> list[tuple[str, list[tables.Outcomes]]]:
    """What the programme was to achieve: in its first words, and in the later ones."""
    named = ((Outcome.Version.ORIGINAL, original), (Outcome.Version.REVISED, revised))
    return [(said(version.label), found) for version, found in named if found]


def _evaluations(page: Page) -> list[Fact]:
    kinds = list(Evaluation.Kind.values)
    rows = sorted(page.data["figures"]["evaluations"], key=lambda row: (kinds.index(row["kind"]), row["evaluation"]))
    return [_evaluation(page, row) for row in rows]


def _evaluation(page: Page, row: Row) -> Fact:
    code, sources = row["evaluation"], page.sources(row)
    told = [
        (_("When"), optional(page.words, "evaluation", code, "period")),
        (_("Evaluated by"), optional(page.words, "evaluation", code, "evaluator")),
        (_("Report delivered"), day_of(page, row["delivered"])),
    ]
    return Fact(
        said(Evaluation.Kind(row["kind"]).label),
        [Value(Cell(words, missing=not words), sources if words else [], about) for about, words in told],
    )


def _remarks(title: str, names: dict[str, Any], own: dict[str, str]) -> Remarks:
    # Rich text that editors wrote and Wagtail cleaned.
    return Remarks(title, [Remark(str(label), mark_safe(own.get(name, ""))) for name, label in names.items()])  # noqa: S308
