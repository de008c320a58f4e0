"""The finances page: every figure of the record, with its source, as printed, in both languages."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transparency.plain import (
    Row,
    figure,
    finances,
    finances_page,
    label,
    labels,
    line,
    main_text,
    statement,
    tables_of,
)
from transparency import formatting
from transparency.models import Measure, Statement

AGENCIES = labels(
    organisation={
        "ILO": {
            "es": {"name": "Organización Internacional del Trabajo", "acronym": "OIT"},
            "en": {"name": "International Labour Organization", "acronym": "ILO"},
        },
        "FAO": {"es": {"name": "Organización de la Alimentación", "acronym": "FAO"}},
    },
    note={"blank": label("La celda está en blanco.", "The cell is blank.", "text")},
)
FINAL = finances(
    statements=[statement()],
    lines=[
        line("ILO", "transferred", "518765"),
        line("ILO", "committed", "518765"),
        line("ILO", "disbursed", "518765"),
        line("FAO", "transferred", "777595"),
        line("FAO", "committed", "777396"),
        line("FAO", "disbursed", None, note="blank"),
    ],
    totals=[
        {"statement": "final/final/report", "measure": "transferred", "figure": figure("1300000")},
        {"statement": "final/final/report", "measure": "disbursed", "figure": figure("1270000")},
    ],
)


def rows_of(page: str) -> dict[str, list[str]]:
    """Every row of every table by its header; a later table wins."""
    return {row[0]: row[1:] for table in tables_of(page) for row in table if row}


def test_every_amount_stands_in_its_row_with_its_source():
    rows = rows_of(finances_page(FINAL, AGENCIES))

    assert rows["OIT"] == ["518,765", "518,765", "518,765", "1"]
    assert rows["FAO"] == ["777,595", "777,396", "sin dato", "1"]


def test_each_language_has_its_own_names_and_the_same_figures():
    spanish, english = (rows_of(finances_page(FINAL, AGENCIES, language)) for language in ("es", "en"))

    assert english["ILO"] == spanish["OIT"]


def test_a_missing_figure_is_never_a_zero_and_says_why():
    page = finances_page(FINAL, AGENCIES, "en")

    assert "Disbursed: The cell is blank." in main_text(page)
    assert "0" not in rows_of(page)["FAO"]
    assert "no data" in rows_of(page)["FAO"][2]


def test_a_zero_that_is_printed_is_a_zero():
    page = finances_page(finances(statements=[statement()], lines=[line("ILO", "disbursed", "0")]), AGENCIES)

    assert rows_of(page)["OIT"][0] == "0"


def test_totals_are_those_that_are_printed_and_not_a_sum():
    page = finances_page(FINAL, AGENCIES)

    by_agency = next(table for table in tables_of(page) if table[-1][0] == "Total tal como está impreso")
    assert by_agency[-1][1] == "1,300,000"
    assert "1,296,360" not in str(by_agency)  # 518,765 + 777,595


def test_the_delivery_rate_comes_from_the_printed_totals():
    assert "97.69%" in main_text(finances_page(FINAL, AGENCIES))


def test_without_a_transfer_there_is_no_delivery_rate():
    figures = finances(statements=[statement()], lines=[line(None, "transferred", "0"), line(None, "disbursed", "5")])

    assert "Tasa de ejecución" not in finances_page(figures)


@pytest.mark.parametrize("numbers", [("transferred", "committed"), ("committed", "transferred")])
def test_a_printed_percentage_stands_below_the_later_of_its_two_amounts(numbers):
    share = {
        "statement": "final/final/report",
        "organisation": "ILO",
        "numerator": numbers[0],
        "denominator": numbers[1],
        "label": "% Cumplimiento",
        "figure": figure("99.97"),
    }
    page = finances_page({**FINAL, "shares": [share]}, AGENCIES)

    assert rows_of(page)["OIT"] == ["518,765", "518,765 99.97%", "518,765", "1"]
    assert "Comprometido «% Cumplimiento»" in main_text(page)


def test_a_percentage_keeps_all_the_decimals_that_it_has():
    share = {
        "statement": "final/final/report",
        "organisation": None,
        "numerator": "disbursed",
        "denominator": "budget",
        "label": "",
        "figure": figure("33.3333"),
    }
    page = finances_page({**FINAL, "shares": [share]}, AGENCIES, "en")

    assert "33.3333%" in page
    assert "Disbursed out of approved budget" in main_text(page)


def test_text_that_is_not_translated_is_marked_and_counted():
    page = finances_page(FINAL, AGENCIES, "en")

    assert '<span lang="es">FAO</span>' in page
    assert "1 text on this page is not translated yet" in main_text(page)


def test_sections_of_documents_are_in_the_language_of_the_document():
    assert 'section <span lang="es">IV.a</span>' in finances_page(FINAL, AGENCIES, "en")
    assert "sección IV.a" in finances_page(FINAL, AGENCIES)


def test_the_name_of_a_section_is_text_and_no_markup():
    odd = {**FINAL, "totals": [{**row, "figure": figure("1", section="<b>%(x)s</b>")} for row in FINAL["totals"]]}

    assert "&lt;b&gt;%(x)s&lt;/b&gt;" in finances_page(odd, AGENCIES, "en")


def test_a_page_with_nothing_on_record_says_so():
    page = finances_page(finances())

    assert "Todavía no hay nada registrado" in main_text(page)
    assert tables_of(page) == []


def test_dates_say_no_more_than_is_known():
    assert "Datos a octubre de 2013" in main_text(finances_page(FINAL, AGENCIES))
    day = {**FINAL, "statements": [statement(precision="day")]}
    assert "Data as of 31 October 2013" in main_text(finances_page(day, AGENCIES, "en"))


def test_an_instalment_that_is_not_on_record_keeps_its_row_and_its_reason():
    found: list[Row] = [
        {"number": 1, "date": "2009-12-15", "currency": "USD", "figure": figure("1429667")},
        {"number": 3, "date": None, "currency": "USD", "figure": figure(None, note="blank")},
    ]
    page = finances_page(finances(instalments=found), AGENCIES, "en")

    assert rows_of(page)["No. 1"][:3] == ["15 December 2009", "US$ 1,429,667", "US$ 1,429,667"]
    assert rows_of(page)["No. 3"][:2] == ["no data", "no data"]
    assert "The cell is blank." in main_text(page)


def test_amounts_in_two_currencies_share_no_scale():
    found: list[Row] = [
        {"number": 1, "date": None, "currency": "USD", "figure": figure("10")},
        {"number": 2, "date": None, "currency": "PEN", "figure": figure("20")},
    ]
    page = finances_page(finances(instalments=found))

    assert "<svg" not in page[page.index("<main") :]
    assert {row[1] for row in rows_of(page).values() if len(row) > 1} >= {"US$ 10", "S/ 20"}


def test_contributions_stand_by_kind_in_their_own_currency():
    found = [
        {
            "code": code,
            "kind": kind,
            "currency": currency,
            "contributor": "ILO",
            "place": "08",
            "description": "plan",
            "figure": figure(amount, note),
        }
        for code, kind, currency, amount, note in (
            ("a", "commitment", "PEN", "2000000", None),
            ("b", "money", "", None, "blank"),
        )
    ]
    words = {
        **AGENCIES,
        "place": {"08": label("Cusco", "Cusco")},
        "note": {**AGENCIES["note"], "plan": label("Presupuesto.", "Budget.", "text")},
    }
    table = tables_of(finances_page(finances(contributions=found), words, "en"))[1]

    assert [row[0] for row in table] == [
        "Who",
        "Money",
        "International Labour Organization Cusco",
        "Commitment",
        "International Labour Organization Cusco",
    ]
    assert table[2][1:] == ["Budget.", "no data The cell is blank.", "1"]
    assert table[4][2] == "S/ 2,000,000"


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2).map(str)
CODES = st.sampled_from([None, "ILO", "FAO", "X-1"])
PLACES_OF_LINES = st.tuples(st.sampled_from(["a", "b"]), CODES, st.sampled_from(Measure.values))


@st.composite
def random_statements(draw):
    """Two statements of any kind with lines and totals of distinct amounts."""
    shown = [statement(draw(st.sampled_from(Statement.Kind.values)), period, None) for period in ("a", "b")]
    keys = {row["period"]: row["statement"] for row in shown}
    places = draw(st.lists(PLACES_OF_LINES, unique=True, max_size=12))
    totals = draw(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(Measure.values)), unique=True))
    amounts = draw(st.lists(AMOUNTS, unique_by=Decimal, min_size=40, max_size=40))
    return finances(
        statements=shown,
        lines=[line(code, measure, amounts.pop(), keys[period]) for period, code, measure in places],
        totals=[
            {"statement": keys[period], "measure": measure, "figure": figure(amounts.pop())}
            for period, measure in totals
        ],
    )


@settings(max_examples=40, deadline=None)
@given(random_statements())
def test_no_statement_loses_an_amount(figures):
    shown = [cell for table in tables_of(finances_page(figures)) for row in table for cell in row]
    amounts = [
        formatting.amount(Decimal(row["figure"]["value"]), "es") for row in (*figures["lines"], *figures["totals"])
    ]

    assert [amount for amount in amounts if amount not in shown] == []


@settings(max_examples=40, deadline=None)
@given(random_statements())
def test_every_row_with_an_amount_names_a_source_that_is_listed(figures):
    page = finances_page(figures)
    listed = set(re.findall(r'id="source-(\d+)"', page))

    assert set(re.findall(r'href="#source-(\d+)"', page)) == listed
    for table in tables_of(page):
        for row in table[1:]:
            if any(re.search(r"\d", cell) for cell in row[1:-1]):
                assert row[-1] in listed
