"""Downloads: the record's own rows, complete, the same in every language, safe to open."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transparency.plain import (
    CITATION,
    STAMP,
    figure,
    finances,
    inputs,
    label,
    labels,
    line,
    observation,
    render,
    results,
    statement,
)
from transparency.exports.datasets import Dataset, Dimension, flat_table, to_csv
from transparency.views.finances import FinancesView
from transparency.views.results import ResultsView

WORDS = labels(
    organisation={"ILO": label("Organización del Trabajo", "Labour Organization")},
    note={"blank": label("En blanco.", "Blank.", "text")},
)
FIGURES = finances(
    statements=[statement()],
    lines=[
        line("ILO", "budget", "625364.5", printed="625.364,50"),
        line("ILO", "disbursed", None, note="blank", printed="-"),
    ],
)


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"), newline="")))


def document(files, name):
    return json.loads(files[name])


def test_a_row_has_codes_labels_in_both_languages_its_source_and_its_release():
    row = rows_of(render(FinancesView(), FIGURES, WORDS), "por-agencia.csv")[0]

    assert row == {
        "programme": "P-1",
        "statement_kind_code": "final",
        "statement_kind_es": "estado financiero final",
        "statement_kind_en": "final statement",
        "period": "final",
        "as_of": "2013-10-31",
        "precision_code": "month",
        "precision_es": "mes",
        "precision_en": "month",
        "currency": "USD",
        "organisation_code": "ILO",
        "organisation_es": "Organización del Trabajo",
        "organisation_en": "Labour Organization",
        "measure_code": "budget",
        "measure_es": "presupuesto aprobado",
        "measure_en": "approved budget",
        "value": "625364.5",
        "value_missing": "false",
        "as_printed": "625.364,50",
        "note_es": "",
        "note_en": "",
        "address": "",
        "findings": "",
        "source_code": "report",
        "source_es": "Informe final",
        "source_en": "Final report",
        "source_page": "",
        "source_section": "IV.a",
        "source_sha256": "a" * 64,
        "release": "7",
        "released_at": "2026-03-09T15:30:00+00:00",
    }


def test_a_missing_figure_is_empty_says_that_it_is_missing_and_why():
    missing = rows_of(render(FinancesView(), FIGURES, WORDS), "por-agencia.csv")[1]

    assert (missing["value"], missing["value_missing"]) == ("", "true")
    assert (missing["as_printed"], missing["note_es"], missing["note_en"]) == ("-", "En blanco.", "Blank.")


@pytest.mark.parametrize("view", [FinancesView(), ResultsView()], ids=lambda view: view.name)
def test_files_are_those_that_were_announced_and_say_the_same_in_every_language(view):
    figures = FIGURES if view.name == "finances" else results()
    announced = {language: view.file_names(inputs(figures, WORDS), language) for language in ("es", "en")}
    files = {language: render(view, figures, WORDS, language) for language in ("es", "en")}

    assert {language: set(written) for language, written in files.items()} == announced
    for file in view.files:
        for extension in ("csv", "json"):
            names = {language: file.name(language, extension) for language in files}
            assert files["es"][names["es"]] == files["en"][names["en"]]


def test_columns_are_the_same_with_and_without_rows():
    full, empty = render(FinancesView(), FIGURES, WORDS), render(FinancesView(), finances(), WORDS)

    assert document(full, "por-agencia.json")["columns"] == document(empty, "por-agencia.json")["columns"]
    assert empty["por-agencia.csv"].splitlines() == full["por-agencia.csv"].splitlines()[:1]


def test_json_says_what_it_is_about_and_holds_the_rows_of_the_csv():
    files = render(FinancesView(), FIGURES, WORDS)
    found = document(files, "por-agencia.json")

    about = ("dataset", "programme", "release", "title_es", "title_en")
    assert [found[name] for name in about] == ["by-agency", "P-1", 7, "Montos por agencia", "Amounts by agency"]
    rows = rows_of(files, "por-agencia.csv")
    assert [row["value"] for row in found["rows"]] == [625364.5, None]
    assert [list(row) for row in found["rows"]] == [list(row) for row in rows]


def test_what_was_achieved_without_a_number_is_told_and_not_called_missing():
    figures = results(
        outcomes=[{"outcome": "r1", "version": "revised", "number": 1, "citation": CITATION}],
        achievements=[{"achievement": "a1", "outcome": "r1", "place": None, "sector": None, "citation": CITATION}],
    )
    words = labels(achievement={"a1": label("Se formó un consorcio.", "A consortium was formed.", "text")})
    row = rows_of(render(ResultsView(), figures, words), "logros.csv")[0]

    assert row["achievement_es"] == "Se formó un consorcio."
    assert row["achievement_en"] == "A consortium was formed."
    assert (row["value"], row["value_missing"], row["source_section"]) == ("", "false", "IV.a")


def test_a_label_that_is_not_translated_leaves_its_column_empty():
    words = labels(organisation={"ILO": label("Organización del Trabajo")})
    row = rows_of(render(FinancesView(), FIGURES, words), "por-agencia.csv")[0]

    assert (row["organisation_es"], row["organisation_en"]) == ("Organización del Trabajo", "")


def test_each_amount_is_in_exactly_one_data_set():
    kinds = {"original-budget": "1", "semester": "2", "final": "3"}
    figures = finances(
        statements=[statement(kind, kind) for kind in kinds],
        lines=[line("ILO", "budget", amount, f"{kind}/{kind}/report") for kind, amount in kinds.items()],
        totals=[{"statement": "final/final/report", "measure": "budget", "figure": figure("4")}],
    )
    view = FinancesView()
    files = render(view, figures, WORDS)
    values = [row["value"] for file in view.files for row in rows_of(files, file.name("es", "csv"))]

    assert sorted(values) == ["1", "2", "3", "4"]


def csv_cell(text):
    dataset = Dataset("x", (Dimension("text"),), [{"text": text, "figure": None}])
    table = flat_table(dataset, {"programme": "P-1", "labels": {}, "sources": {}}, STAMP)
    return next(csv.DictReader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline="")))["text"]


@pytest.mark.parametrize("formula", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1", "\uff1d1+1"])
def test_no_text_runs_as_a_formula(formula):
    assert csv_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["-", "-5.3", "+12", "99.97%", "Ñuñoa", "1-2", ""])
def test_plain_text_and_numbers_stay_as_they_are(text):
    assert csv_cell(text) == text


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=Decimal("-9999999999999.99"), max_value=Decimal("9999999999999.99"), places=2))
def test_amounts_parse_back_to_themselves(amount):
    text = f"{amount:f}"
    figures = finances(statements=[statement()], lines=[line("ILO", "disbursed", text)])
    files = render(FinancesView(), figures, WORDS)

    assert Decimal(rows_of(files, "por-agencia.csv")[0]["value"]) == amount
    assert Decimal(repr(document(files, "por-agencia.json")["rows"][0]["value"])) == amount


def test_counts_keep_their_dimensions():
    found = [observation("people", "13", sex="men", place="05", sector="crafts", indigenous=True)]
    figures = results(
        indicators=[{"indicator": "people", "unit": "persons", "outcome": None, "citation": CITATION}],
        observations=found,
    )
    words = labels(place={"05": label("Ayacucho", "Ayacucho")})
    row = rows_of(render(ResultsView(), figures, words), "personas-y-conteos.csv")[0]

    assert (row["sex_code"], row["place_code"], row["place_es"]) == ("men", "05", "Ayacucho")
    assert (row["indigenous"], row["unit_code"], row["reported_total"]) == ("true", "persons", "false")
