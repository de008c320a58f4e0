"""A page of an earlier release says so, leads to the live one and keeps to its release; its bytes stay as sealed."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from publication.models import Release
from publication.registry import registry
from publication.services.releases import store
from tests.publication.published import publish_files

pytestmark = pytest.mark.django_db

PATHS = {"es": "/es/cuentas/", "en": "/en/accounts/"}
OTHER = {"es": "/es/otras/", "en": "/en/others/"}
PAGE = """<!DOCTYPE html><html lang="{language}"><head>
<link rel="stylesheet" href="/static/quipu/site.0123456789ab.css">
<link rel="canonical" href="https://example.org/es/cuentas/"></head>
<body><a href="/en/accounts/" hreflang="en">English</a>
<main id="content" class="wrap"><h1>{title}</h1><a href="cuentas.csv">CSV</a> <a href="/es/otras/#total">Otras</a>
<a href="/es/estudios/">Estudios</a></main></body></html>"""
CHART = "grafico-x.embed.html"
CHART_PAGE = '<body class="embed"><main><svg></svg></main>'


def publish(title: str, with_accounts: bool = True, paths: dict[str, str] = PATHS) -> Release:
    """A release of two pages."""
    pages = {language: {"index.html": PAGE.format(language=language, title=title)} for language in PATHS}
    accounts = {
        language: {**files, "cuentas.csv": title, "hoja.html": "<main>x</main>", CHART: CHART_PAGE}
        for language, files in pages.items()
    }
    scopes = {"others:P1": (OTHER, {language: {"index.html": "otras"} for language in PATHS})}
    return publish_files(scopes | ({"accounts:P1": (paths, accounts)} if with_accounts else {}))


@pytest.fixture
def two_releases() -> None:
    publish("Primera")
    publish("Segunda")


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def test_the_notice_says_which_release_it_is_and_leads_to_the_live_page(client: Client, two_releases: None) -> None:
    html = text(client, "/releases/1/es/cuentas/")

    assert "Primera" in html
    notice = html[html.index("<aside") : html.index("</aside>")]
    assert "1 de febrero de 2026" in notice
    assert "2 de febrero de 2026" in notice
    assert 'href="/es/cuentas/"' in notice
    assert 'href="/es/publicaciones/1/"' in notice
    assert html.index('<main id="content"') < html.index("<aside") < html.index("<h1>")


def test_it_speaks_the_language_of_the_page(client: Client, two_releases: None) -> None:
    html = text(client, "/releases/1/en/accounts/")

    assert "It has been superseded" in html
    assert "2 February 2026" in html
    assert 'href="/en/accounts/"' in html


def test_the_live_release_says_that_it_is_the_current_one(client: Client, two_releases: None) -> None:
    html = text(client, "/releases/2/en/accounts/")

    assert "It is the current one" in html
    assert "superseded" not in html


def test_a_page_that_is_no_longer_published_says_so(client: Client, two_releases: None) -> None:
    publish("Tercera", with_accounts=False)

    assert "no longer published" in text(client, "/releases/1/en/accounts/")


def test_a_page_that_moved_is_found_where_it_is_now(client: Client, two_releases: None) -> None:
    publish("Tercera", paths={"es": "/es/dinero/", "en": "/en/money/"})

    assert 'href="/es/dinero/"' in text(client, "/releases/1/es/cuentas/")


def test_links_to_pages_of_the_release_stay_in_it_and_all_others_are_left_alone(
    client: Client, two_releases: None
) -> None:
    html = text(client, "/releases/1/es/cuentas/")
    sealed = text(client, "/releases/1/es/cuentas/?raw")

    links = re.findall(r'href="([^"]+)"', html.replace(html[html.index("<aside") : html.index("</aside>")], ""))
    assert links == [
        "/static/quipu/site.0123456789ab.css",
        "https://example.org/es/cuentas/",
        "/releases/1/en/accounts/",
        "cuentas.csv",
        "/releases/1/es/otras/#total",
        "/es/estudios/",
    ]
    assert sealed == PAGE.format(language="es", title="Primera")


def test_downloads_are_the_very_bytes(client: Client, two_releases: None) -> None:
    assert text(client, "/releases/1/es/cuentas/cuentas.csv") == "Primera"


def test_pages_beside_a_page_have_the_notice_too(client: Client, two_releases: None) -> None:
    assert "publicaciones/1/" in text(client, "/releases/1/es/cuentas/hoja.html")
    assert text(client, "/releases/1/es/cuentas/hoja.html?raw") == "<main>x</main>"


@pytest.mark.parametrize("query", ["", "?raw"])
def test_other_sites_may_show_a_chart_of_a_release(client: Client, two_releases: None, query: str) -> None:
    response = client.get(f"/releases/1/es/cuentas/{CHART}{query}")

    assert response["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize("path", ["", "?raw", "hoja.html", "cuentas.csv"])
def test_other_sites_may_show_nothing_else_of_it(client: Client, two_releases: None, path: str) -> None:
    response = client.get(f"/releases/1/es/cuentas/{path}")

    assert response["Content-Security-Policy"].endswith("frame-ancestors 'self'")


def test_a_chart_says_in_a_line_that_it_is_superseded_and_opens_todays_in_a_window(
    client: Client, two_releases: None
) -> None:
    html = text(client, f"/releases/1/es/cuentas/{CHART}")
    notice = html[html.index("<aside") : html.index("</aside>")]

    assert re.findall(r'<a href="([^"]+)" target="_blank" rel="noopener">', notice) == [f"/es/cuentas/{CHART}"]
    assert notice.count("<a ") == notice.count("<p") == 1
    assert "<a " not in text(client, f"/releases/2/es/cuentas/{CHART}")


def test_a_page_without_any_frame_begins_with_the_notice(client: Client, two_releases: None) -> None:
    html = text(client, "/releases/1/es/otras/")

    assert html.strip().startswith("<aside")
    assert html.endswith("otras")


def test_nothing_of_it_is_written_to_the_release(client: Client, two_releases: None) -> None:
    text(client, "/releases/1/es/cuentas/")

    entry = next(iter(store().root.glob("bundles/*/es/hoja.html")))
    assert store().bundle_damage(entry.parent.parent.name) == []


def test_a_reader_who_has_it_is_told_so_until_another_release_is_live(client: Client, two_releases: None) -> None:
    path = "/releases/1/es/cuentas/"
    first = client.get(path)

    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    publish("Tercera")
    again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert "3 de febrero de 2026" in again.content.decode()
    assert first["X-Robots-Tag"] == "noindex"
    assert "script-src 'self'" in first["Content-Security-Policy"]


@pytest.fixture
def pages_below(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the accounts stand pages that can be asked for as of a release."""
    monkeypatch.setattr(registry, "with_pages_below", {"accounts"})


