"""What a page says of its language: translations, fallbacks, and translations that are behind."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from content.models import SectionPage, StandardPage
from content.selectors.translations import translation_state, translation_states
from tests import factories
from transparency.services.translations import store_translation

pytestmark = pytest.mark.django_db

# The frame (menu, sections, versions, ancestors), facts, translation state and children; none of it grows with pages.
STANDARD_PAGE_QUERIES = 45


@pytest.fixture
def home():
    return factories.home_page()


def published(parent: Page, title: str, slug: str, model=StandardPage, **words) -> Page:
    page = parent.add_child(instance=model(title=title, slug=slug, locale=factories.spanish(), **words))
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def html(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def languages_offered(path: str) -> list[str]:
    """The languages that the switcher offers, in its order."""
    return re.findall(
        r'<(?:a|span)[^>]* lang="(\w+)"', html(path).split('<nav class="languages"')[1].split("</nav>")[0]
    )


def test_a_page_that_nobody_translated_says_so_and_names_its_original_as_the_one_to_index(home):
    published(home, "Cómo trabajo", "como-trabajo", summary="Así se hace.")

    page = html("/en/como-trabajo/")

    assert '<html lang="es">' in page
    assert "This page has not been translated yet" in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical" href="http' in page
    assert '/es/como-trabajo/">' in page.split('rel="canonical"')[1].split("\n")[0]
    assert "hreflang=" not in page.split("</head>")[0]
    assert '<header class="masthead" lang="en">' in page


def test_the_switcher_has_the_languages_of_the_site_in_their_order_on_every_page(home):
    page = published(home, "Cómo trabajo", "como-trabajo")
    untranslated = [languages_offered(path) for path in ("/es/como-trabajo/", "/en/como-trabajo/")]
    factories.translate(page, title="How I work")

    assert untranslated == [["es", "en"]] * 2
    assert [languages_offered(path) for path in ("/es/como-trabajo/", "/en/how-i-work/")] == untranslated


def test_the_labels_of_an_untranslated_page_speak_the_language_of_its_text(home):
    published(home, "Cómo trabajo", "como-trabajo")

    main = html("/en/como-trabajo/").split('<article class="page">')[1].split("</main>")[0]

    assert "Cómo citar esta página" in main or "How to cite" not in main


def test_the_switcher_of_the_original_says_that_the_other_version_is_not_translated(home):
    published(home, "Cómo trabajo", "como-trabajo")

    page = html("/es/como-trabajo/")

    assert 'href="/en/como-trabajo/" lang="en" hreflang="es"' in page
    assert "(not translated yet)" in page
    assert 'hreflang="en"' not in page.split("</head>")[0]


def test_a_translated_page_is_offered_to_search_engines_in_both_languages(home):
    page = published(home, "Cómo trabajo", "como-trabajo")
    store_translation(page, "en", {"title": "How I work", "slug": "how-i-work"})

    shown = html("/en/how-i-work/")

    assert '<html lang="en">' in shown
    assert "noindex" not in shown
    assert 'hreflang="es" href="http' in shown
    assert "This page has not been translated yet" not in shown


def test_a_translation_whose_original_changed_says_so_with_the_date(home):
    page = published(home, "Cómo trabajo", "como-trabajo")
    store_translation(page, "en", {"title": "How I work", "slug": "how-i-work"})
    assert translation_state(page.get_translation(factories.english())).kind == "translated"

    page = StandardPage.objects.get(pk=page.pk)
    page.title = "Cómo se trabaja"
    page.save_revision().publish()

    state = translation_state(page.get_translation(factories.english()))
    shown = html("/en/how-i-work/")
    assert (state.kind, state.since) == ("stale", StandardPage.objects.get(pk=page.pk).last_published_at)
    assert "This translation is behind the original" in shown
    assert 'href="/es/como-trabajo/" hreflang="es"' in shown


def test_publishing_an_original_without_changing_its_words_leaves_its_translation_current(home):
    page = published(home, "Cómo trabajo", "como-trabajo")
    store_translation(page, "en", {"title": "How I work", "slug": "how-i-work"})

    StandardPage.objects.get(pk=page.pk).save_revision().publish()

    assert translation_state(page.get_translation(factories.english())).kind == "translated"


def test_the_states_of_many_pages_cost_as_many_queries_as_those_of_few(home, django_assert_max_num_queries):
    for number in range(6):
        page = published(home, f"Página {number}", f"pagina-{number}")
        if number % 2:
            store_translation(page, "en", {"title": f"Page {number}", "slug": f"page-{number}"})
    pages = list(Page.objects.filter(locale=factories.english(), depth=3).select_related("locale"))
    originals = list(Page.objects.filter(locale=factories.spanish(), depth=3).select_related("locale"))

    with django_assert_max_num_queries(6):
        states = translation_states(pages + originals)

    assert [states[page.pk].kind for page in pages].count("untranslated") == 3
    assert [states[page.pk].kind for page in pages].count("translated") == 3
    assert {states[page.pk].kind for page in originals} == {"original"}


def test_a_page_costs_the_same_however_many_pages_are_below_it(home, django_assert_max_num_queries):
    section = published(home, "Sección", "seccion", model=SectionPage)
    for number in range(5):
        published(section, f"Página {number}", f"pagina-{number}")

    with django_assert_max_num_queries(STANDARD_PAGE_QUERIES):
        page = html("/es/seccion/")

    assert page.count('class="card"') == 5
