"""The lines of a statement in a real browser: the admin's own script adds and removes rows of our own making."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Demo, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def form(page: Page, demo: Demo) -> Page:
    """The final statement's form, open for a data officer."""
    sign_in(page, demo, "datos")
    page.goto("/admin/record/statement/")
    page.get_by_role("link", name="final").first.click()
    page.wait_for_load_state()
    return page


def lines(form: Page, relation: str) -> Locator:
    """The rows of one kind that are on the screen."""
    return form.locator(f"#id_{relation}-FORMS > .record-line:visible")


def save(form: Page) -> None:
    """Presses the button."""
    form.get_by_role("button", name=re.compile("Guardar|Save")).first.click()
    form.wait_for_load_state()


def test_a_row_is_added_cited_refused_put_right_and_removed(form: Page) -> None:
    address = form.url
    balances = lines(form, "balances")
    number = balances.count()

    form.locator("#id_balances-ADD").click()
    expect(balances).to_have_count(number + 1)
    row = f"#id_balances-{number}"
    assert form.input_value(f"{row}-source")
    assert form.input_value(f"{row}-section")
    form.select_option(f"{row}-organisation", index=5)
    form.select_option(f"{row}-kind", index=1)
    form.fill(f"{row}-amount", "1,234")
    save(form)

    expect(form.locator(f"#inline_child_balances-{number} .error-message")).to_contain_text("1234")
    form.fill(f"{row}-amount", "1234.50")
    save(form)
    form.wait_for_url(re.compile(r"/admin/record/statement/(?!edit)"))

    form.goto(address)
    expect(balances).to_have_count(number + 1)
    added = form.locator(".record-line").filter(has=form.locator("input[value='1234.50']"))
    added.get_by_role("button", name=re.compile("Eliminar|Borrar|Delete")).click()
    expect(balances).to_have_count(number)
    save(form)
    form.wait_for_url(re.compile(r"/admin/record/statement/(?!edit)"))
    form.goto(address)
    expect(balances).to_have_count(number)


def test_the_citation_of_a_row_opens_and_offers_the_notes(form: Page) -> None:
    row = lines(form, "statementlines").first
    chooser = row.locator("[data-chooser-action-choose]:visible")

    expect(chooser).to_have_count(0)
    row.locator("summary").click()
    chooser.first.click()

    dialogue = form.get_by_role("dialog")
    expect(dialogue.locator("[data-chooser-modal-choice]").first).to_be_visible()


def test_nothing_of_the_form_is_wider_than_a_small_screen(form: Page) -> None:
    form.set_viewport_size({"width": 1024, "height": 768})

    overflow = form.evaluate(
        "[...document.querySelectorAll('.record-line')].filter(row => row.scrollWidth > row.clientWidth + 1).length"
    )

    assert overflow == 0
