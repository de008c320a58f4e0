"""The data sets of the follow-up: recommendations with their answers, key actions, and what came of them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from transparency.checks import keys
from transparency.exports.datasets import Dataset, Dimension
from transparency.models import Milestone
from transparency.models.evaluations import Effect, KeyAction
from transparency.selectors.figures import Row
from transparency.views.blocks import DataFile

EVALUATION = Dimension("evaluation", "evaluation")
RECOMMENDATION = Dimension("recommendation", "recommendation", "text")
RESPONSE = Dimension("response", "managementresponse", "text")
ACTION = Dimension("key_action", "keyaction", "text")
ACTION_WORDS = ("deadline", "responsible", "comments")

RECOMMENDATIONS = DataFile(
    "recommendations",
    {"es": "recomendaciones", "en": "recommendations"},
    gettext_lazy("Recommendations and answers"),
)
ACTIONS = DataFile("key-actions", {"es": "acciones-clave", "en": "key-actions"}, gettext_lazy("Key actions"))
EFFECTS = DataFile("effects", {"es": "que-resulto", "en": "what-came-of-it"}, gettext_lazy("What came of it"))
FILES = (RECOMMENDATIONS, ACTIONS, EFFECTS)


def follow_up_datasets(figures: dict[str, list[Row]]) -> dict[str, Dataset]:
    """The data sets of ``FILES``, from the tables of ``read_follow_up``."""
    evaluations = {row["recommendation"]: row["evaluation"] for row in figures["recommendations"]}
    columns: dict[str, tuple[tuple[Dimension, ...], list[Row]]] = {
        RECOMMENDATIONS.key: (
            (EVALUATION, Dimension("number"), RECOMMENDATION, RESPONSE),
            [{**row, "key": keys.recommendation(row)} for row in figures["recommendations"]],
        ),
        ACTIONS.key: (
            (
                *(EVALUATION, RESPONSE, Dimension("number"), ACTION),
                *(Dimension(part, "keyaction", part, coded=False) for part in ACTION_WORDS),
                *(Dimension("due"), Dimension("status", KeyAction.Status)),
            ),
            [
                {**row, **dict.fromkeys(ACTION_WORDS, row["key_action"]), "key": keys.key_action(row)}
                for row in figures["key_actions"]
            ],
        ),
        EFFECTS.key: (
            (
                *(EVALUATION, RECOMMENDATION, ACTION, Dimension("number"), Dimension("effect", "effect", "text")),
                *(Dimension("basis", Effect.Basis), Dimension("figure_before"), Dimension("figure_after")),
            ),
            [_effect(row, evaluations) for row in figures["effects"]],
        ),
    }
    return {key: Dataset(key, parts, rows, figures=False, checked=True) for key, (parts, rows) in columns.items()}


def _effect(row: Row, evaluations: dict[str, Any]) -> Row:
    evaluation = evaluations.get(row["recommendation"])
    shown = {"figure_before": row["before"], "figure_after": row["after"]}
    return {**row, "evaluation": evaluation, **shown, "key": keys.effect(row)}


def reach_of(record: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """What tells until when the record speaks, which the checks ask for: the programme's end, the newest statement."""
    ends = [row for row in record["milestones"] if row["kind"] == Milestone.Kind.ACTUAL_END]
    dated = sorted((row for row in record["statements"] if row["as_of"]), key=lambda row: row["as_of"])
    return {"ends": ends, "newest_statement": dated[-1:]}
