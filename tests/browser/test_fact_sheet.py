"""The fact sheet on paper: two A4 pages in each language, in letters that can be read."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Demo

PATHS = {"es": "/es/transparencia/ficha/", "en": "/en/transparency/fact-sheet/"}
A4 = (595, 842)  # points
SMALLEST_TEXT = 7.5  # points; only the marks of sources are smaller, and the list below says what they say

pytestmark = pytest.mark.browser

SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter((element) => element.checkVisibility() && !element.closest(".cite, .only-screen-readers"))
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((element) => parseFloat(getComputedStyle(element).fontSize)))"""


@pytest.mark.parametrize("language", PATHS)
def test_it_takes_two_pages(page: Page, language: str, tmp_path: Path) -> None:
    page.goto(PATHS[language])
    page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "sheet.pdf").pages

    assert [tuple(round(float(side)) for side in one.mediabox[2:]) for one in printed] == [A4, A4]
    assert all(len(one.extract_text()) > 2000 for one in printed)
    assert re.search(r"/(ficha|fact-sheet)/", printed[0].extract_text())


@pytest.mark.parametrize("language", PATHS)
def test_its_letters_can_be_read_on_paper(page: Page, language: str) -> None:
    page.goto(PATHS[language])
    page.emulate_media(media="print")

    assert page.evaluate(SMALLEST) * 0.75 >= SMALLEST_TEXT


def test_it_offers_to_print_itself_to_those_who_have_scripts(page: Page) -> None:
    page.goto(PATHS["es"])
    page.evaluate("window.print = () => { window.printed = true; }")
    page.locator("[data-print]").click()

    assert page.evaluate("window.printed")


def test_without_scripts_nothing_is_offered_that_does_nothing(browser: Browser, demo: Demo) -> None:
    with browser.new_context(base_url=demo.url, java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(PATHS["es"])

        expect(tab.locator("[data-print]")).to_be_hidden()
