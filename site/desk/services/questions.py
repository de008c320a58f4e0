"""Telling data officers by e-mail that a reader questions a figure."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from desk.services import roles
from transparency.admin.questions import QuestionViewSet
from transparency.models import Question
from transparency.questions import limits

SUBJECT_LENGTH = 60


def officers() -> list[str]:
    """The e-mail addresses of the active people who keep the record."""
    people = get_user_model().objects.filter(is_active=True, groups__name=roles.data_officers().name)
    return sorted(set(people.exclude(email="").values_list("email", flat=True)))


def question_tell(pk: int) -> bool:
    """Sends one question to the data officers; whether it was sent now.

    Sent first and noted afterwards, outside any transaction: a crash in between sends it twice and never loses it, and
    a slow mail server holds no lock. Where nobody can be told yet, the question waits in the admin and is tried again.
    """
    question = Question.objects.select_related("programme").filter(pk=pk, told_at=None).first()
    addresses = officers() if question else []
    if question is None or not addresses:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        send_mail(_subject(question), _message(question), None, addresses)
    Question.objects.filter(pk=pk).update(told_at=timezone.now())
    return True


def questions_untold() -> list[int]:
    """The questions that no data officer has been told of."""
    return list(Question.objects.filter(told_at=None, state=Question.State.OPEN).values_list("pk", flat=True))


def questions_tidy() -> None:
    """Tells what is still to be told, and forgets what need not be kept of those who asked."""
    for pk in questions_untold():
        question_tell(pk)
    limits.forget_origins()


def _subject(question: Question) -> str:
    return _("Question about a figure: %(figure)s") % {"figure": question.figure[:SUBJECT_LENGTH]}


def _message(question: Question) -> str:
    address = reverse(QuestionViewSet().get_url_name("edit"), args=[question.pk])
    reply = question.email or _("none given")
    lines = (
        _("A reader asks about a figure of %(programme)s.") % {"programme": question.programme.code},
        "",
        question.text,
        "",
        _("Figure: %(figure)s, shown as %(value)s in release %(release)s")
        % {"figure": question.figure, "value": question.value or "–", "release": question.release},
        _("Address to write back to: %(email)s") % {"email": reply},
        _("Answer it in the admin: %(url)s") % {"url": f"{settings.PUBLIC_URL}{address}"},
    )
    return "\n".join(lines)
