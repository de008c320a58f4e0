"""The page tree as readers meet it."""

import pytest
from wagtail.models import Page, Site

from publication.navigation import breadcrumbs, language_roots, menus, public_pages, public_path
from tests.factories import english, programme_with_pages, spanish

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return programme_with_pages("P1")


def test_each_language_has_its_root_in_the_order_of_the_settings(site):
    assert list(language_roots()) == ["es", "en"]
    assert language_roots()["es"].pk == site.home.pk


def test_a_root_that_is_not_live_is_none(site):
    Page.objects.filter(translation_key=site.home.translation_key, locale=english()).update(live=False)

    assert list(language_roots()) == ["es"]


def test_without_a_site_there_is_no_root(site):
    Site.objects.all().delete()

    assert language_roots() == {}


def test_paths_are_those_that_readers_use(site):
    roots = language_roots()
    pages = public_pages(site.finances, roots)

    assert {code: public_path(page, roots[code], code) for code, page in pages.items()} == {
        "es": "/es/transparencia/finanzas/",
        "en": "/en/transparency/finances/",
    }


def test_a_translation_that_is_not_live_is_not_public(site):
    Page.objects.filter(translation_key=site.finances.translation_key, locale=english()).update(live=False)

    assert list(public_pages(site.finances, language_roots())) == ["es"]


def test_the_menu_has_two_levels(site):
    [top] = menus(language_roots())["en"]

    assert (top["title"], top["url"]) == ("Transparency", "/en/transparency/")
    assert [(link["title"], link["url"]) for link in top["children"]] == [
        ("Finances", "/en/transparency/finances/"),
        ("Results", "/en/transparency/results/"),
    ]


@pytest.mark.parametrize("change", [{"live": False}, {"show_in_menus": False}])
def test_the_menu_shows_only_live_pages_meant_for_it(site, change):
    Page.objects.filter(pk=site.finances.pk).update(**change)

    [top] = menus(language_roots())["es"]
    assert [link["title"] for link in top["children"]] == ["Resultados"]


def test_a_page_below_one_that_is_not_in_the_menu_is_not_in_it_either(site):
    Page.objects.filter(pk=site.index.pk).update(show_in_menus=False)

    assert menus(language_roots())["es"] == []


def test_menus_follow_the_order_of_the_tree(site):
    first = site.home.add_child(instance=Page(title="Noticias", slug="n", locale=spanish(), show_in_menus=True))
    first.move(site.index, pos="left")

    assert [link["title"] for link in menus(language_roots())["es"]] == ["Noticias", "Transparencia"]


def test_the_way_back_up_begins_at_the_root(site):
    assert breadcrumbs(site.finances, language_roots()["es"], "es") == [
        {"title": "Inicio", "url": "/es/"},
        {"title": "Transparencia", "url": "/es/transparencia/"},
    ]
