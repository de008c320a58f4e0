"""A register as a list: what it can be narrowed down by, how it is sorted, what it says when nothing is left."""

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from content.models import ActivityPage, OrdinancePage, ProductPage, StudyIndexPage, StudyPage
from content.registers import listing as listing_module
from content.registers.words import folded, pattern
from tests import factories

pytestmark = pytest.mark.django_db

# The list itself: six facets and their names, the search, the order, twenty items with translations, permanent
# addresses and the names of places, sectors, organisations and sources; then the frame around every page.
QUERIES_OF_A_REGISTER = 60


@pytest.fixture(autouse=True)
def site(home):
    return home


def ask(question="", path="/es/estudios/"):
    response = Client().get(f"{path}?{question}")
    assert response.status_code == 200
    return response


def titles(response):
    """The titles of the list, as its template shows them."""
    with override(response["Content-Language"]):
        return [record.page.title for record in response.context["listing"].records]


def options(response, facet):
    """What a facet offers, in its order: codes and counts."""
    [found] = [one for one in response.context["listing"].facets if one.name == facet]
    return [(option.code, option.count) for option in found.options]


def words(response, facet):
    """What the values of a facet are called, in its order."""
    [found] = [one for one in response.context["listing"].facets if one.name == facet]
    return [option.words.text for option in found.options]


@pytest.fixture
def studies(cusco):
    """Three studies: in a district of Cusco, in Cusco as a whole, and one of nowhere and no year."""
    crafts = factories.SectorFactory(code="handicrafts", name="Artesanía")
    factories.in_english(crafts, name="Handicrafts")
    return [
        factories.item_page(
            StudyPage, "Tejidos de Písac", places=[cusco["district"]], sectors=[crafts], issued="2012-05"
        ),
        factories.item_page(StudyPage, "Mercado de tejidos", places=[cusco["region"]], issued="2011"),
        factories.item_page(StudyPage, "Línea de base", kind="baseline"),
    ]


def test_a_region_stands_for_everything_that_lies_in_it(studies):
    assert titles(ask("place=08")) == ["Tejidos de Písac", "Mercado de tejidos"]
    assert titles(ask("place=0804")) == ["Tejidos de Písac"]
    assert options(ask(), "place") == [("08", 2), ("0804", 1), ("080405", 1), ("none", 1)]
    assert words(ask(), "place")[:3] == ["Cusco", "Calca", "Písac"]


def test_what_no_document_tells_can_be_asked_for(studies):
    assert titles(ask("year=none")) == ["Línea de base"]
    assert options(ask(), "year") == [("2012", 1), ("2011", 1), ("none", 1)]


def test_the_counts_of_a_facet_leave_out_what_is_chosen_in_it(studies):
    response = ask("kind=study")

    assert options(response, "kind") == [("study", 2), ("baseline", 1)]
    assert options(response, "year") == [("2012", 1), ("2011", 1)]


def test_several_values_of_one_facet_add_up_and_facets_narrow_each_other(studies):
    assert titles(ask("year=2012&year=2011")) == ["Tejidos de Písac", "Mercado de tejidos"]
    assert titles(ask("year=2012&kind=baseline")) == []


def test_the_status_of_a_study_is_the_one_on_record(studies):
    from transparency.models import KnowledgeProduct

    row = KnowledgeProduct.objects.create(
        locale=factories.spanish(),
        programme=studies[0].programme,
        code="base",
        name="Línea de base",
        kind="study",
        status="unpublished",
        source=factories.SourceFactory(),
        section="II.a",
    )
    study = studies[2]
    study.knowledge_product, study.status = row, "published"
    study.save_revision().publish()

    assert titles(ask("status=unpublished")) == ["Línea de base"]
    assert "not published" in Client().get(factories.address(study, "en")).content.decode().lower()


def test_facets_speak_the_language_of_the_page(studies):
    assert words(ask("place=08", "/en/studies/"), "sector") == ["Handicrafts", "not on record"]
    assert words(ask("place=08"), "sector")[0] == "Artesanía"


