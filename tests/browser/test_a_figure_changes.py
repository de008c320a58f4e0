"""From the form of a data officer to the pages of both languages, in one release."""

import csv
import io
import re

import pytest
from playwright.sync_api import BrowserContext, Page

from scripts.processes import wait_until
from tests.browser.conftest import Demo, sign_in

pytestmark = pytest.mark.browser

PAGES = {"es": "/es/transparencia/finanzas/", "en": "/en/transparency/finances/"}
DOWNLOADS = {"es": "/es/transparencia/finanzas/por-agencia.csv", "en": "/en/transparency/finances/by-agency.csv"}
BEFORE, AFTER = "1,770,047", "1,234,567"
SECONDS = 30


def text_of(context: BrowserContext, path: str) -> str:
    return context.request.get(path).text()


def test_both_pages_and_the_downloads_follow_a_saved_figure(page: Page, context: BrowserContext, demo: Demo) -> None:
    assert all(BEFORE in text_of(context, path) for path in PAGES.values())
    sign_in(page, demo, "datos")
    page.goto("/admin/record/statement/")
    page.get_by_role("link", name="final").first.click()
    page.wait_for_url("**/edit/**")
    fields = page.locator("input[name$='-amount']")
    changed = next(
        field for field in fields.all() if re.sub(r"[^\d.]", "", field.input_value()) in ("1770047", "1770047.00")
    )
    changed.fill("1234567")
    page.get_by_role("button", name=re.compile("Guardar|Save")).first.click()
    page.wait_for_url(re.compile(r"/admin/record/statement/(?!edit)"))

    wait_until(
        lambda: all(AFTER in text_of(context, path) for path in PAGES.values()), SECONDS, "the change on both pages"
    )

    releases = set()
    for path in DOWNLOADS.values():
        rows = list(csv.DictReader(io.StringIO(text_of(context, path).removeprefix("\ufeff"))))
        releases |= {row["release"] for row in rows}
        assert "1234567" in {row["value"] for row in rows}
        assert "1770047" not in {row["value"] for row in rows}
    assert len(releases) == 1
    number = releases.pop()
    for path in PAGES.values():
        assert BEFORE not in text_of(context, path)
        assert re.search(rf"(n\.º|Release)\s+{number}\b", text_of(context, path))


def test_a_refused_figure_changes_nothing_and_says_why(page: Page, context: BrowserContext, demo: Demo) -> None:
    sign_in(page, demo, "datos")
    page.goto("/admin/record/statement/")
    page.get_by_role("link", name="final").first.click()
    page.wait_for_url("**/edit/**")
    before = text_of(context, PAGES["es"])
    page.locator("input[name$='-amount']").first.fill("mucho dinero")
    page.get_by_role("button", name=re.compile("Guardar|Save")).first.click()

    page.wait_for_load_state()

    assert page.locator(".error-message, .w-field__errors").filter(has_text=re.compile(r"\d")).count() >= 1
    assert text_of(context, PAGES["es"]) == before
