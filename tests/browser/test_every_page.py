"""Every page of the demo, in both languages, as any reader may meet it."""

import re
from typing import Literal
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize

from tests.browser.conftest import Demo

pytestmark = pytest.mark.browser

STARTS = ("/es/", "/en/")
WIDTHS = (320, 360, 768, 1280)
BUDGET_BYTES = 50_000
PAGE = re.compile(r"^/(es|en)/(.*(/|(?<!\.embed)\.html))?$")
FIGURE = re.compile(r"^/(es|en)/(?:transparencia/cifras|transparency/figures)/.+/(?P<question>pregunta/|question/)?$")
PAIRS = {
    "/es/": "/en/",
    "/es/transparencia/": "/en/transparency/",
    "/es/transparencia/finanzas/": "/en/transparency/finances/",
    "/es/transparencia/resultados/": "/en/transparency/results/",
    "/es/transparencia/hallazgos/": "/en/transparency/findings/",
    "/es/transparencia/datos/": "/en/transparency/data/",
    "/es/programa/": "/en/programme/",
    "/es/regiones/cusco/": "/en/regions/cusco/",
    "/es/estudios/": "/en/studies/",
    "/es/ordenanzas/": "/en/ordinances/",
    "/es/productos/": "/en/products/",
}

# Parts of pages, which a reader gets to by a filter.
PARTS = {
    "/es/transparencia/hallazgos/contradicciones.html": "/en/transparency/findings/contradictions.html",
    "/es/transparencia/hallazgos/seguimiento.html": "/en/transparency/findings/follow-up.html",
    "/es/transparencia/finanzas/estado-final.html": "/en/transparency/finances/final-statement.html",
    "/es/transparencia/resultados/artesania.html": "/en/transparency/results/handicrafts.html",
    "/es/transparencia/cifras/sin-dato.html": "/en/transparency/figures/no-data.html",
}


def kind_of(path: str) -> str:
    """Pages of one kind have one name: the hundreds of figures, what questions them, the leaves of one page.

    That every figure has its page is tested without a browser (tests/transparency/figures).
    """
    figure = FIGURE.match(path)
    if figure:
        return f"/{figure[1]}/figure/{figure['question'] or ''}"
    return path.rpartition("/")[0] + "/*.html" if path.endswith(".html") else path


@pytest.fixture(scope="module")
def links(demo: Demo) -> dict[str, set[str]]:
    """Page → addresses that it links to on this site, for every page reached from the two home pages.

    Of pages of one kind the first is followed; links to the others are left out.
    """
    found: dict[str, set[str]] = {}
    first: dict[str, str] = {}
    waiting = list(STARTS)
    while waiting:
        path = waiting.pop()
        if path in found or first.setdefault(kind_of(path), path) != path:
            continue
        with urlopen(demo.url + path) as answer:
            document = html.fromstring(answer.read(), base_url=demo.url + path)
        targets = [urljoin(demo.url + path, target) for target in document.xpath("//a/@href")]
        paths = {urlsplit(target).path for target in targets if target.startswith(demo.url)}
        found[path] = {target for target in paths if first.get(kind_of(target), target) == target}
        waiting.extend(target for target in found[path] if PAGE.match(target))
    return found


@pytest.fixture(scope="module")
def pages(links: dict[str, set[str]]) -> list[str]:
    """Every page that leads to others, and of those side by side at the ends the first: one of each kind."""
    chosen: dict[str, str] = {}
    for path in sorted(links):
        leads_on = kind_of(path) != path or any(other != path and other.startswith(path) for other in links)
        beside = "/transparen" in path or path.count("/") < 4
        chosen.setdefault(path if leads_on or beside else path.rstrip("/").rpartition("/")[0] + "/*", path)
    return sorted(chosen.values())


def test_the_demo_has_its_pages_in_both_languages(links: dict[str, set[str]]) -> None:
    assert {*PAIRS, *PAIRS.values()} <= links.keys()