def test_each_language_finds_the_same_items_under_its_own_words(studies):
    factories.translate(studies[0], title="Weavings of Písac")

    response = ask("place=08", "/en/studies/")
    page = response.content.decode()

    assert titles(response) == ["Weavings of Písac", "Mercado de tejidos"]
    assert 'href="/en/studies/weavings-of-pisac/">Weavings of Písac</a>' in page
    assert 'href="/en/studies/mercado-de-tejidos/" lang="es" hreflang="es">Mercado de tejidos</a>' in page
    assert page.count("badge badge-none") == 1


def test_a_text_is_looked_for_in_titles_and_codes_and_a_year_as_a_year(studies):
    for question, found in {
        "q=tejidos": ["Tejidos de Písac", "Mercado de tejidos"],
        "q=TEJIDOS mercado": ["Mercado de tejidos"],
        "q=linea-de-base": ["Línea de base"],
        "q=2011": ["Mercado de tejidos"],
        "q=nada": [],
    }.items():
        assert titles(ask(question)) == found, question


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("pisac", "Tejidos de Písac"),
        ("PÍSAC", "Tejidos de Písac"),
        ("pi\u0301sac", "Tejidos de Písac"),
        ("línea", "Línea de base"),
        ("linea base", "Línea de base"),
        ("tejídos", "Tejidos de Písac"),
    ],
)
def test_accents_and_capitals_make_no_difference(studies, typed, title):
    assert title in titles(ask(f"q={typed}"))


LETTERS = "abcdefghijklmnopqrstuvwxyzáéíóúüñçàèôÁÉÑABC019 .,-()[]*?\\^$|+{}"


@given(st.text(LETTERS, min_size=1, max_size=20))
def test_a_text_is_found_in_itself_whatever_its_signs(text):
    assert re.search(pattern(text), text)
    assert re.search(pattern(text), folded(text))
    assert re.search(pattern(folded(text)), text)


def test_signs_of_patterns_are_signs_like_others(studies):
    for typed in (".*", "[a", "(", "\\", "a|b", "^T"):
        assert titles(ask(urlencode({"q": typed}))) == [], typed


def test_the_facets_stand_folded_above_the_list_and_say_how_many_are_chosen(studies):
    page = ask().content.decode()
    assert page.index('<details class="narrow">') < page.index("register-results")
    assert "narrow-chosen" not in page

    page = ask("kind=study&year=2012&q=tejidos").content.decode()

    chosen = page.split('class="narrow-chosen">')[1].split("<")[0]
    assert "2" in chosen


def test_words_that_are_searched_for_stand_in_quotation_marks(studies):
    assert "“tejidos”" in ask("q=tejidos", "/en/studies/").content.decode()


def test_a_register_with_nothing_to_choose_offers_no_facets(home):
    factories.register_page(StudyIndexPage)

    assert 'class="narrow"' not in ask().content.decode()


def test_a_text_is_looked_for_in_the_words_that_readers_see(studies):
    factories.translate(studies[0], title="Weavings of Písac")

    assert titles(ask("q=weavings", "/en/studies/")) == ["Weavings of Písac"]
    assert titles(ask("q=weavings")) == []


def test_ordinances_are_found_by_number_and_year(home):
    factories.item_page(OrdinancePage, "Quince", number="015-2012-MDQ", year=2012)
    factories.item_page(OrdinancePage, "Ciento cincuenta", number="N° 150-2011/GRC", year=2011)
    factories.item_page(OrdinancePage, "Sin número", summary="Tiene 15 artículos")

    for question, found in {
        "q=15": ["Quince"],
        "q=015": ["Quince"],
        "q=015-2012": ["Quince"],
        "q=15-2011": [],
        "q=150": ["Ciento cincuenta"],
        "q=2012": ["Quince"],
        "sort=number": ["Ciento cincuenta", "Quince", "Sin número"],
    }.items():
        assert titles(ask(question, "/es/ordenanzas/")) == found, question


def test_an_ordinance_counts_where_it_holds_and_in_the_year_of_its_number(cusco):
    factories.item_page(
        OrdinancePage, "Quince", number="015-2012-MDQ", year=2012, place=cusco["district"], places=[cusco["district"]]
    )

    response = ask("", "/es/ordenanzas/")

    assert options(response, "year") == [("2012", 1)]
    assert response.context["listing"].records[0].places == ("080405",)
    assert options(response, "place") == [("08", 1), ("0804", 1), ("080405", 1)]


