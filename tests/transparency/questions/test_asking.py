"""What is taken in as a question, what is not, and what people are told."""

import time
from unittest.mock import patch

import pytest
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.factories import ProgrammeFactory
from transparency.models import Programme, Question
from transparency.questions import limits
from transparency.questions.asking import MOST_LINKS, QuestionForm, asked, question_ask

pytestmark = pytest.mark.django_db
FIGURE = "totals/final__final__report/budget"
TEXT = "¿Por qué el total no es la suma de sus partes?"
MINUTE = 60


@pytest.fixture
def programme() -> Programme:
    made: Programme = ProgrammeFactory(code="P-1")
    return made


def token_of(age: float, figure: str = FIGURE, programme: str = "P-1") -> str:
    """A token as a form carried it ``age`` seconds ago."""
    with patch("django.core.signing.time.time", return_value=time.time() - age):
        return limits.form_token(programme, figure)


def sent(programme: Programme, origin: str = "here", age: float = MINUTE, **values: str) -> QuestionForm:
    """The form as a browser sends it back."""
    data = {"text": TEXT, "email": "", "website": "", "token": token_of(age), **values}
    return QuestionForm(programme, FIGURE, origin, MultiValueDict({name: [value] for name, value in data.items()}))


def ask(form: QuestionForm) -> Question:
    assert form.is_valid(), form.errors
    return question_ask(form, "US$ 5", 7, "es")


def test_a_question_keeps_what_the_reader_saw(programme: Programme) -> None:
    question = ask(sent(programme, email="ana@example.org"))

    assert (question.figure, question.text, question.value, question.release) == (FIGURE, TEXT, "US$ 5", 7)
    assert (question.language, question.email, question.state) == ("es", "ana@example.org", Question.State.OPEN)


def test_sending_twice_asks_once(programme: Programme) -> None:
    assert ask(sent(programme)) == ask(sent(programme))
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("age", "values", "word"),
    [
        (MINUTE, {"website": "https://example.org"}, "empty"),
        (1, {}, "fast"),
        (limits.VALID.total_seconds() + MINUTE, {}, "too long"),
        (MINUTE, {"token": "made-up"}, "too long"),
        (MINUTE, {"token": token_of(MINUTE, figure="another")}, "too long"),
        (MINUTE, {"token": token_of(MINUTE, programme="P-2")}, "too long"),
    ],
)
def test_machines_are_turned_away_and_people_are_told_what_to_do(
    programme: Programme, age: float, values: dict[str, str], word: str
) -> None:
    with translation.override("en"):
        form = sent(programme, "here", age, **values)

        assert not form.is_valid()
        assert word in " ".join(map(str, form.non_field_errors()))


def test_a_form_that_was_open_too_long_goes_through_the_second_time(programme: Programme) -> None:
    old = sent(programme, token="made-up")
    assert not old.is_valid()

    with patch("django.core.signing.time.time", return_value=time.time() + MINUTE):
        again = QuestionForm(programme, FIGURE, "here", {**old.data})
        assert again.is_valid(), again.errors
    assert again.cleaned_data["text"] == TEXT


def test_advertising_is_told_from_a_question_by_its_links(programme: Programme) -> None:
    link = " https://example.org"

    assert sent(programme, text=TEXT + link * MOST_LINKS).is_valid()
    assert "text" in sent(programme, text=TEXT + link * (MOST_LINKS + 1)).errors


def test_one_place_asks_a_few_times_an_hour_and_others_go_on(programme: Programme) -> None:
    for number in range(limits.FROM_ONE_PLACE):
        ask(sent(programme, text=f"{TEXT} {number}"))

    assert not sent(programme, text=f"{TEXT} otra").is_valid()
    assert sent(programme, origin="elsewhere").is_valid()


def test_all_places_together_ask_no_more_than_people_can_read(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPEN_AT_MOST", 1)
    ask(sent(programme))

    assert not sent(programme, origin="elsewhere", text=f"{TEXT} otra").is_valid()
    Question.objects.update(state=Question.State.ANSWERED)
    assert sent(programme, origin="elsewhere", text=f"{TEXT} otra").is_valid()


def test_a_place_is_a_digest_that_changes_every_day() -> None:
    today = limits.origin_of("192.0.2.7")

    assert "192.0.2.7" not in today
    assert limits.origin_of("192.0.2.7") == today
    assert limits.origin_of("192.0.2.8") != today


def test_who_asked_is_forgotten_when_it_is_settled_or_a_day_old(programme: Programme) -> None:
    open_one = ask(sent(programme, email="ana@example.org"))
    closed = ask(sent(programme, text=f"{TEXT} otra", email="beto@example.org"))
    Question.objects.filter(pk=closed.pk).update(state=Question.State.CLOSED)
    Question.objects.filter(pk=closed.pk).update(asked_at=closed.asked_at - 2 * limits.VALID)

    limits.forget_origins()

    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.email, open_one.origin) == ("ana@example.org", "here")
    assert (closed.email, closed.origin) == ("", "")


def test_a_question_is_announced_once_it_is_kept(
    programme: Programme, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    heard: list[int] = []

    def hear(pk: int, **kwargs: object) -> None:
        heard.append(pk)

    asked.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            question = ask(sent(programme))
    finally:
        asked.disconnect(hear)

    assert heard == [question.pk]
