"""The search page."""

import pytest
from django.test import Client
from lxml import etree

from content.models import StudyPage
from content.search.indexing import compare
from tests import factories

pytestmark = pytest.mark.django_db

# The frame reads the roots of the languages, the menu, the sections and what is private; search reads what matches, a
# page of it, the counts of every facet, and where places lie and what they and sectors are called.
PLAIN_QUERIES = 13
# Each facet that is chosen is read twice: what has its value, and how many would have another one.
QUERIES_PER_CHOICE = 2


@pytest.fixture
def home():
    return factories.home_page()


def get(path, **parameters):
    return Client().get(path, parameters)


@pytest.mark.parametrize(
    ("path", "language", "word"), [("/es/buscar/", "es", "tejidos"), ("/en/search/", "en", "weavings")]
)
def test_search_answers_in_the_language_of_its_address(study, path, language, word):
    compare()

    answer = get(path, q=word)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert f"<mark>{word}</mark>" in page


@pytest.mark.parametrize("path", ["/es/search/", "/en/buscar/"])
def test_the_other_languages_word_is_no_address(home, path):
    assert get(path).status_code == 404


def test_without_a_question_the_page_says_what_can_be_searched(home):
    answer = get("/es/buscar/")

    assert answer.status_code == 200
    assert "<mark>" not in answer.content.decode()


def test_the_other_language_is_asked_the_same(home):
    assert 'href="/en/search/?q=tejidos"' in get("/es/buscar/", q="tejidos").content.decode()


def test_a_spanish_result_says_so_among_english_ones(ordinance):
    compare()

    page = get("/en/search/", q="artesanos").content.decode()

    assert 'lang="es" hreflang="es"' in page
    assert "in Spanish" in page


def test_facets_are_links_that_choose_and_let_go(study, ordinance):
    compare()

    page = get("/en/search/", q="Písac").content.decode()
    chosen = get("/en/search/", q="Písac", type="ordinance").content.decode()

    assert 'href="/en/search/?q=P%C3%ADsac&amp;type=ordinance"' in page
    assert 'href="/en/search/?q=P%C3%ADsac&amp;type=study"' in chosen
    assert 'href="/en/search/?q=P%C3%ADsac" rel="nofollow" aria-current="true"' in chosen
    assert 'name="type" value="ordinance"' in chosen


def test_only_places_in_the_chosen_one_are_offered(study, ordinance):
    compare()

    page = get("/es/buscar/", q="Písac").content.decode()
    chosen = get("/es/buscar/", q="Písac", place="08").content.decode()

    assert "place=08&" not in page
    assert "place=08" in page
    assert "place=0804" not in page
    assert "place=0804" in chosen
    assert "place=080405" not in chosen


@pytest.mark.parametrize("parameters", [{"page": "-1"}, {"page": "x"}, {"page": "٣"}, {"type": "nonsense"}])
def test_an_address_that_makes_no_sense_is_answered_all_the_same(study, parameters):
    compare()

    assert get("/es/buscar/", q="tejidos", **parameters).status_code == 200


@pytest.mark.parametrize("chosen", [{}, {"type": "study"}, {"type": "study", "place": "08"}])
def test_the_number_of_queries_does_not_grow_with_what_is_found(study, chosen, django_assert_max_num_queries):
    for number in range(5):
        factories.item_page(StudyPage, f"Tejidos {number}", issued="2011")
    compare()
    get("/es/buscar/", q="tejidos")

    with django_assert_max_num_queries(PLAIN_QUERIES + QUERIES_PER_CHOICE * len(chosen)):
        get("/es/buscar/", q="tejidos", **chosen)


def test_a_browser_can_offer_the_search_itself(home):
    answer = get("/es/buscar/opensearch.xml")

    description = etree.fromstring(answer.content)
    url = description.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    assert url is not None
    assert str(url.get("template")).endswith("/es/buscar/?q={searchTerms}")
    assert "/es/buscar/opensearch.xml" in get("/es/buscar/").content.decode()
