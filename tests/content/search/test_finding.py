"""What readers find."""

import pytest

from content.models import File
from content.search.finding import search
from content.search.indexing import compare
from tests import factories

pytestmark = pytest.mark.django_db


def pieces_marked(pieces):
    return [piece.text for piece in pieces if piece.marked]


@pytest.mark.parametrize(
    "typed", ["niñez", "ninez", "NIÑEZ", "la niñez", "tejido", "TEJIDOS", "«tejidos»", "tejidos.", "tejidos/niñez"]
)
def test_accents_capitals_and_plurals_make_no_difference(study, titles, typed):
    assert study.title in titles(typed)


@pytest.mark.parametrize("typed", ["weaving", "childhood", "weavings písac", "pisac girl"])
def test_english_words_find_english_pages_by_english_rules(study, titles, typed):
    assert titles(typed, "en") == ["Childhood and weavings of Písac"]


def test_each_half_of_the_site_finds_its_own_words(study, titles):
    assert titles("childhood", "es") == []
    assert "La niñez y los tejidos de Písac" not in titles("niñez", "en")


def test_what_nobody_has_translated_is_found_in_english_and_said_to_be_spanish(ordinance, titles):
    assert titles("artesanos", "en") == [ordinance.title]

    hit = search("artesanos", "en").hits[0]
    assert hit.foreign
    assert hit.entry.language == "es"
    assert hit.entry.url.startswith("/en/ordinances/")


def test_a_word_in_the_title_counts_more_than_one_in_the_text(study, ordinance, titles):
    assert titles("artesanía")[0] == ordinance.title


def test_all_words_must_be_there(study, ordinance, titles):
    assert titles("niñas tejer") == [study.title]
    assert titles("niñas feria") == []


def test_quotation_marks_keep_words_together_and_a_minus_leaves_out(study, ordinance, titles):
    assert titles('"feria de artesanos"') == [ordinance.title]
    assert titles('"artesanos de feria" promueve') == []
    assert ordinance.title not in titles("písac -feria")


@pytest.mark.parametrize("typed", ["015-2012", "15-2012", "N° 015-2012", "ordenanza 015-2012", "015-2012-MDP/CM"])
def test_an_ordinance_is_found_by_its_number_however_it_is_written(ordinance, study, titles, typed):
    assert titles(typed) == [ordinance.title]


def test_a_year_finds_what_is_of_that_year(ordinance, study, titles):
    assert {ordinance.title, study.title} <= set(titles("2012"))
    assert titles("2011") == []


def test_a_page_is_found_by_the_names_of_its_places_and_its_body(study, ordinance, titles):
    assert {study.title, ordinance.title} <= set(titles("Calca"))


def test_a_word_of_a_pdf_leads_to_its_very_page(study, file):
    compare()

    hit = search("cochinilla", "es").hits[0]

    assert hit.entry.kind == "file"
    assert hit.entry.page_number == 2
    assert hit.entry.url == f"{file.url}#page=2"
    assert pieces_marked(hit.snippet) == ["cochinilla"]


def test_a_spanish_pdf_is_found_in_english_too_and_said_to_be_spanish(study, file):
    compare()

    hit = search("cochinillas", "en").hits[0]

    assert (hit.entry.page_number, hit.foreign) == (2, True)


def test_the_words_that_were_found_are_marked_whatever_their_form(study):
    compare()

    hit = search("nina artesana", "es").hits[0]

    assert pieces_marked(hit.snippet) == ["niñas"]