def test_no_link_leads_nowhere(links: dict[str, set[str]], context: BrowserContext) -> None:
    targets = {target for target in set().union(*links.values()) - links.keys() if not FIGURE.match(target)}

    broken = {target: status for target in targets if (status := context.request.get(target).status) != 200}

    assert broken == {}


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_nothing(
    pages: list[str], browser: Browser, demo: Demo, scheme: Literal["light", "dark"], width: int
) -> None:
    found = []
    size: ViewportSize = {"width": width, "height": 800}
    with browser.new_context(base_url=demo.url, color_scheme=scheme, viewport=size) as context:
        page = context.new_page()
        for path in pages:
            page.goto(path)
            violations = Axe().run(page).response["violations"]
            found += [(path, v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in violations]

    assert found == []


def test_pages_fit_every_width(pages: list[str], page: Page) -> None:
    too_wide = []
    for path in pages:
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                too_wide.append((path, width))

    assert too_wide == []


def test_pages_are_the_same_without_javascript(pages: list[str], browser: Browser, demo: Demo) -> None:
    with (
        browser.new_context(base_url=demo.url) as scripted,
        browser.new_context(base_url=demo.url, java_script_enabled=False) as plain,
    ):
        one, other = scripted.new_page(), plain.new_page()
        for path in pages:
            one.goto(path)
            other.goto(path)
            # A button that prints works by script alone, and is offered to those who have it.
            one.locator("[data-print]").evaluate_all("found => found.forEach(one => one.remove())")
            assert other.locator("main").inner_text() == one.locator("main").inner_text(), path
            assert len(other.locator("main").inner_text()) > 200, path


def sent_sizes(browser: Browser, url: str) -> list[int]:
    """How many bytes of HTML and CSS come over the line for a reader's first page."""
    received: list[Response] = []
    with browser.new_context() as fresh:
        page = fresh.new_page()
        page.on("response", lambda response: received.append(response))
        page.goto(url)
        return [
            response.request.sizes()["responseBodySize"]
            for response in received
            if response.request.resource_type in ("document", "stylesheet")
        ]


def test_every_page_is_light(pages: list[str], browser: Browser, demo: Demo) -> None:
    for path in pages:
        sizes = sent_sizes(browser, demo.url + path)

        assert len(sizes) == 2, path
        assert sum(sizes) <= BUDGET_BYTES, path


def test_downloads_are_told_apart_by_their_names_and_open(pages: list[str], page: Page) -> None:
    for path in pages:
        page.goto(path)
        downloads = page.locator("a[download]").all()
        # Not the inner text, which a link in a folded box has none of.
        targets = {
            " ".join((link.text_content() or "").split()): link.get_attribute("href") or "" for link in downloads
        }

        assert len(targets) == len({link.get_attribute("href") for link in downloads}), path
        assert {page.request.get(urljoin(page.url, target)).status for target in targets.values()} <= {200}


def test_figures_link_to_sources_that_are_listed(pages: list[str], page: Page) -> None:
    for path in pages:
        page.goto(path)
        cited = {link.get_attribute("href") for link in page.locator(".cite a").all()}
        listed = {f"#{source.get_attribute('id')}" for source in page.locator(".sources li").all()}

        assert cited == listed, path


def test_nothing_is_fetched_from_elsewhere_and_nothing_complains(pages: list[str], page: Page, demo: Demo) -> None:
    elsewhere: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(demo.url) else elsewhere.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    for path in pages:
        page.goto(path)

    assert elsewhere == []
    assert complaints == []


@pytest.mark.parametrize(("spanish", "english"), [*PAIRS.items(), *PARTS.items()])
def test_each_language_names_the_other(page: Page, demo: Demo, spanish: str, english: str) -> None:
    for path, language, other in ((spanish, "es", english), (english, "en", spanish)):
        page.goto(path)
        alternates = {
            link.get_attribute("hreflang"): urlsplit(link.get_attribute("href") or "").path
            for link in page.query_selector_all("link[rel=alternate][hreflang]")
        }

        assert page.locator("html").get_attribute("lang") == language
        assert alternates == {"es": spanish, "en": english, "x-default": spanish}
        assert page.locator(f"nav.languages a[href='{other}']").count() == 1


@pytest.mark.parametrize("part", PARTS)
def test_a_filter_leads_to_a_part_and_back_without_javascript(browser: Browser, demo: Demo, part: str) -> None:
    whole, _slash, name = part.rpartition("/")
    with browser.new_context(base_url=demo.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(whole + "/")
        page.locator(f".filters a[href='{name}']").click()
        assert urlsplit(page.url).path == part
        assert page.locator(".filters [aria-current]").get_attribute("href") == name
        page.locator(".filters a[href='./']").click()
        assert urlsplit(page.url).path == whole + "/"


def test_spanish_pages_hold_no_english_of_the_interface(pages: list[str], page: Page) -> None:
    english = re.compile(r"\b(Download|Source|Release|Amount|Agency|Total as printed|no data|Skip to|Data as of)\b")
    for path in pages:
        if path.startswith("/es/"):
            page.goto(path)
            assert english.findall(page.locator("body").inner_text()) == [], path
