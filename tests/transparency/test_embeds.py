"""Charts to take away: an image that needs nothing else, and a page that other sites may show in a frame."""

import re
from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import RequestFactory
from lxml import etree, html

from publication.serving import file_response
from publication.store import Store
from tests.transparency.plain import PATHS, figure, finances, inputs, label, labels, line, render, statement
from transparency.views.finances import FinancesView

WORDS = labels(organisation={"ILO": label("OIT & “socios”", "ILO & “partners”"), "FAO": label("FAO", "FAO")})
SVG = "{http://www.w3.org/2000/svg}"


def money() -> dict[str, Any]:
    return finances(
        statements=[statement()],
        lines=[line("ILO", "disbursed", "40"), line("FAO", "disbursed", None)],
        totals=[
            {"statement": "final/final/report", "measure": "disbursed", "figure": figure("40")},
            {"statement": "final/final/report", "measure": "committed", "figure": figure("60")},
        ],
    )


@pytest.fixture(scope="module", params=["es", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def files(language: str) -> dict[str, bytes]:
    return render(FinancesView(), money(), WORDS, language)


def named(files: dict[str, bytes], ending: str) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.endswith(ending)}


def test_each_chart_of_a_page_has_an_image_and_a_page(files, language):
    charts = len(re.findall(r'<svg [^>]*class="chart"', files["index.html"].decode()))

    assert charts
    assert len(named(files, ".svg")) == len(named(files, ".embed.html")) == charts
    assert all(name.startswith({"es": "grafico-", "en": "chart-"}[language]) for name in named(files, ".svg"))


def test_files_are_announced_whether_or_not_the_page_was_made(files, language):
    assert FinancesView().file_names(inputs(money(), WORDS), language) == set(files)


def test_an_image_is_well_formed_and_needs_neither_style_sheet_nor_script(files):
    for content in named(files, ".svg").values():
        image = etree.fromstring(content)
        assert image.tag == f"{SVG}svg"
        assert not image.findall(f".//{SVG}style") + image.findall(f".//{SVG}script")
        assert not image.xpath("//@class | //@style")
        assert not re.search(rb'(?:href|src)="http', content)


def test_an_image_says_what_it_shows_and_where_it_is_from(files, language, settings: LazySettings):
    for content in named(files, ".svg").values():
        image = etree.fromstring(content)
        said = re.sub(r"\s+", "", "".join(text.text or "" for text in image.iter(f"{SVG}text")))
        title = image.find(f".//{SVG}title")
        assert title is not None
        assert re.sub(r"\s+", "", title.text or "") in said
        assert {"es": "Industrias", "en": "Industries"}[language] in said
        assert f"{settings.PUBLIC_URL}{PATHS[language]}" in said
        assert "7," in said
        assert image.get("aria-labelledby", "").split()[0] == title.get("id")


def test_everything_in_an_image_lies_inside_it(files):
    for content in named(files, ".svg").values():
        image = etree.fromstring(content)
        inner = image.find(f"{SVG}svg")
        assert inner is not None
        sides = {side: float(image.get(side, 0)) for side in ("width", "height")}
        assert float(inner.get("x", 0)) + float(inner.get("width", 0)) <= sides["width"]
        assert float(inner.get("y", 0)) + float(inner.get("height", 0)) <= sides["height"]
        assert all(float(text.get("y", 0)) <= sides["height"] for text in image.findall(f"{SVG}text"))


def test_an_embedded_page_is_not_for_search_engines_and_leads_back(files, language, settings: LazySettings):
    url = f"{settings.PUBLIC_URL}{PATHS[language]}"
    for content in named(files, ".embed.html").values():
        page = html.document_fromstring(content.decode())
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//link[@rel='canonical']/@href") == [url]
        [back] = page.xpath("//a/@href")
        anchor = back.removeprefix(f"{url}#")
        assert f'id="{anchor}"' in files["index.html"].decode()
        assert not page.xpath("//script")


def test_the_page_offers_markup_that_shows_the_chart_elsewhere(files, language, settings: LazySettings):
    page = html.document_fromstring(files["index.html"].decode())
    snippets = [html.fragment_fromstring(area.text) for area in page.xpath("//details//textarea")]

    assert {frame.get("src") for frame in snippets} == {
        f"{settings.PUBLIC_URL}{PATHS[language]}{name}" for name in named(files, ".embed.html")
    }
    assert all(frame.tag == "iframe" and frame.get("title") for frame in snippets)
    for area in page.xpath("//details//textarea"):
        assert page.xpath(f"//label[@for='{area.get('id')}']")


def test_the_markup_stays_whole_where_a_title_has_signs_of_its_own(files):
    for area in html.document_fromstring(files["index.html"].decode()).xpath("//details//textarea"):
        assert unescape(area.text).count("<iframe") == 1
        assert area.text.count('"') % 2 == 0


def test_the_same_figures_give_the_same_files(files, language):
    assert render(FinancesView(), money(), WORDS, language) == files


@pytest.mark.parametrize(
    ("name", "ancestors"), [("chart-x.embed.html", "*"), ("x.html", "'self'"), ("x.svg", "'self'")]
)
def test_only_charts_may_be_framed_by_other_sites(tmp_path, rf: RequestFactory, name: str, ancestors: str):
    store = Store(tmp_path)
    bundle = store.write_bundle({"en": {name: b"<p>"}})
    response = file_response(rf.get("/"), store.bundle_path(bundle) / "en", name)

    assert response is not None
    assert response["Content-Security-Policy"].endswith(f"frame-ancestors {ancestors}")
    assert "X-Frame-Options" not in response
