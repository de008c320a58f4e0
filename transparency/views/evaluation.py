"""An evaluation with what came of it: conclusions, recommendations, answers and key actions."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString

from transparency import formatting
from transparency.models import Conclusion, Evaluation, KeyAction
from transparency.selectors.evaluations import read_evaluation
from transparency.selectors.figures import Row, segment
from transparency.views.blocks import Page, said
from transparency.views.words import Words


@dataclass(frozen=True)
class Statement:
    """A sentence of the record and where it stands."""

    text: SafeString
    sources: list[int]


@dataclass(frozen=True)
class Action:
    """Something that was to be done; blank where the documents leave it blank. ``key`` is its anchor."""

    key: str
    number: int
    text: SafeString
    status: str
    status_label: str
    deadline: SafeString
    due: str
    responsible: SafeString
    comments: SafeString
    sources: list[int]


@dataclass(frozen=True)
class Answer:
    """The recommendations that were answered together, the answer, and what was to be done about them."""

    recommendations: list[tuple[int, Statement]]
    response: Statement | None
    actions: list[Action] = field(default_factory=list)


@dataclass(frozen=True)
class EvaluationView:
    """All of it, ready for a template."""

    name: SafeString
    kind: str
    period: SafeString
    evaluator: SafeString
    delivered: str
    sources: list[int]
    conclusions: list[tuple[str, list[Statement]]]
    answers: list[Answer]


def evaluation_view(page: Page, evaluation: Evaluation) -> EvaluationView:
    """An evaluation in the language of the page; three queries."""
    rows = read_evaluation(evaluation)
    own: Row = {
        "citation": {
            "source": evaluation.source.code,
            "page": evaluation.page,
            "section": evaluation.section,
        }
    }
    return EvaluationView(
        name=page.words.html("evaluation", evaluation.code),
        kind=said(Evaluation.Kind(evaluation.kind).label),
        period=optional(page.words, "evaluation", evaluation.code, "period"),
        evaluator=optional(page.words, "evaluation", evaluation.code, "evaluator"),
        delivered=day_of(page, evaluation.delivered.isoformat() if evaluation.delivered else None),
        sources=page.sources(own),
        conclusions=_conclusions(page, rows["conclusions"]),
        answers=answers_of(page, rows["recommendations"], rows["key_actions"]),
    )


def optional(words: Words, kind: str, code: str, part: str) -> SafeString:
    """Words that may not be there: nothing, rather than the code, where they are not."""
    found = words.labels.get(kind, {}).get(code, {})
    return words.html(kind, code, part) if any(part in fields for fields in found.values()) else SafeString("")


def _conclusions(page: Page, rows: list[Row]) -> list[tuple[str, list[Statement]]]:
    levels = []
    for level in Conclusion.Level:
        found = [
            Statement(page.words.html("conclusion", row["conclusion"], "text"), page.sources(row))
            for row in rows
            if row["level"] == level
        ]
        if found:
            levels.append((said(level.label), found))
    return levels


def answers_of(page: Page, recommendations: list[Row], actions: list[Row]) -> list[Answer]:
    """Recommendations with their answer and what was to be done; those that were answered together stand together."""
    return [
        Answer(
            [(row["number"], recommended(page, row)) for row in rows],
            response_of(page, rows[0]["response"]),
            [action_of(page, row) for row in actions if row["response"] == code],
        )
        for code, rows in together(recommendations).items()
    ]


def together(recommendations: list[Row]) -> dict[str, list[Row]]:
    """Recommendations by the answer that they got; one without an answer stands alone."""
    found: dict[str, list[Row]] = {}
    for row in recommendations:
        found.setdefault(row["response"] or f"none-{row['recommendation']}", []).append(row)
    return found


def recommended(page: Page, row: Row) -> Statement:
    """A recommendation in words."""
    return Statement(page.words.html("recommendation", row["recommendation"], "text"), page.sources(row))


def response_of(page: Page, code: str | None) -> Statement | None:
    """The answer in words, which are blank where the document leaves it blank; None where there is none."""
    return Statement(optional(page.words, "managementresponse", code, "text"), []) if code else None


def action_of(page: Page, row: Row) -> Action:
    """A key action in words."""
    code = row["key_action"]
    status = KeyAction.Status(row["status"])
    return Action(
        key=segment(code),
        number=row["number"],
        text=page.words.html("keyaction", code, "text"),
        status=status.value,
        status_label=said(status.label),
        deadline=optional(page.words, "keyaction", code, "deadline"),
        due=day_of(page, row["due"]),
        responsible=optional(page.words, "keyaction", code, "responsible"),
        comments=optional(page.words, "keyaction", code, "comments"),
        sources=page.sources(row),
    )


def day_of(page: Page, day: str | None) -> str:
    """A day in ISO 8601 as readers expect it; nothing for none."""
    return formatting.date(date.fromisoformat(day), page.language) if day else ""
