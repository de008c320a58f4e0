"""Every page of the demo, in both languages, as any reader may meet it."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import Demo
from tests.browser.visits import SCREENS, Scheme, Visit, Visitor

pytestmark = pytest.mark.browser

STARTS = ("/es/", "/en/")
BUDGET_BYTES = 50_000
PAGE = re.compile(r"^/(es|en)/(.*(/|(?<!\.embed)\.html))?$")
FIGURE = re.compile(r"^/(es|en)/(?:transparencia/cifras|transparency/figures)/.+/(?P<question>pregunta/|question/)?$")
CITATION = re.compile(r"^/(es|en)/(?!transparen).+/(cita|citation)(\.\w+)$")
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


def read(demo: Demo, path: str) -> html.HtmlElement:
    """A page as it comes over the line."""
    with urlopen(demo.url + path) as answer:
        return html.document_fromstring(answer.read(), base_url=demo.url + path)


def format_of(path: str) -> str:
    """How an item of a register is to be cited has one name for each language and format, whichever the item is.

    That every kind of item can be cited is tested without a browser (tests/content/registers).
    """
    citation = CITATION.match(path)
    return "".join(citation.groups()) if citation else path


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
        document = read(demo, path)
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
    others = {target for target in set().union(*links.values()) - links.keys() if not FIGURE.match(target)}
    targets = {format_of(target): target for target in sorted(others)}.values()

    assert len(targets) > 300
    broken = {target: status for target in targets if (status := context.request.head(target).status) != 200}

    assert broken == {}


@pytest.fixture(scope="module")
def visits(pages: list[str], browser: Browser, demo: Demo) -> Iterator[dict[str, Visit]]:
    """Page → what a browser finds there."""
    visitor = Visitor(browser, demo.url)
    yield {path: visitor.visit(path) for path in pages}
    visitor.close()


@pytest.mark.parametrize("scheme", SCREENS)
def test_axe_finds_nothing(visits: dict[str, Visit], scheme: Scheme) -> None:
    assert {path: visit.violations[scheme] for path, visit in visits.items() if visit.violations[scheme]} == {}


def test_pages_fit_every_width(visits: dict[str, Visit]) -> None:
    assert {path: visit.too_wide for path, visit in visits.items() if visit.too_wide} == {}


def test_pages_are_the_same_without_javascript(visits: dict[str, Visit]) -> None:
    for path, visit in visits.items():
        assert visit.plain == visit.main, path
        assert len(visit.plain) > 200, path


def test_every_page_is_light(visits: dict[str, Visit]) -> None:
    for path, visit in visits.items():
        assert len(visit.sizes) == 2, path
        assert sum(visit.sizes) <= BUDGET_BYTES, path


def test_downloads_are_told_apart_by_their_names(visits: dict[str, Visit]) -> None:
    """That they open is among what no link leads nowhere to."""
    for path, visit in visits.items():
        assert len({name for name, _ in visit.downloads}) == len({address for _, address in visit.downloads}), path


def test_figures_link_to_sources_that_are_listed(visits: dict[str, Visit]) -> None:
    for path, visit in visits.items():
        assert visit.cited == visit.listed, path


def test_nothing_is_fetched_from_elsewhere_and_nothing_complains(visits: dict[str, Visit]) -> None:
    assert {path: visit.elsewhere for path, visit in visits.items() if visit.elsewhere} == {}
    assert {path: visit.complaints for path, visit in visits.items() if visit.complaints} == {}


def test_spanish_pages_hold_no_english_of_the_interface(visits: dict[str, Visit]) -> None:
    english = re.compile(r"\b(Download|Source|Release|Amount|Agency|Total as printed|no data|Skip to|Data as of)\b")
    found = {path: english.findall(visit.text) for path, visit in visits.items() if path.startswith("/es/")}

    assert found
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(("spanish", "english"), [*PAIRS.items(), *PARTS.items()])
def test_each_language_names_the_other(demo: Demo, spanish: str, english: str) -> None:
    for path, language, other in ((spanish, "es", english), (english, "en", spanish)):
        document = read(demo, path)
        alternates = {
            link.get("hreflang"): urlsplit(link.get("href")).path
            for link in document.xpath("//link[@rel='alternate'][@hreflang]")
        }

        assert document.get("lang") == language
        assert alternates == {"es": spanish, "en": english, "x-default": spanish}
        assert len(document.xpath(f"//nav[contains(@class, 'languages')]//a[@href='{other}']")) == 1


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
