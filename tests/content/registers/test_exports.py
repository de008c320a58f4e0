"""A register as data: whole, or as far as it was narrowed down."""

import csv
import io
import json

import pytest
from django.test import Client

from content.models import OrdinanceIndexPage, StudyIndexPage, StudyPage
from tests import factories

pytestmark = pytest.mark.django_db


def rows_of(response):
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))


def test_a_register_as_csv_has_codes_and_words_in_every_language(study):
    [row] = rows_of(Client().get("/es/estudios/datos.csv"))

    assert row["title_es"] == "Iconografía textil & color"
    assert row["title_en"] == "Textile iconography & colour"
    assert (row["kind_code"], row["kind_en"]) == ("study", "study")
    assert (row["place_codes"], row["places_es"]) == ("080405", "Písac")
    assert row["authors"] == "Quispe Mamani, Rosa; Flores, Ana María; Centro de Textiles"
    assert row["page_en"].endswith("/en/studies/textile-iconography-colour/")
    assert row["permanent_address"].endswith("/id/estudio/iconografia")


def test_both_languages_give_the_same_rows(study, ordinance):
    for spanish, english in (("estudios", "studies"), ("ordenanzas", "ordinances")):
        assert rows_of(Client().get(f"/es/{spanish}/datos.csv")) == rows_of(Client().get(f"/en/{english}/data.csv"))


def test_words_that_nobody_translated_are_empty(ordinance):
    [row] = rows_of(Client().get("/en/ordinances/data.csv"))

    assert row["title_es"] == "Ordenanza de la papa nativa"
    assert row["title_en"] == ""
    assert row["page_en"].endswith("/en/ordinances/ordenanza-de-la-papa-nativa/")


def test_no_cell_is_a_formula(home):
    factories.item_page(StudyPage, '=HYPERLINK("http://example.org")', code="formula", slug="formula")

    [row] = rows_of(Client().get("/es/estudios/datos.csv"))

    assert row["title_es"].startswith("'=")


def test_a_register_as_json_keeps_lists_and_numbers(ordinance):
    data = json.loads(Client().get("/es/ordenanzas/datos.json").content)

    assert (data["register"], data["count"]) == ("ordenanza", 1)
    assert data["rows"][0]["year"] == 2012
    assert data["rows"][0]["place_codes"] == ["080405"]


def test_the_same_question_gives_the_same_items_as_list_and_as_data(study):
    factories.item_page(StudyPage, "Otra cosa", kind="baseline", issued="2010")

    for question in ("place=08", "place=080405", "kind=study", "year=2012", "q=tejidos"):
        data = json.loads(Client().get(f"/es/estudios/datos.json?{question}").content)
        page = Client().get(f"/es/estudios/?{question}")

        assert [row["code"] for row in data["rows"]] == ["iconografia"]
        assert [record.facts.code for record in page.context["listing"].records] == ["iconografia"]
        assert f"/es/estudios/datos.csv?{question}" in page.content.decode()


def test_a_question_without_an_answer_still_has_columns(study):
    response = Client().get("/es/estudios/datos.csv?q=nada")

    assert rows_of(response) == []
    assert response.content.startswith(b"permanent_address,code,")


@pytest.mark.parametrize("model", [StudyIndexPage, OrdinanceIndexPage])
def test_an_empty_register_has_empty_data(home, model):
    page = factories.register_page(model)

    assert rows_of(Client().get(factories.address(page) + "datos.csv")) == []
    assert json.loads(Client().get(factories.address(page) + "datos.json").content)["rows"] == []


def test_drafts_are_no_data(study):
    study.unpublish()

    assert rows_of(Client().get("/es/estudios/datos.csv")) == []


def test_the_number_of_queries_does_not_grow_with_the_register(study, django_assert_num_queries):
    client = Client()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get("/es/estudios/datos.json")
    with CaptureQueriesContext(connection) as before:
        client.get("/es/estudios/datos.json")
    for number in range(5):
        factories.item_page(StudyPage, f"Estudio {number}", places=study.places.all(), organisation=study.organisation)
    with CaptureQueriesContext(connection) as after:
        client.get("/es/estudios/datos.json")

    assert len(after) == len(before)
