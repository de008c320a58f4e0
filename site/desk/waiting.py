"""What waits for those who keep the record: questions without an answer, changes without a reason."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from transparency.admin.changes import LIST_URL
from transparency.admin.officers import may_write
from transparency.admin.questions import QuestionViewSet
from transparency.changes.unexplained import unexplained
from transparency.models import ChangeReason, Programme, Question, QuestionAnswer


@dataclass(frozen=True)
class Waiting:
    """How many there are of what, where they are listed, and since when the oldest of them waits."""

    count: int
    url: str
    since: datetime | None = None


def questions_waiting(user: AbstractBaseUser | AnonymousUser) -> Waiting | None:
    """Readers' questions that nobody answered or closed; None for users who may not answer, or where there are none."""
    rows = Question.objects.filter(state=Question.State.OPEN).order_by("asked_at")
    if not may_write(user, QuestionAnswer) or not (count := rows.count()):
        return None
    listed = reverse(QuestionViewSet().get_url_name("list"))
    oldest = rows.values_list("asked_at", flat=True)[0]
    return Waiting(count, f"{listed}?{urlencode({'state': Question.State.OPEN})}", oldest)


def changes_waiting(user: AbstractBaseUser | AnonymousUser) -> Waiting | None:
    """Releases in which figures changed without a reason; None for users who may not give one, or where none waits."""
    if not may_write(user, ChangeReason):
        return None
    language = get_language() or settings.LANGUAGE_CODE
    programmes = Programme.objects.filter(locale__language_code=settings.LANGUAGE_CODE).values_list("code", flat=True)
    releases = {one.comparison.release_id for code in programmes for one in unexplained(code, language)}
    return Waiting(len(releases), reverse(LIST_URL)) if releases else None
