"""Each release has a page in both languages that tells all that it holds."""

import hashlib

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from publication.models import Release
from tests.factories import home_page, wagtail_roots
from tests.publication.published import publish_files
from tests.publication.test_public_files import PATHS

pytestmark = pytest.mark.django_db


def publish(text: str) -> Release:
    """A release of one page that changes and one that does not."""
    changing = {language: {"index.html": text, "a.csv": f"{text};1"} for language in PATHS}
    steady = {language: {"index.html": "siempre igual"} for language in PATHS}
    steady_paths = {"es": "/es/fijas/", "en": "/en/steady/"}
    return publish_files({"accounts:P1": (PATHS, changing), "steady:P1": (steady_paths, steady)})


def site() -> None:
    """A site with a home page in both languages."""
    wagtail_roots()
    home_page()


@pytest.fixture
def three_releases() -> list[Release]:
    site()
    return [publish(text) for text in ("uno", "dos", "tres")]


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def test_a_release_tells_its_digest_its_parent_and_its_neighbours(
    client: Client, three_releases: list[Release]
) -> None:
    first, second, third = three_releases
    html = text(client, "/en/releases/2/")

    assert second.digest in html
    assert first.digest in html
    assert 'href="/en/releases/1/" rel="prev"' in html
    assert 'href="/en/releases/3/" rel="next"' in html
    assert "c0de" in html
    assert "Readers see release 3 now" in html
    assert third.digest not in html


def test_it_is_there_in_both_languages_each_naming_the_other(client: Client, three_releases: list[Release]) -> None:
    assert '<html lang="es"' in text(client, "/es/publicaciones/2/")
    assert "/en/releases/2/" in text(client, "/es/publicaciones/2/")
    assert "/es/publicaciones/2/" in text(client, "/en/releases/2/")


def test_it_lists_its_pages_with_the_release_in_which_each_last_changed(
    client: Client, three_releases: list[Release]
) -> None:
    html = text(client, "/en/releases/3/")

    assert 'href="/releases/3/es/cuentas/"' in html
    assert 'href="/releases/3/en/steady/"' in html
    assert html.count("new in this release") == 1
    assert 'href="/en/releases/1/">release 1</a>' in html


def test_the_files_of_a_page_stand_there_with_size_and_digest(client: Client, three_releases: list[Release]) -> None:
    html = text(client, "/en/releases/3/?files=accounts:P1")

    assert hashlib.sha256(b"tres;1").hexdigest() in html
    assert hashlib.sha256(b"tres").hexdigest() in html
    assert 'href="/releases/3/es/cuentas/a.csv"' in html
    assert 'href="/releases/3/es/cuentas/?raw"' in html
    assert hashlib.sha256(b"tres").hexdigest() not in text(client, "/en/releases/3/?files=nothing")


def test_the_list_has_every_release_the_newest_first(client: Client, three_releases: list[Release]) -> None:
    html = text(client, "/es/publicaciones/")

    places = [html.index(f'href="/es/publicaciones/{number}/"') for number in (3, 2, 1)]
    assert places == sorted(places)


def test_before_the_first_release_the_list_says_so(client: Client) -> None:
    site()

    assert "Nothing has been released yet" in text(client, "/en/releases/")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/releases/2/", "/es/publicaciones/2/"),
        ("/releases/2/?lang=en", "/en/releases/2/"),
        ("/releases/2/?lang=xx", "/es/publicaciones/2/"),
        ("/releases/", "/es/publicaciones/"),
    ],
)
def test_the_address_without_a_language_leads_to_one(client: Client, path: str, target: str) -> None:
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (303, target)


def test_a_release_page_costs_the_same_however_many_releases_there_are(
    client: Client, three_releases: list[Release], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        publish(f"otra {number}")

    with django_assert_max_num_queries(12):
        text(client, "/en/releases/2/")
