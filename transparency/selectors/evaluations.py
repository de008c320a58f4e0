"""What an evaluation found and recommended, what was answered and what was to be done, as plain data."""

from transparency.models import Conclusion, Evaluation, KeyAction, Recommendation
from transparency.selectors.figures import CITATION_FIELDS, Row, cited


def read_evaluation(evaluation: Evaluation) -> dict[str, list[Row]]:
    """Conclusions, recommendations and key actions of an evaluation, in the order of the documents."""
    return {
        "conclusions": _conclusions(evaluation),
        "recommendations": _recommendations(evaluation),
        "key_actions": _key_actions(evaluation),
    }


def _conclusions(evaluation: Evaluation) -> list[Row]:
    rows = Conclusion.objects.filter(evaluation=evaluation, locale=evaluation.locale_id).order_by("number", "code")
    return [
        {"conclusion": row["code"], "level": row["level"], "number": row["number"], "citation": cited(row)}
        for row in rows.values("code", "level", "number", *CITATION_FIELDS)
    ]


def _recommendations(evaluation: Evaluation) -> list[Row]:
    rows = Recommendation.objects.filter(evaluation=evaluation, locale=evaluation.locale_id).order_by("number", "code")
    return [
        {
            "recommendation": row["code"],
            "number": row["number"],
            "response": row["response__code"],
            "citation": cited(row),
        }
        for row in rows.values("code", "number", "response__code", *CITATION_FIELDS)
    ]


def _key_actions(evaluation: Evaluation) -> list[Row]:
    rows = KeyAction.objects.filter(response__evaluation=evaluation, locale=evaluation.locale_id)
    fields = ("code", "response__code", "number", "due", "status")
    return [
        {
            "key_action": row["code"],
            "response": row["response__code"],
            "number": row["number"],
            "due": row["due"],
            "status": row["status"],
            "citation": cited(row),
        }
        for row in rows.order_by("response__code", "number", "code").values(*fields, *CITATION_FIELDS)
    ]