def test_lists_are_sorted_without_regard_to_accents_and_undated_items_come_last(home):
    for title, issued in (("Zapato", "2010"), ("Álbum", "2011-03-01"), ("Mañana", "2012"), ("Ñandú", "")):
        factories.item_page(StudyPage, title, issued=issued)

    assert titles(ask()) == ["Mañana", "Álbum", "Zapato", "Ñandú"]
    assert titles(ask("sort=oldest")) == ["Zapato", "Álbum", "Mañana", "Ñandú"]
    assert titles(ask("sort=title")) == ["Álbum", "Mañana", "Ñandú", "Zapato"]


def test_numbers_in_titles_are_sorted_by_their_size(home):
    for number in (10, 2, 1, 19):
        factories.item_page(StudyPage, f"Módulo {number} de 19")

    assert titles(ask("sort=title")) == [f"Módulo {number} de 19" for number in (1, 2, 10, 19)]
    assert titles(ask()) == titles(ask("sort=title"))


def test_long_lists_come_in_pages_that_keep_the_question(monkeypatch, studies):
    monkeypatch.setattr(listing_module, "PER_PAGE", 1)

    first, last = ask("kind=study"), ask("kind=study&page=2")

    assert (titles(first), titles(last)) == (["Tejidos de Písac"], ["Mercado de tejidos"])
    assert 'href="/es/estudios/?kind=study&amp;page=2" rel="next"' in first.content.decode()
    assert 'href="/es/estudios/?kind=study" rel="prev"' in last.content.decode()
    assert titles(ask("kind=study&page=99")) == ["Mercado de tejidos"]


def test_every_value_that_narrows_the_list_can_be_taken_away(studies):
    page = ask("kind=study&year=2012&q=tejidos").content.decode().split('class="register-active"')[1]

    for address in ("?q=tejidos&amp;year=2012", "?q=tejidos&amp;kind=study", "?kind=study&amp;year=2012", ""):
        assert f'href="/es/estudios/{address}"' in page


def test_a_list_without_items_says_what_to_do(studies):
    page = ask("q=nada").content.decode()

    assert 'class="register-empty' in page
    assert 'href="/es/estudios/"' in page.split('class="register-empty')[1]


def test_a_value_that_does_not_exist_finds_nothing_and_can_be_removed(studies):
    response = ask("place=99&kind=<b>")

    assert titles(response) == []
    assert "&lt;b&gt;" in response.content.decode()
    assert "<b>" not in response.content.decode()


def test_no_question_breaks_a_register(studies):
    for question in ("page=x", "page=-1", "page=0", "sort=no", "q=%00", "place=%00", "year=%F0%9F", "q=15-2012"):
        ask(question)


def test_items_that_are_not_public_are_not_listed(studies):
    studies[0].unpublish()
    PageViewRestriction.objects.create(page=studies[1], restriction_type=PageViewRestriction.LOGIN)

    response = ask()

    assert titles(response) == ["Línea de base"]
    assert response.context["listing"].total == 1


@pytest.mark.parametrize(("model", "path"), [(ProductPage, "/es/productos/"), (ActivityPage, "/es/actividades/")])
def test_every_register_can_be_narrowed_down_by_kind(model, path):
    first, second = model.Kind.values[:2]
    factories.item_page(model, "Uno", kind=first)
    factories.item_page(model, "Dos", kind=second)

    assert titles(ask(f"kind={second}", path)) == ["Dos"]


def test_the_number_of_queries_does_not_grow_with_the_register(studies, municipality):
    studies[0].organisation = municipality
    studies[0].save_revision().publish()
    Client().get("/en/studies/")
    with CaptureQueriesContext(connection) as few:
        Client().get("/en/studies/")
    for number in range(10):
        page = factories.item_page(
            StudyPage, f"Estudio {number}", organisation=municipality, places=studies[0].places.all()
        )
        factories.translate(page, title=f"Study {number}")
    with CaptureQueriesContext(connection) as many:
        Client().get("/en/studies/")

    assert len(many) <= len(few)
    assert len(many) <= QUERIES_OF_A_REGISTER