def test_links_below_a_page_of_the_release_ask_for_what_that_release_said(client: Client, pages_below: None) -> None:
    links = ("/es/cuentas/a/b/#findings", "/es/cuentas/a/?as-of=2026-01-01", "/es/otras/a/", "/es/estudios/")
    page = "<main>" + "".join(f'<a href="{link}">x</a>' for link in links)
    publish_files(
        {
            "accounts:P1": (PATHS, {language: {"index.html": page} for language in PATHS}),
            "others:P1": (OTHER, {language: {"index.html": "otras"} for language in PATHS}),
        }
    )
    html = text(client, "/releases/1/es/cuentas/")

    assert re.findall(r'href="([^"]+)">x<', html) == [
        "/es/cuentas/a/b/?release=1#findings",
        "/es/cuentas/a/?as-of=2026-01-01&amp;release=1",
        "/es/otras/a/",
        "/es/estudios/",
    ]


def test_an_address_below_a_page_of_the_release_leads_to_what_that_release_said(
    client: Client, two_releases: None, pages_below: None
) -> None:
    response = client.get("/releases/1/es/cuentas/a/b/")

    assert (response.status_code, response["Location"]) == (302, "/es/cuentas/a/b/?release=1")


def test_what_stands_below_a_page_without_being_released_is_read_as_it_is_now(
    client: Client, two_releases: None
) -> None:
    response = client.get("/releases/1/es/cuentas/lines~2012-2/")

    assert (response.status_code, response["Location"]) == (302, "/es/cuentas/lines~2012-2/")


@pytest.mark.parametrize(
    "path",
    [
        "/releases/9/es/cuentas/",
        "/releases/1/es/nada/",
        "/releases/1//example.org/",
        "/releases/1/es/cuentas/nada.csv",
        "/releases/1/es/cuentas/nada.html",
        "/releases/1/es/cuentas/bundle.json",
        "/releases/1/es/cuentas/../../../etc/passwd",
        "/releases/9/manifest.json",
        "/releases/9/release.zip",
        "/es/publicaciones/9/",
    ],
)
def test_what_a_release_did_not_hold_is_not_found(client: Client, two_releases: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_reading_an_old_page_costs_the_same_however_many_releases_there_are(
    client: Client, two_releases: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3, 9):
        publish(f"Versión {number}")

    with django_assert_num_queries(2):  # the release, and the live one
        text(client, "/releases/1/es/cuentas/")
