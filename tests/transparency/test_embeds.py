"""Charts to take away: an image that needs nothing else, and a page that other sites may show in a frame."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.template.loader import render_to_string
from django.test import RequestFactory
from lxml import etree, html

from publication.serving import file_response
from publication.store import Store
from tests.transparency.plain import PATHS, figure, finances, inputs, label, labels, line, render, statement
from transparency.charts import Share, Unit, share_bar
from transparency.views.agencies import AgenciesView
from transparency.views.blocks import Block
from transparency.views.embeds import Address, charts_in, offered
from transparency.views.finances import FinancesView
from transparency.views.finding_marks import LINKS

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


def pages(files: dict[str, bytes]) -> dict[str, str]:
    """The page and those beside it, without those that are for other sites."""
    return {
        name: content.decode()
        for name, content in files.items()
        if name.endswith(".html") and not name.endswith(".embed.html")
    }


def beside(page: str, language: str) -> str:
    """What the names of the files of a page's charts begin with."""
    word = {"es": "grafico-", "en": "chart-"}[language]
    return word if page == "index.html" else f"{page.removesuffix('.html')}-{word}"


@pytest.mark.parametrize("ending", [".svg", ".png", ".embed.html"])
def test_each_chart_of_each_page_has_its_files(files, language, ending: str):
    drawn = 0
    for name, page in pages(files).items():
        charts = re.findall(r'<svg [^>]*aria-labelledby="([\w-]+)-t ', page)
        assert {f"{beside(name, language)}{chart}{ending}" for chart in charts} <= files.keys()
        drawn += len(charts)

    assert drawn == len(named(files, ending)) > 0


def test_the_chart_of_a_profile_says_whose_it_is(language):
    files = render(AgenciesView(), {**money(), "participations": [], LINKS: []}, WORDS, language)
    image = files[{"es": "fao-grafico-amounts.svg", "en": "fao-chart-amounts.svg"}[language]]
    said = " ".join(text.text or "" for text in etree.fromstring(image).iter(f"{SVG}text"))

    assert "FAO. " in said
    assert f"{PATHS[language]}fao.html" in said.replace(" ", "")


def test_files_are_announced_whether_or_not_the_page_was_made(files, language):
    assert FinancesView().file_names(inputs(money(), WORDS), language) == set(files)


def test_those_of_profiles_are_announced_too(language):
    figures = {**money(), "participations": [], LINKS: []}

    assert AgenciesView().file_names(inputs(figures, WORDS), language) == set(
        render(AgenciesView(), figures, WORDS, language)
    )


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
    folder = f"{settings.PUBLIC_URL}{PATHS[language]}"
    for name, content in named(files, ".embed.html").items():
        page = html.document_fromstring(content.decode())
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        [canonical] = page.xpath("//link[@rel='canonical']/@href")
        [back] = page.xpath("//a/@href")
        shown_on = canonical.removeprefix(folder) or "index.html"
        assert name.startswith(beside(shown_on, language))
        assert f'id="{back.removeprefix(f"{canonical}#")}"' in files[shown_on].decode()
        assert not page.xpath("//script")


def test_every_page_offers_markup_that_shows_its_charts_elsewhere(files, language, settings: LazySettings):
    shown = []
    for content in pages(files).values():
        page = html.document_fromstring(content)
        for area in page.xpath("//details//textarea"):
            frame = html.fragment_fromstring(area.text)
            assert frame.tag == "iframe"
            assert frame.get("title")
            assert page.xpath(f"//label[@for='{area.get('id')}']")
            shown.append(frame.attrib["src"])

    assert sorted(shown) == sorted(
        f"{settings.PUBLIC_URL}{PATHS[language]}{name}" for name in named(files, ".embed.html")
    )


def test_every_file_of_a_chart_is_linked_and_so_is_what_stays_of_it(files, language):
    linked = {
        url for page in pages(files).values() for url in html.document_fromstring(page).xpath("//details//a/@href")
    }
    kept = {url for url in linked if url.startswith("/")}

    assert linked - kept == {name for ending in (".svg", ".png", ".embed.html") for name in named(files, ending)}
    assert kept == {f"/releases/7{PATHS[language]}{name}" for name in named(files, ".embed.html")}


def test_the_markup_stays_whole_where_a_title_has_signs_of_its_own():
    title = 'Who said "A & B" < C'
    chart = share_bar(
        chart_id="x", title=title, description="d", shares=[Share("A", Decimal(1))], language="en", unit=Unit(),
        missing="no data",
    )  # fmt: skip
    block = Block("x", "X", charts=[chart])
    offers = offered(charts_in({"blocks": [block]}), Address("/en/page/", "en"))["x"]
    [area] = html.fragment_fromstring(
        render_to_string("transparency/chart_offers.html", {"offers": offers}), create_parent=True
    ).iter("textarea")

    assert html.fragment_fromstring(area.text or "").get("title") == title


def test_the_same_figures_give_the_same_files(files, language):
    assert render(FinancesView(), money(), WORDS, language) == files


@pytest.mark.parametrize(
    ("name", "ancestors"),
    [("chart-x.embed.html", "*"), ("x.html", "'self'"), ("x.svg", "'self'"), ("x.png", "'self'")],
)
def test_only_charts_may_be_framed_by_other_sites(tmp_path, rf: RequestFactory, name: str, ancestors: str):
    store = Store(tmp_path)
    bundle = store.write_bundle({"en": {name: b"<p>"}})
    response = file_response(rf.get("/"), store.bundle_path(bundle) / "en", name)

    assert response is not None
    assert response["Content-Security-Policy"].endswith(f"frame-ancestors {ancestors}")
    assert "X-Frame-Options" not in response
