"""What evaluations found and recommended, what was answered, what was to be done and what came of it, as plain data."""

from typing import Any

from publication.snapshot import once
from transparency.models import (
    Conclusion,
    Effect,
    Evaluation,
    KeyAction,
    ManagementResponse,
    Programme,
    Recommendation,
)
from transparency.selectors.figures import CITATION_FIELDS, Row, Rows, cited


def read_evaluation(evaluation: Evaluation) -> dict[str, list[Row]]:
    """Conclusions, recommendations and key actions of one evaluation, in the order of the documents."""
    own = {"locale": evaluation.locale_id, "evaluation": evaluation}
    return {
        "conclusions": _conclusions(own),
        "recommendations": _recommendations(own),
        "key_actions": _key_actions({"locale": evaluation.locale_id, "response__evaluation": evaluation}),
    }


def read_follow_up(programme: Programme) -> dict[str, list[Row]]:
    """The same of every evaluation of a programme, with the answers and what came of it; a list of rows per table."""
    return once(programme.pk, "follow-up", lambda: _follow_up(programme))


def _follow_up(programme: Programme) -> dict[str, list[Row]]:
    own = {"locale": programme.locale_id, "programme": programme}
    tables = {
        "evaluations": _evaluations(own),
        "conclusions": _conclusions(own),
        "recommendations": _recommendations(own),
        "responses": _responses(own),
        "key_actions": _key_actions(own),
        "effects": _effects(own),
    }
    return {name: Rows(rows) for name, rows in tables.items()}


def _evaluations(own: dict[str, Any]) -> list[Row]:
    rows = Evaluation.objects.filter(**own).order_by("code")
    return [
        {
            "evaluation": row["code"],
            "kind": row["kind"],
            "delivered": row["delivered"].isoformat() if row["delivered"] else None,
            "citation": cited(row),
        }
        for row in rows.values("code", "kind", "delivered", *CITATION_FIELDS)
    ]


def _conclusions(own: dict[str, Any]) -> list[Row]:
    rows = Conclusion.objects.filter(**own).order_by("evaluation__code", "number", "code")
    return [
        {
            "evaluation": row["evaluation__code"],
            "conclusion": row["code"],
            "level": row["level"],
            "number": row["number"],
            "citation": cited(row),
        }
        for row in rows.values("evaluation__code", "code", "level", "number", *CITATION_FIELDS)
    ]


def _recommendations(own: dict[str, Any]) -> list[Row]:
    rows = Recommendation.objects.filter(**own).order_by("evaluation__code", "number", "code")
    return [
        {
            "evaluation": row["evaluation__code"],
            "recommendation": row["code"],
            "number": row["number"],
            "response": row["response__code"],
            "citation": cited(row),
        }
        for row in rows.values("evaluation__code", "code", "number", "response__code", *CITATION_FIELDS)
    ]


def _responses(own: dict[str, Any]) -> list[Row]:
    """``blank`` marks an answer for which the document has a place and leaves it empty."""
    rows = ManagementResponse.objects.filter(**own).order_by("code")
    return [
        {
            "evaluation": row["evaluation__code"],
            "response": row["code"],
            "blank": not row["text"],
            "citation": cited(row),
        }
        for row in rows.values("evaluation__code", "code", "text", *CITATION_FIELDS)
    ]


def _key_actions(own: dict[str, Any]) -> list[Row]:
    rows = KeyAction.objects.filter(**own)
    fields = ("code", "response__evaluation__code", "response__code", "number", "due", "status")
    return [
        {
            "evaluation": row["response__evaluation__code"],
            "key_action": row["code"],
            "response": row["response__code"],
            "number": row["number"],
            "due": row["due"].isoformat() if row["due"] else None,
            "status": row["status"],
            "citation": cited(row),
        }
        for row in rows.order_by("response__code", "number", "code").values(*fields, *CITATION_FIELDS)
    ]


def _effects(own: dict[str, Any]) -> list[Row]:
    rows = Effect.objects.filter(**own).order_by("recommendation__code", "number", "code")
    fields = ("code", "recommendation__code", "key_action__code", "number", "basis", "before", "after")
    return [
        {
            "effect": row["code"],
            "recommendation": row["recommendation__code"],
            "key_action": row["key_action__code"],
            "number": row["number"],
            "basis": row["basis"],
            "before": row["before"],
            "after": row["after"],
            "citation": cited(row),
        }
        for row in rows.values(*fields, *CITATION_FIELDS)
    ]
