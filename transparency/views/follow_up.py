"""What became of the recommendations: the answer to each, its key actions, and what came of it."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.charts import Share, Unit, share_bar
from transparency.exports.datasets import Dataset
from transparency.models import Evaluation, Programme
from transparency.models.evaluations import Effect, KeyAction
from transparency.selectors.figures import Row, segment
from transparency.selectors.record import read_record
from transparency.selectors.references import references_in
from transparency.selectors.whole import LABELS
from transparency.views.base import ProgrammeView
from transparency.views.blocks import Block, Column, Page, Table, TableRow, said
from transparency.views.cells import Cell
from transparency.views.effects import Came, Effects, figure_tables
from transparency.views.evaluation import (
    Action,
    Statement,
    action_of,
    day_of,
    optional,
    recommended,
    response_of,
    together,
)
from transparency.views.follow_up_data import FILES, follow_up_datasets, reach_of
from transparency.views.key_figures import KeyFigure

FOLLOW_UP = ("evaluations", "recommendations", "responses", "key_actions", "effects")
Status = KeyAction.Status
# From what nobody tells to what is done; each status keeps its dye on the page.
TONES = {Status.DONE: 4, Status.UNDER_WAY: 2, Status.NOT_STARTED: 3, Status.NOT_STATED: 1}


@dataclass(frozen=True)
class Recommended:
    """A recommendation with its anchor, and what came of it."""

    key: str
    number: int
    statement: Statement
    effects: list[Came]


@dataclass(frozen=True)
class Answered:
    """Recommendations that were answered together, the answer, and what was to be done about them."""

    recommendations: list[Recommended]
    response: Statement | None
    actions: list[Action]

    @property
    def has_effects(self) -> bool:
        """Whether a document tells what came of any of them."""
        return any(one.effects for one in self.recommendations)


@dataclass(frozen=True)
class Followed:
    """An evaluation and what became of its recommendations; ``responses`` tells whether any was answered at all.

    ``kind`` is blank where the title says it already.
    """

    key: str
    title: SafeString
    kind: str
    period: SafeString
    evaluator: SafeString
    delivered: str
    sources: list[int]
    responses: bool
    answers: list[Answered]


@dataclass(frozen=True)
class Listed:
    """A key action in the list of its status: where it stands on the page, and what it is."""

    url: str
    name: str
    action: Action


@dataclass(frozen=True)
class ByStatus:
    """The key actions that got equally far."""

    key: str
    title: str
    actions: list[Listed]


class FollowUpView(ProgrammeView):
    """The page at ``/es/transparencia/seguimiento/`` and its downloads."""

    name = "follow-up"
    template = "transparency/follow_up_page.html"
    files: ClassVar = FILES
    workbook: ClassVar = True

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        record = read_record(programme)
        follow_up = {name: record[name] for name in FOLLOW_UP}
        return {**figure_tables(record, follow_up["effects"]), **follow_up, **reach_of(record)}

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        return references_in(figures, LABELS)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return follow_up_datasets(data["figures"])

    def checked_tables(self, figures: dict[str, Any]) -> dict[str, list[Row]]:
        until = {"milestones": figures["ends"], "statements": figures["newest_statement"]}
        return {**{name: figures[name] for name in FOLLOW_UP}, **until}

    def arrange(self, page: Page) -> dict[str, Any]:
        evaluations = followed(page)
        return {
            "key_figures": key_figures(page),
            "evaluations": evaluations,
            "blocks": [block] if (block := statuses(page)) else [],
            "by_status": by_status(evaluations),
            "follow_up_files": tuple(file.key for file in FILES),
            "reading_note": _(
                "What came of a recommendation is told only as far as a document tells it. Where two facts merely "
                "stand side by side, that is said."
            ),
        }


def followed(page: Page) -> list[Followed]:
    """Every evaluation with its recommendations, the earlier kind first."""
    tables, effects = page.data["figures"], Effects(page)
    kinds = list(Evaluation.Kind.values)
    rows = sorted(tables["evaluations"], key=lambda row: (kinds.index(row["kind"]), row["evaluation"]))
    return [_followed(page, row, effects) for row in rows]


def key_figures(page: Page) -> list[KeyFigure]:
    """How many recommendations, answers, actions and effects there are."""
    tables = page.data["figures"]
    blank = {row["response"] for row in tables["responses"] if row["blank"]}
    recommendations, effects = tables["recommendations"], tables["effects"]
    answered = [row for row in recommendations if row["response"] and row["response"] not in blank]
    left_blank = sum(row["response"] in blank for row in recommendations)
    silent = sum(row["status"] == Status.NOT_STATED for row in tables["key_actions"])
    told = sum(row["basis"] == Effect.Basis.TOLD for row in effects)

    def shown(label: str, count: int, tone: int, note: str = "") -> KeyFigure:
        return KeyFigure(label, page.number(Decimal(count)), [], tone, note)

    return [
        shown(_("Recommendations"), len(recommendations), 1),
        shown(
            _("With an answer in words"),
            len(answered),
            2,
            ngettext(
                "%(count)d more has a place for the answer, left blank.",
                "%(count)d more have a place for the answer, left blank.",
                left_blank,
            )
            % {"count": left_blank}
            if left_blank
            else "",
        ),
        shown(
            _("Key actions"),
            len(tables["key_actions"]),
            3,
            ngettext(
                "Of %(count)d it is not on record how far it got.",
                "Of %(count)d it is not on record how far they got.",
                silent,
            )
            % {"count": silent}
            if silent
            else "",
        ),
        shown(
            _("What came of it, on record"),
            len(effects),
            4,
            _("%(told)d told by a document, %(rest)d two facts side by side.")
            % {"told": told, "rest": len(effects) - told}
            if effects
            else "",
        ),
    ]


def statuses(page: Page) -> Block | None:
    """Key actions by how far they got: a bar for the programme, a row for each evaluation."""
    tables = page.data["figures"]
    counts = Counter((row["evaluation"], row["status"]) for row in tables["key_actions"])
    if not counts:
        return None
    whole = Counter(row["status"] for row in tables["key_actions"])
    title = _("Key actions by status")
    chart = share_bar(
        chart_id="statuses",
        title=title,
        description=_("How many key actions got how far, as far as the documents tell."),
        shares=[Share(said(status.label), Decimal(whole[status]), tone) for status, tone in TONES.items()],
        language=page.language,
        unit=Unit(_("key actions")),
        missing=_("no data"),
    )
    kinds = list(Evaluation.Kind.values)
    evaluations = sorted(tables["evaluations"], key=lambda row: (kinds.index(row["kind"]), row["evaluation"]))
    rows = [
        TableRow(
            page.words.html("evaluation", row["evaluation"]),
            [Cell(page.number(Decimal(counts[row["evaluation"], status]))) for status in TONES],
            page.sources(row),
        )
        for row in evaluations
    ]
    columns = [Column(said(status.label)) for status in TONES]
    table = Table(_("Key actions of each evaluation, by status"), _("Evaluation"), columns, rows)
    return Block("statuses", title, charts=[chart], tables=[table])


def by_status(evaluations: list[Followed]) -> list[ByStatus]:
    """The key actions once more, by how far they got; what nobody tells comes last."""
    found: dict[str, list[Listed]] = {}
    for evaluation in evaluations:
        for answer in evaluation.answers:
            numbers = ", ".join(str(one.number) for one in answer.recommendations)
            for action in answer.actions:
                name = _("Recommendation %(numbers)s, action %(number)d") % {
                    "numbers": numbers,
                    "number": action.number,
                }
                found.setdefault(action.status, []).append(Listed(f"#{action.key}", name, action))
    return [
        ByStatus(f"status-{status.value}", said(status.label), found[status]) for status in TONES if status in found
    ]


def _followed(page: Page, row: Row, effects: Effects) -> Followed:
    tables, code, sources = page.data["figures"], row["evaluation"], page.sources(row)
    recommendations = [one for one in tables["recommendations"] if one["evaluation"] == code]
    title, kind = page.words.html("evaluation", code), said(Evaluation.Kind(row["kind"]).label)
    actions: dict[str, list[Row]] = {}
    for one in tables["key_actions"]:
        actions.setdefault(one["response"], []).append(one)
    answers = [
        Answered(
            recommendations=[
                Recommended(
                    segment(one["recommendation"]),
                    one["number"],
                    recommended(page, one),
                    effects.of(one["recommendation"]),
                )
                for one in rows
            ],
            response=response_of(page, rows[0]["response"]),
            actions=[action_of(page, one) for one in actions.get(response, [])],
        )
        for response, rows in together(recommendations).items()
    ]
    return Followed(
        key=segment(code),
        title=title,
        kind=kind if kind != title else "",
        period=optional(page.words, "evaluation", code, "period"),
        evaluator=optional(page.words, "evaluation", code, "evaluator"),
        delivered=day_of(page, row["delivered"]),
        sources=sources,
        responses=any(one["response"] for one in recommendations),
        answers=answers,
    )
