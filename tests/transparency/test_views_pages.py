"""What surrounds the figures: prose, ways around, languages, previews, and the weight of a page."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils.translation import override
from lxml import html
from wagtail.models import Page

from publication.manifest import fingerprint
from tests import factories
from tests.transparency.plain import STAMP, in_memory, main_text
from tests.transparency.whole import rich, rich_words, whole, whole_inputs
from transparency.models import FinancesPage
from transparency.views import preview
from transparency.views.base import ProgrammeView
from transparency.views.finances import FinancesView
from transparency.views.findings import FindingsView
from transparency.views.follow_up import FollowUpView
from transparency.views.overview import OverviewView
from transparency.views.results import ResultsView

BUDGET_BYTES = 50_000  # of HTML and CSS together, compressed: a page for 2G
CODE = "TEST-0001"

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return factories.programme_with_pages(CODE, agencies=6, semesters=8)


def page_of(view, language="es"):
    """A page as a release would hold it now."""
    read = view.read(CODE)
    with override(language):
        return view.render(read, language, STAMP)["index.html"].decode()


def languages_of(view: ProgrammeView) -> set[str]:
    read = view.read(CODE)
    return set(read.pages) if read else set()


def in_english(page):
    return Page.objects.get(translation_key=page.translation_key, locale__language_code="en")


@pytest.mark.parametrize("view", [OverviewView(), FinancesView(), ResultsView()], ids=lambda view: view.name)
def test_every_page_is_light(site, view):
    styles = len(gzip.compress(Path(str(finders.find("quipu/site.css"))).read_bytes()))

    assert len(gzip.compress(page_of(view).encode())) + styles < BUDGET_BYTES


@pytest.mark.parametrize(
    "view", [FinancesView(), ResultsView(), FindingsView(), FollowUpView()], ids=lambda view: view.name
)
@pytest.mark.parametrize("figures", [{}, rich()], ids=["empty", "rich"])
def test_every_link_within_a_page_leads_somewhere(view, figures):
    tables = {
        **whole(),
        "findings_pages": [],
        "funders": [],
        "starts": [],
        "ends": [],
        "newest_statement": [],
        **figures,
    }
    files = in_memory(view.render(whole_inputs(tables, **rich_words()), "es", STAMP))
    page = html.fromstring(files["index.html"].decode())
    links = {link.removeprefix("#") for link in page.xpath("//a/@href[starts-with(., '#')]")}

    assert links <= {*page.xpath("//@id")}


@pytest.mark.parametrize("view", [OverviewView(), FinancesView(), ResultsView()], ids=lambda view: view.name)
def test_no_page_has_a_script_or_a_style_of_its_own(site, view):
    page = page_of(view)

    assert not re.search(r"<script(?! src=| type=.application/ld.json)|<style|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("view", [OverviewView(), FinancesView(), ResultsView()], ids=lambda view: view.name)
def test_files_announced_are_files_written(site, view):
    read = view.read(CODE)

    for language in read.pages:
        with override(language):
            assert set(view.render(read, language, STAMP)) == view.file_names(read, language)


def test_the_same_inputs_give_the_same_bytes(site):
    assert page_of(FinancesView()) == page_of(FinancesView())


@pytest.mark.parametrize("view", [OverviewView(), FinancesView()], ids=lambda view: view.name)
def test_a_site_that_moves_to_another_address_makes_its_pages_anew(site, settings, view):
    settings.PUBLIC_URL = "http://quipu.example"
    before = view.read(CODE)
    settings.PUBLIC_URL = "https://quipu.example"
    after = view.read(CODE)

    assert fingerprint(before.pages, before.data, "c") != fingerprint(after.pages, after.data, "c")
    assert 'rel="canonical" href="https://quipu.example/' in page_of(view)


def test_a_page_says_its_release_and_where_its_digests_are(site):
    page = page_of(FinancesView(), "en")

    assert "Release 7 · 9 March 2026" in main_text(page)
    assert 'href="/releases/7/manifest.json"' in page


def test_a_page_links_its_other_language_and_search_engines_learn_of_both(site, settings):
    page = page_of(FinancesView(), "en")

    assert re.search(r'<html lang="en"', page)
    assert re.search(r'<a href="/es/transparencia/finanzas/"[^>]*hreflang="es"', page)
    alternates = re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page)
    assert alternates == [
        ("es", f"{settings.PUBLIC_URL}/es/transparencia/finanzas/"),
        ("x-default", f"{settings.PUBLIC_URL}/es/transparencia/finanzas/"),
        ("en", f"{settings.PUBLIC_URL}/en/transparency/finances/"),
    ]


def test_a_language_whose_page_is_not_live_has_no_page_and_is_not_offered(site):
    in_english(site.finances).unpublish()

    assert languages_of(FinancesView()) == {"es"}
    assert 'hreflang="en"' not in page_of(FinancesView())


def test_the_menu_shows_where_the_reader_is(site):
    page = page_of(FinancesView())

    assert re.search(r'href="/es/transparencia/" aria-current="true"', page)
    assert re.search(r'href="/es/transparencia/finanzas/" aria-current="page"', page)
    assert re.search(r'<a href="/es/transparencia/resultados/">', page)


def test_the_overview_leads_to_the_pages_that_are_live(site):
    assert 'href="/en/transparency/finances/"' in page_of(OverviewView(), "en")

    in_english(site.results).unpublish()

    assert "/en/transparency/results/" not in page_of(OverviewView(), "en")
    assert "/es/transparencia/resultados/" in page_of(OverviewView(), "es")


def test_the_overview_shows_the_same_key_figures_as_the_page_that_explains_them(site):
    shown = re.compile(r'<p class="figure-value">\s*([^<]+?)\s*<')

    assert shown.findall(page_of(FinancesView())) == shown.findall(page_of(OverviewView()))[:5]


def test_a_preview_shows_the_drafts_words_with_the_figures_of_this_moment(site):
    site.finances.introduction = "<p>Un borrador que nadie ha leído.</p>"
    site.finances.save_revision()
    line = site.statements[-1].statementlines.first()
    line.amount = 7654321
    line.save()
    draft = FinancesPage.objects.get(pk=site.finances.pk).get_latest_revision_as_object()

    shown = main_text(preview(draft))

    assert "Un borrador que nadie ha leído." in shown
    assert "7,654,321" in shown
    assert "Vista previa" in shown
    assert "CSV" not in shown
    assert "Un borrador" not in page_of(FinancesView())


def test_a_programme_without_a_page_has_nothing_to_release(site):
    site.finances.unpublish()
    in_english(site.finances).unpublish()

    assert FinancesView().read(CODE) is None