def test_what_is_typed_is_never_code(client, study):
    compare()

    page = client.get("/es/buscar/", {"q": '<script>alert(1)</script> "'}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_text_that_looks_like_code_is_shown_as_text(client, study):
    study.summary = "Se lee <b>así</b> & no de otro modo."
    study.save_revision().publish()
    compare()

    page = client.get("/es/buscar/", {"q": "modo"}).content.decode()

    assert "Se lee &lt;b&gt;así&lt;/b&gt; &amp; no de otro <mark>modo</mark>." in page


@pytest.mark.parametrize(
    "typed", ["", " ", '"', "-", "--", "*", "AND", "NOT", "(", "a:b", "'", "\\", "%", "de la", "\x00", "x" * 5000]
)
def test_nothing_that_is_typed_breaks_the_search(client, study, typed):
    compare()

    assert client.get("/es/buscar/", {"q": typed}).status_code == 200


def test_drafts_are_never_found(study, ordinance, titles):
    ordinance.unpublish()
    study.title = "Un título que nadie ha aprobado"
    study.save_revision()

    assert titles("feria") == []
    assert titles("aprobado") == []


def test_a_page_behind_a_password_is_not_found(ordinance, titles):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(
        page=ordinance, restriction_type=PageViewRestriction.PASSWORD, password="secreta"
    )

    assert titles("feria") == []


def test_a_file_that_no_public_page_shows_is_not_found(study, file, titles):
    study.unpublish()

    assert titles("cochinilla") == titles("cochinilla", "en") == []


def test_a_file_has_its_english_title_in_english(study, file, titles):
    File.objects.filter(pk=file.pk).update(title_en="Textile diagnosis")

    assert titles("cochinilla", "en") == ["Textile diagnosis"]


def test_places_are_counted_under_every_place_that_they_lie_in(study, ordinance):
    compare()

    counts = search("písac", "es").counts["place"]

    assert counts["08"] == counts["0804"] == counts["080405"]
    assert "21" not in counts


def test_a_facet_is_counted_without_what_is_chosen_in_it(study, ordinance):
    compare()

    everything = search("písac", "es")
    ordinances = search("písac", "es", {"type": "ordinance"})

    assert ordinances.total == 1
    assert ordinances.counts["type"] == everything.counts["type"]
    assert ordinances.counts["year"] == {"2012": 1}


def test_facets_narrow_down_together(study, ordinance, titles):
    assert titles("písac", type="study", place="08") == [study.title]
    assert titles("písac", type="study", place="21") == []
    assert titles("písac", sector="textiles", year="2012", lang="es", type="study") == [study.title]


def test_a_mistyped_word_finds_what_was_probably_meant(ordinance, study):
    compare()

    results = search("ordenansa", "es")

    assert results.corrected == "ordenanza"
    assert ordinance.title in [hit.entry.title for hit in results.hits]


def test_only_the_mistyped_word_is_corrected(ordinance):
    compare()

    results = search("ferya artesanos", "es")

    assert results.corrected == "feria artesanos"
    assert results.total == 1


def test_words_that_are_nowhere_together_are_suggested_one_by_one(study, ordinance):
    compare()

    results = search("iconografía municipalidad", "es")

    assert results.corrected in ("iconografía", "municipalidad")
    assert results.suggestions


def test_nothing_is_suggested_for_what_is_like_nothing(study):
    compare()

    results = search("zzqqxxyyww", "es")

    assert (results.total, results.corrected, results.suggestions) == (0, "", [])


def test_long_finds_come_in_pages(study, ordinance, monkeypatch):
    monkeypatch.setattr("content.search.finding.PAGE_LENGTH", 1)
    compare()

    first, second = (search("písac artesanía", "es", page=number) for number in (1, 2))

    assert first.last == first.total > 1
    assert first.hits[0].entry.pk != second.hits[0].entry.pk
    assert search("písac artesanía", "es", page=999).page == first.last


def test_of_too_much_only_the_best_is_counted_which_is_said(study, ordinance, monkeypatch):
    for module in ("finding", "backends.postgresql", "backends.sqlite"):
        monkeypatch.setattr(f"content.search.{module}.MOST", 1)
    compare()

    results = search("artesanía", "es")

    assert (results.total, results.cut) == (1, True)
    assert results.hits[0].entry.title == ordinance.title


def test_rows_of_the_record_are_found_on_the_page_that_shows_them(titles):
    site = factories.programme_with_pages()
    achievement = "Se formó a 160 artesanas."

    assert titles("formar artesanas") == [achievement]
    assert titles("craftswomen", "en") == ["160 craftswomen were trained."]
    hit = search("160 artesanas", "es").hits[0]
    assert hit.entry.kind == "achievement"
    assert hit.entry.url == "/es/transparencia/resultados/#achievements"

    site.results.unpublish()
    assert titles("formar artesanas") == []
