"""A reader's question reaches the people who keep the record."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse

from desk.services import roles
from desk.services.questions import question_tell, questions_tidy
from tests.factories import ProgrammeFactory
from tests.transparency.changes.releases import CODE, figure, index, publish_figures
from transparency.admin.changes import LIST_URL
from transparency.admin.questions import QuestionAnswerViewSet, QuestionViewSet
from transparency.changes.recording import record_changes
from transparency.models import Question, QuestionAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def question() -> Question:
    return Question.objects.create(
        programme=ProgrammeFactory(code="P-1"),
        figure="costs/total/report",
        value="US$ 5",
        release=7,
        language="es",
        text="¿Por qué este total no es la suma?",
        email="ana@example.org",
    )


@pytest.fixture
def officer(person: Callable[[roles.Role], User]) -> User:
    user = person(roles.data_officers())
    user.email = "datos@example.org"
    user.save()
    return user


def test_data_officers_are_told_once(question: Question, officer: User) -> None:
    assert question_tell(question.pk)
    assert not question_tell(question.pk)

    [message] = mail.outbox
    assert message.to == ["datos@example.org"]
    assert question.text in message.body
    assert "US$ 5" in message.body
    assert reverse(QuestionViewSet().get_url_name("edit"), args=[question.pk]) in message.body


def test_a_question_waits_until_there_is_somebody_to_tell(question: Question) -> None:
    assert not question_tell(question.pk)
    question.refresh_from_db()
    assert question.told_at is None


def test_what_a_crash_lost_is_told_by_the_sweep(question: Question, officer: User) -> None:
    questions_tidy()
    questions_tidy()

    assert len(mail.outbox) == 1


def test_an_officer_answers_from_the_question(question: Question, signed_in: Callable[[roles.Role], Client]) -> None:
    client = signed_in(roles.data_officers())
    listed = client.get(reverse(QuestionViewSet().get_url_name("list")))
    assert question.text in listed.content.decode()

    form = client.get(reverse(QuestionViewSet().get_url_name("edit"), args=[question.pk])).content.decode()
    add = reverse(QuestionAnswerViewSet().get_url_name("add"))
    assert f"{add}?question={question.pk}" in form
    prefilled = client.get(add, {"question": question.pk}).content.decode()
    assert question.text in prefilled

    sent = client.post(
        add,
        {
            "programme": question.programme_id,
            "figure": question.figure,
            "question": question.pk,
            "asked_on": "2026-03-09",
            "asked": "¿Por qué?",
            "text": "El informe imprime ese total.",
            "answered_by": "Coordinación",
            "answered_on": "2026-03-10",
        },
    )

    assert sent.status_code == 302, sent.content.decode()
    assert QuestionAnswer.objects.get().question == question
    question.refresh_from_db()
    assert question.state == Question.State.ANSWERED


def test_nobody_writes_questions_in_the_admin(signed_in: Callable[[roles.Role], Client], question: Question) -> None:
    client = signed_in(roles.data_officers())

    assert client.get(reverse(QuestionViewSet().get_url_name("add"))).status_code == 302


def test_the_spreadsheet_of_questions_does_not_say_who_asked(
    signed_in: Callable[[roles.Role], Client], question: Question
) -> None:
    client = signed_in(roles.data_officers())
    answer = client.get(reverse(QuestionViewSet().get_url_name("list")), {"export": "csv"})
    sheet = answer.getvalue().decode()

    assert question.text in sheet
    assert "ana@example.org" not in sheet


def test_the_home_page_says_how_many_wait_to_those_who_may_answer(
    question: Question, signed_in: Callable[[roles.Role], Client]
) -> None:
    home = reverse("wagtailadmin_home")
    waiting = f"{reverse(QuestionViewSet().get_url_name('list'))}?state=open"

    officer = signed_in(roles.data_officers())
    assert waiting in officer.get(home).content.decode()
    assert waiting not in signed_in(roles.communicators()).get(home).content.decode()

    question.state = Question.State.CLOSED
    question.save()
    assert waiting not in officer.get(home).content.decode()


def test_it_says_as_well_how_many_releases_wait_for_a_reason(signed_in: Callable[[roles.Role], Client]) -> None:
    ProgrammeFactory(code=CODE)
    officer, home, there = signed_in(roles.data_officers()), reverse("wagtailadmin_home"), reverse(LIST_URL)
    publish_figures(index(figure("costs~a~doc", "1")))
    record_changes()
    before = officer.get(home).content.decode().count(there)

    publish_figures(index(figure("costs~a~doc", "2")))
    record_changes()

    assert officer.get(home).content.decode().count(there) == before + 1
