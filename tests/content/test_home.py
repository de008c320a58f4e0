"""The home page, and what readers meet where there is no page."""

import pytest
from django.test import Client

from tests import factories
from transparency.models import FinancesPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return factories.programme_with_pages()


@pytest.mark.parametrize(
    ("path", "section", "below"),
    [
        ("/es/", "/es/transparencia/", "/es/transparencia/finanzas/"),
        ("/en/", "/en/transparency/", "/en/transparency/finances/"),
    ],
)
def test_the_home_page_leads_to_its_sections_and_what_is_in_them(site, path, section, below):
    response = Client().get(path)

    assert response.status_code == 200
    for address in (section, below):
        assert f'href="{address}"' in response.content.decode().split("<main")[1]


def test_the_home_page_names_itself_in_both_languages(site):
    page = Client().get("/en/").content.decode()

    assert '<html lang="en"' in page
    assert 'hreflang="es" href="http' in page
    assert 'hreflang="x-default"' in page


def test_a_section_that_is_not_live_is_not_offered(site):
    site.index.unpublish()

    assert "/es/transparencia/" not in Client().get("/es/").content.decode().split("<main")[1]


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [("/es/no-hay/", "es", "Página no encontrada"), ("/en/nothing/", "en", "Page not found")],
)
def test_a_missing_page_says_so_in_the_language_of_its_address_and_leads_home(site, path, language, words):
    response = Client().get(path)
    page = response.content.decode()

    assert response.status_code == 404
    assert f'<html lang="{language}"' in page
    assert words in page
    assert 'href="/es/"' in page
    assert 'href="/en/"' in page


def test_a_page_that_no_release_holds_yet_says_so_and_when_to_come_back(site):
    assert FinancesPage.objects.live().exists()

    response = Client().get("/en/transparency/finances/")

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "This page is being prepared" in response.content.decode()
    assert 'href="/en/transparency/finances/"' in response.content.decode()
