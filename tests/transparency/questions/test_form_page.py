"""The page of the form: what is wrong stands above it and beside the field that it is about."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from lxml import html

from tests import factories
from transparency.models import Programme
from transparency.questions.asking import QuestionForm

pytestmark = pytest.mark.django_db


def page_of(**values: str) -> html.HtmlElement:
    """The page after these values were sent."""
    programme: Programme = factories.ProgrammeFactory()
    form = QuestionForm(programme, "costs/fund", "here", values)
    form.is_valid()
    figure = {"label": {"language": "en", "text": "Cost"}, "value": "US$ 5"}
    context = {"form": form, "figure": figure, "page_language": "en", "title": "Question this figure"}
    return html.fromstring(render_to_string("transparency/question.html", context))


def title_of(page: html.HtmlElement) -> str:
    return " ".join(page.xpath("//title/text()")).strip()


@pytest.mark.parametrize(
    ("values", "fields"), [({"text": "", "email": "x@y"}, {"text", "email"}), ({"text": "", "email": ""}, {"text"})]
)
def test_each_field_names_what_is_wrong_with_it(values: dict[str, str], fields: set[str]) -> None:
    page = page_of(**values)

    wrong = {element.get("name") for element in page.xpath("//*[@aria-invalid='true']")}
    described = set(" ".join(page.xpath("//form//@aria-describedby")).split())
    summary = {link.get("href") for link in page.xpath("//*[@id='errors']//a")}
    assert wrong == fields
    assert described == {element.get("id") for element in page.xpath("//form//span[@id]")}
    assert {f"id_{name}_error" for name in fields} <= described
    assert summary == {f"#id_{name}" for name in fields}
    assert title_of(page).startswith("Error: ")


def test_an_empty_form_says_nothing_of_errors() -> None:
    programme: Programme = factories.ProgrammeFactory()
    context = {"form": QuestionForm(programme, "costs/fund", "here"), "page_language": "en", "title": "Question"}

    page = html.fromstring(render_to_string("transparency/question.html", context))

    assert not page.xpath("//*[@id='errors'] | //*[@class='field-error'] | //*[@aria-invalid]")
    assert "Error" not in title_of(page)


def test_nobody_is_told_how_to_cite_a_form() -> None:
    programme: Programme = factories.ProgrammeFactory()
    form = QuestionForm(programme, "costs/fund", "here")
    context = {"form": form, "page_language": "en", "title": "Question", "path": "/en/figures/costs/fund/question/"}

    assert "cite" not in render_to_string("transparency/question.html", context)


def test_a_browser_that_keeps_no_cookies_is_told_what_to_do_in_both_languages() -> None:
    response = Client(enforce_csrf_checks=True).post("/es/", {"text": "¿Por qué?"})

    page = html.fromstring(response.content)
    assert response.status_code == 403
    assert [page.get("lang"), *page.xpath("//section/@lang")] == ["es", "en"]
    assert all("cookie" in section.text_content() for section in page.xpath("//section"))
