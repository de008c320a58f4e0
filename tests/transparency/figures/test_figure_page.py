"""A figure's own page: what readers of either language are told, and what programs are."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.factories import IndicatorFactory, NoteFactory, ObservationFactory, programme_with_pages
from tests.transparency.figures.site import CODE, KEY, SHA256, english_of, figure_url, text_at
from transparency.models import FindingAnswer, StatementLine

# Site, page and its languages, aliases, menu and sections, breadcrumbs, the live release, the figure's past with its
# reasons, its questions, its document, and where it is explained: the same for a record of any size.
MOST_QUERIES = 36


def test_a_figure_says_what_it_is_where_it_was_read_and_in_which_release(site, client):
    release = site.publish()

    spanish, english = text_at(client, figure_url()), text_at(client, figure_url("en"))

    for text in (spanish, english):
        assert "US$ 40,000" in text
        assert SHA256 in text
        assert f"/id/{CODE}/figure/{KEY}" in text
    assert "Desembolsado, AG0" in spanish
    assert "IV.a" in spanish
    assert f"Release {release.number}" in english
    assert "Disbursed, AG0 (semester report 2001-1, as of 30 June 2001)" in english
    assert "Final report" in english


def test_the_page_says_what_is_released_and_nothing_newer(site, client):
    site.publish()
    StatementLine.objects.filter(pk=site.line.pk).update(amount=77)

    assert "US$ 40,000" in text_at(client, figure_url())
    assert client.get(f"{figure_url()}figure.json").json()["figure"]["value"] == 40000


def test_every_figure_in_a_table_leads_to_its_page(site, client):
    site.publish()
    for page in ("/es/transparencia/finanzas/", "/en/transparency/finances/", "/es/transparencia/resultados/"):
        links = set(re.findall(r'class="figure-link" href="([^"]+)"', client.get(page).content.decode()))
        assert len(links) > 2
        for link in sorted(links)[:4]:
            assert client.get(link).status_code == 200


def test_every_listed_figure_has_a_page(site, client):
    site.publish()
    top = client.get("/en/transparency/figures/").content.decode()
    groups = re.findall(r'href="([a-z-]+\.html)#', top)
    assert {"statements.html", "people-and-counts.html"} <= set(groups)
    listed = [
        link
        for group in dict.fromkeys(groups)
        for link in re.findall(
            r'<th scope="row"><a href="([^"]+)"', client.get(f"/en/transparency/figures/{group}").content.decode()
        )
    ]
    index = client.get("/en/transparency/figures/figures.json").json()
    assert sorted(listed) == sorted(figure_url("en", row["key"]) for row in index["rows"])
    assert all(client.get(link).status_code == 200 for link in listed[::7])


def test_the_figure_for_programs(site, client):
    site.publish()
    site.change("41000.50")

    response = client.get(f"{figure_url('en')}figure.json")
    told = response.json()

    assert response["Content-Type"] == "application/json"
    assert told["figure"]["value"] == 41000.5
    assert told["figure"]["unit"] == "USD"
    assert told["figure"]["citation"]["sha256"] == SHA256
    assert set(told["figure"]["label"]) == {"es", "en"}
    assert told["address"].endswith(f"/id/{CODE}/figure/{KEY}")
    assert told["pages"]["es"].endswith(figure_url())
    assert [change["after"]["value"] for change in told["history"]] == [41000.5, 40000]
    assert told["on_record"] is True


def test_a_figure_tells_its_past(site, client):
    site.publish()
    site.change("41000")

    text = text_at(client, figure_url("en"))

    assert "US$ 40,000" in text
    assert "US$ 41,000" in text
    assert "No reason given yet" in text


def test_a_figure_that_was_taken_off_says_until_when_and_what_it_was(site, client):
    site.publish()
    site.line.delete()
    release = site.publish()

    text = text_at(client, figure_url("en"))

    assert "US$ 40,000" in text
    assert "on record no more" in text
    assert f"release {release.number}" in text
    told = client.get(f"{figure_url('en')}figure.json").json()
    assert (told["on_record"], told["removed_in_release"]) == (False, release.number)


def test_a_missing_figure_says_that_there_is_none_and_why(site, client):
    note = NoteFactory(programme=site.programme.programme, text="El informe deja la casilla en blanco.")
    StatementLine.objects.filter(pk=site.line.pk).update(amount=None, note=note)
    site.publish()

    text = text_at(client, figure_url())
    assert "El informe deja la casilla en blanco." in text
    assert "US$ 0" not in text
    assert client.get(f"{figure_url()}figure.json").json()["figure"]["missing"] is True


def test_the_findings_on_a_figure_stand_there_with_their_answers(site, client):
    StatementLine.objects.filter(pk=site.line.pk).update(amount=39000)
    site.publish()
    index = client.get("/es/transparencia/cifras/cifras.json").json()
    code, finding = next(
        (code, found) for code, found in index["findings"].items() if KEY in found["figures"] and found["check"]
    )
    FindingAnswer.objects.create(
        programme=site.programme.programme,
        locale=site.page.locale,
        check_code=finding["check"],
        figure=finding["figures"][0],
        text="Se corrigió en el informe siguiente.",
        answered_by="Oficina de datos",
        answered_on="2026-03-01",
    )
    assert FindingAnswer.objects.get().code == code
    site.publish()

    text = text_at(client, figure_url())
    assert finding["sentence"]["es"].replace("\xa0", " ") in text
    assert "Se corrigió en el informe siguiente." in text
    assert "Oficina de datos" in text


@pytest.mark.parametrize("path", ["lines/nothing/", "nothing/", "lines/semester/2001-1/"])
def test_an_unknown_figure_is_a_404_in_the_look_of_the_site(site, client, path):
    site.publish()
    for language in ("es", "en"):
        response = client.get(f"{figure_url(language, '')[:-1]}{path}")
        assert response.status_code == 404
        assert "site.css" in response.content.decode()
    assert client.get(f"/es/transparencia/cifras/{path}figure.json").status_code == 404


def test_before_the_first_release_the_page_asks_to_come_back(site, client):
    response = client.get(figure_url())
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert client.get(f"{figure_url()}figure.json").status_code == 503


def test_the_permanent_address_leads_to_the_page(site, client):
    site.publish()
    address = f"/id/{CODE}/figure/{KEY}"

    for query, target in (("", figure_url()), ("?lang=en", figure_url("en")), ("?lang=qu", figure_url())):
        response = client.get(f"{address}{query}")
        assert (response.status_code, response["Location"], "Accept" in response["Vary"]) == (303, target, True)
    dated = client.get(f"{address}/?lang=en&as-of=2026-03-01")
    assert dated["Location"] == f"{figure_url('en')}?as-of=2026-03-01"
    for_programs = client.get(address, headers={"Accept": "application/json"})
    assert for_programs["Location"] == f"{figure_url()}figure.json"
    assert client.get(f"/id/NONE/figure/{KEY}").status_code == 404


def test_the_permanent_address_follows_the_page(site, client):
    site.publish()
    site.page.slug = "todas"
    site.page.save_revision().publish()

    assert client.get(f"/id/{CODE}/figure/{KEY}")["Location"] == f"/es/transparencia/todas/{KEY}/"


def test_languages_know_each_other_and_search_engines_one_address(site, client, settings):
    site.publish()
    page = client.get(figure_url("en")).content.decode()

    assert f'hreflang="es" href="{settings.PUBLIC_URL}{figure_url()}"' in page
    assert re.search(rf'rel="canonical" href="[^"]*{figure_url("en")}"', page)
    block = next(
        json.loads(text)
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        if '"Observation"' in text
    )
    assert (block["value"], block["unitCode"]) == (40000, "USD")
    assert block["subjectOf"]["identifier"] == f"sha256:{SHA256}"
    assert 'name="robots" content="noindex"' in client.get(f"{figure_url('en')}?as-of=2026-01-01").content.decode()


def test_a_language_whose_page_is_not_live_has_no_figures(site, client):
    english_of(site.page).unpublish()
    site.publish()

    assert client.get(figure_url("en")).status_code == 404
    assert "en" not in client.get(f"{figure_url()}figure.json").json()["pages"]


def test_doors_that_are_shut_for_the_page_are_shut_for_its_figures(site, client):
    site.publish()
    PageViewRestriction.objects.create(page=Page.objects.get(pk=site.page.pk), restriction_type="login")

    for url in (figure_url(), f"{figure_url()}figure.json"):
        response = client.get(url)
        assert response.status_code == 302
        assert "login" in response["Location"]


def test_the_number_of_queries_does_not_depend_on_the_record(site, client):
    site.publish()
    few = _queries(client)
    programme_with_pages("TEST-0002", agencies=4, semesters=3)
    indicator = IndicatorFactory(programme=site.programme.programme, source=site.programme.source)
    for year in range(2001, 2021):
        ObservationFactory(indicator=indicator, source=site.programme.source, period=str(year), value=year)
    site.change("40001")
    site.change("40002")

    assert _queries(client) == few
    assert few <= MOST_QUERIES


def _queries(client):
    client.get(figure_url())
    with CaptureQueriesContext(connection) as captured:
        assert client.get(figure_url()).status_code == 200
    return len(captured)
