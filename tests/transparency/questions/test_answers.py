"""A public answer stays with its figure, in both languages."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import ProgrammeFactory, in_english
from transparency.models import Programme, Question, QuestionAnswer
from transparency.questions.answers import all_answers, answers_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 9)


@pytest.fixture
def programme() -> Programme:
    made: Programme = ProgrammeFactory(code="P-1")
    return made


def answered(programme: Programme, figure: str = "costs/total/report", **more: object) -> QuestionAnswer:
    given = {"asked": "¿Por qué?", "text": "Porque sí.", "asked_on": DAY, "answered_by": "Oficina", "answered_on": DAY}
    return QuestionAnswer.objects.create(
        programme=programme, figure=figure, locale=programme.locale, **{**given, **more}
    )


def test_an_answer_is_told_in_the_reader_s_language_or_says_which_it_is_in(programme: Programme) -> None:
    translated = answered(programme)
    in_english(translated, asked="Why?", text="Because.")
    answered(programme, asked="¿Y esto?", answered_on=DAY - datetime.timedelta(days=1))

    told = answers_of("P-1", "costs/total/report", "en")

    assert [(one.asked, one.language) for one in told] == [("Why?", "en"), ("¿Y esto?", "es")]


def test_each_figure_has_its_own(programme: Programme) -> None:
    answered(programme)
    answered(programme, figure="costs/fund/report")

    assert len(answers_of("P-1", "costs/fund/report", "es")) == 1
    assert len(all_answers("P-1", "es")) == 2
    assert all_answers("P-2", "es") == []


def test_answering_settles_the_question(programme: Programme) -> None:
    question = Question.objects.create(
        programme=programme, figure="costs/total/report", release=1, language="es", text="¿Por qué este total?"
    )
    answered(programme, question=question)

    question.refresh_from_db()
    assert question.state == Question.State.ANSWERED


def test_answers_cost_one_query(programme: Programme, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(4):
        in_english(answered(programme, asked=f"¿{number}?"), asked=f"{number}?")

    with django_assert_num_queries(1):
        assert len(answers_of("P-1", "costs/total/report", "en")) == 4
