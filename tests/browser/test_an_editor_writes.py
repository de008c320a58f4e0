"""From an editor's words to the released page: a draft is seen by the editor alone, what is published by everyone."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scripts.processes import wait_until
from tests.browser.conftest import Demo, sign_in

pytestmark = pytest.mark.browser

PUBLIC = "/es/transparencia/resultados/"
WORDS = "Palabras nuevas de la redacción."
PEOPLE_REACHED = "2,612"
SECONDS = 30


@pytest.fixture
def form(page: Page, demo: Demo) -> Page:
    """The form of the results page in Spanish, open for an editor, who finds it through the tree of pages."""
    sign_in(page, demo, "editora")
    page.goto("/admin/pages/")
    for title in ("Industrias Creativas Inclusivas", "Transparencia"):
        page.locator(f"a[aria-label$=\"'{title}'\"]").first.click()
        page.wait_for_url("**/admin/pages/*/")
        expect(page.locator("table.listing").first).to_be_visible()
    page.get_by_role("link", name="Resultados", exact=True).first.click()
    page.wait_for_url("**/edit/")
    return page


def text_of(context: BrowserContext, path: str) -> str:
    return context.request.get(path).text()


def test_a_draft_is_seen_in_its_preview_alone_and_what_is_published_by_everyone(
    form: Page, context: BrowserContext
) -> None:
    before = text_of(context, PUBLIC)
    form.locator("#panel-child-contenido-introduction-section .public-DraftEditor-content").click()
    form.keyboard.press("Control+End")
    form.keyboard.type(f" {WORDS}")
    # The editor hands what was typed to the form after a moment.
    expect(form.locator("input[name=introduction]")).to_have_value(re.compile(re.escape(WORDS)))
    with form.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        form.get_by_role("button", name="Guardar borrador").click()

    form.goto(re.sub(r"edit/.*", "view_draft/", form.url))
    expect(form.locator("main")).to_contain_text(WORDS)
    expect(form.locator("main")).to_contain_text("Vista previa, sin publicar")
    expect(form.locator("main")).to_contain_text(PEOPLE_REACHED)
    assert text_of(context, PUBLIC) == before

    form.goto(re.sub(r"view_draft/.*", "edit/", form.url))
    form.get_by_role("button", name="Más acciones").click()
    form.locator("button[name=action-publish][value=action-publish]").click()
    wait_until(lambda: WORDS in text_of(context, PUBLIC), SECONDS, "the editor's words on the public page")
    assert PEOPLE_REACHED in text_of(context, PUBLIC)
