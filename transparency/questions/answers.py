"""The public answers to questions about figures."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from transparency.models.questions import QuestionAnswer


@dataclass(frozen=True)
class PublicAnswer:
    """A question and its answer; ``language`` is that of both texts, which need not be the reader's."""

    figure: str
    asked: str
    text: str
    language: str
    asked_on: datetime.date
    answered_by: str
    answered_on: datetime.date


def answers_of(programme: str, figure: str, language: str) -> list[PublicAnswer]:
    """The answers on one figure, the newest first, in one query."""
    return _told(QuestionAnswer.objects.filter(programme__code=programme, figure=figure), language)


def all_answers(programme: str, language: str) -> list[PublicAnswer]:
    """Every public answer of a programme, the newest first."""
    return _told(QuestionAnswer.objects.filter(programme__code=programme), language)


def _told(rows: "QuerySet[QuestionAnswer]", language: str) -> list[PublicAnswer]:
    """Each answer once: in the reader's language where it is translated, else in the main one."""
    wanted = rows.filter(locale__language_code__in=(settings.LANGUAGE_CODE, language)).select_related("locale")
    chosen: dict[Any, QuestionAnswer] = {}
    for row in wanted.order_by("-answered_on", "-pk"):
        there = chosen.get(row.translation_key)
        if there is None or row.locale.language_code == language:
            chosen[row.translation_key] = row
    return [
        PublicAnswer(
            figure=row.figure,
            asked=row.asked,
            text=row.text,
            language=row.locale.language_code,
            asked_on=row.asked_on,
            answered_by=row.answered_by,
            answered_on=row.answered_on,
        )
        for row in chosen.values()
    ]
