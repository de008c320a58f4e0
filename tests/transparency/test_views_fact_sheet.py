"""The fact sheet: every field is drawn from the record or written by editors, or it says that it is not on record."""

import io
import json
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from publication.registry import Inputs
from tests import factories
from tests.transparency.plain import (
    CITATION,
    PATHS,
    STAMP,
    figure,
    finances,
    in_memory,
    label,
    labels,
    line,
    main_text,
    observation,
    prose,
    results,
    statement,
    tables_of,
)
from tests.transparency.whole import milestone, taking_part
from transparency.models import FactSheetPage
from transparency.models.sheet import NOTES
from transparency.views import fact_sheet as facts
from transparency.views.blocks import Page
from transparency.views.fact_sheet_data import FILES
from transparency.views.fact_sheet_page import FactSheetView
from transparency.views.fact_sheet_tables import MOST_ACHIEVEMENTS
from transparency.views.figure_addresses import with_keys
from transparency.views.words import Citations, Words

Row = dict[str, Any]
NOT_ON_RECORD = "not on record"

WORDS = labels(
    programme={
        "P-1": {
            "es": {"name": "Programa largo", "short_name": "Programa", "summary": "Resumen."},
            "en": {"name": "A long programme", "short_name": "Programme", "summary": "Summary.", "window": "Window"},
        }
    },
    organisation={
        "UNDP": {
            "es": {"name": "Programa de las NU", "acronym": "PNUD"},
            "en": {"name": "UN Programme", "acronym": "UNDP"},
        },
        "MIN": label("Ministerio", "Ministry"),
    },
    outcome={"r1": label("Resultado.", "A result."), "o1": label("Antes.", "Earlier.")},
    achievement={f"a{number}": label(f"Logro {number}.", f"Achievement {number}.", "text") for number in range(40)},
    unit={"rules": label("ordenanzas", "rules")},
    indicator={"people-reached": label("Personas", "People"), "people": label("Personas a la fecha", "People to date")},
    category={"direct": label("Directos", "Direct"), "indirect": label("Indirectos", "Indirect")},
    milestone={"m": label("Misión", "Mission")},
    evaluation={
        "mid": {"es": {"name": "Evaluación", "period": "2011"}, "en": {"name": "Evaluation", "period": "in 2011"}}
    },
    note={"blank": label("En blanco.", "Left blank.", "text")},
)
INDICATORS: list[Row] = [
    {"indicator": code, "unit": "rules", "outcome": None, "citation": CITATION}
    for code in ("people-reached", "people", "other")
]


def sheet(**tables: list[Row]) -> dict[str, list[Row]]:
    """The figures of a fact sheet; tables that are not given are empty."""
    names = ("participations", "sectors", "places", "milestones", "evaluations", "goals")
    return {**finances(), **results(), **{name: [] for name in names}, **tables}


def page_of(figures: dict[str, list[Row]], own_words: dict[str, str] | None = None) -> str:
    """The English page."""
    return files_of(figures, own_words)["index.html"].decode()


def files_of(figures: dict[str, list[Row]], own_words: dict[str, str] | None = None) -> dict[str, bytes]:
    """The English page and its downloads."""
    data = {
        "programme": "P-1",
        "figures": figures,
        "labels": WORDS,
        "sources": {"report": {"publisher": "", "issued": "2013-10", "language": "es", "sha256": "a" * 64}},
        "prose": {language: {**prose(language), "own_words": own_words or {}} for language in PATHS},
    }
    with override("en"):
        return in_memory(FactSheetView().render(Inputs(PATHS, data), "en", STAMP))


def rows_in(files: dict[str, bytes], name: str) -> list[Row]:
    """The rows of a downloaded data set."""
    rows: list[Row] = json.loads(files[name])["rows"]
    return rows


def test_an_empty_record_says_of_every_field_that_it_is_not_on_record() -> None:
    text = main_text(page_of(sheet()))

    with override("en"):
        fields = [str(name) for name in NOTES.values()]
    for name in ("Extension", "Instalments", "Regions", "Money", "People reached", *fields):
        assert f"{name} {NOT_ON_RECORD}" in text


def test_fields_in_words_are_those_of_the_editors() -> None:
    text = main_text(page_of(sheet(), {"gender": "<p>Few words.</p>", "state": "<p>Closed.</p>"}))

    assert "Gender perspective Few words." in text
    assert "State Closed." in text
    assert f"Sustainability {NOT_ON_RECORD}" in text


def test_dates_and_instalments_are_told_as_far_as_they_are_known() -> None:
    figures = sheet(
        milestones=[
            milestone("actual-end", "2013-06-30"),
            milestone("extension", None),
            milestone("mission", "2010-10-01", "month"),
        ],
        instalments=[
            {"number": 1, "date": "2009-12-15", "currency": "USD", "figure": figure("1429667")},
            {"number": 2, "date": None, "currency": "USD", "figure": figure(None, note="blank")},
        ],
    )
    text = main_text(page_of(figures)).replace("\u00a0", " ")

    assert "Actual end 30 June 2013" in text
    assert f"Extension {NOT_ON_RECORD}" in text
    assert "No. 1, 15 December 2009: US$ 1,429,667" in text
    assert "No. 2: no data" in text
    assert "Monitoring mission October 2010" in text


def test_money_by_agency_puts_the_original_budget_beside_the_latest_statement() -> None:
    original = "original-budget/original/report"
    figures = sheet(
        statements=[statement("original-budget", "original", None), statement()],
        lines=[
            line("UNDP", "budget", "623220", original),
            line("UNDP", "budget", "1691082"),
            line("UNDP", "transferred", "1799660"),
            line("UNDP", "disbursed", "1770047"),
        ],
        totals=[{"statement": "final/final/report", "measure": "disbursed", "figure": figure("4936157")}],
    )
    table = tables_of(page_of(figures))[0]

    assert table[0] == ["Agency", "Original budget", "Approved budget", "Disbursed", "Source"]
    assert table[1] == ["UNDP", "623,220", "1,691,082", "1,770,047", "1"]
    assert table[2] == ["Total", "", "", "4,936,157", "1"]


def test_semesters_carry_the_percentages_that_the_report_prints() -> None:
    of = "semester/2010-1/report"
    share = {"statement": of, "organisation": None, "numerator": "committed", "denominator": "budget", "label": ""}
    figures = sheet(
        statements=[statement("semester", "2010-1", "2010-06-30")],
        lines=[line(None, "transferred", "1429667", of), line(None, "committed", "108520", of)],
        shares=[{**share, "figure": figure("2.17")}],
    )

    assert tables_of(page_of(figures))[0][1] == ["2010-1", "1,429,667", "108,520 2.17%", "", "1"]


def test_people_reached_directly_and_indirectly_stand_side_by_side() -> None:
    figures = sheet(
        observations=[
            observation("people-reached", "2612", reported_total=True),
            observation("people-reached", "1364", sex="women"),
            observation("people-reached", "764", sex="women", funding="with"),
            observation("people", None, note="blank", sex="women", category="direct"),
            observation("people", "7", sex="women", category="indirect"),
        ],
        indicators=INDICATORS,
    )
    page = page_of(figures)

    assert "In all: 2,612 1 Women: 1,364 1 State" in main_text(page)
    assert tables_of(page)[0][1] == ["People to date: women", "no data", "7", "1"]


def test_achievements_stand_under_the_outcomes_of_the_later_framework() -> None:
    count = MOST_ACHIEVEMENTS + 2
    figures = sheet(
        outcomes=[
            {"outcome": "o1", "version": "original", "number": 1, "citation": CITATION},
            {"outcome": "r1", "version": "revised", "number": 1, "citation": CITATION},
        ],
        achievements=[
            {"achievement": f"a{number}", "outcome": "r1", "place": None, "sector": None, "citation": CITATION}
            for number in range(count)
        ],
        quantities=[{"achievement": "a0", "unit": "rules", "figure": figure("11")}],
    )
    text = main_text(page_of(figures))

    assert "11 rules. Achievement 0." in text
    assert f"Achievement {MOST_ACHIEVEMENTS - 1}." in text
    assert f"Achievement {MOST_ACHIEVEMENTS}." not in text
    assert "2 more are told on the results page." in text


def test_who_took_part_and_what_was_evaluated() -> None:
    figures = sheet(
        participations=[taking_part("UNDP", "agency"), taking_part("MIN", "government", "10")],
        evaluations=[{"evaluation": "mid", "kind": "mid-term", "delivered": None, "citation": CITATION}],
    )
    text = main_text(page_of(figures))

    assert "Participating agency UNDP" in text
    assert "Participating government body Ministry" in text
    assert f"Mid-term evaluation When: in 2011 1 Evaluated by: {NOT_ON_RECORD}" in text


def test_sources_are_numbered_by_document_and_name_every_place_in_it() -> None:
    citations = [{**CITATION, "section": section} for section in ("I.b", "II.a")]
    figures = sheet(
        outcomes=[
            {"outcome": code, "version": "revised", "number": number, "citation": cited}
            for number, (code, cited) in enumerate(zip(("r1", "o1"), citations, strict=True), 1)
        ]
    )
    page = page_of(figures)

    assert page.count('id="source-') == 1
    assert "Final report , October 2013, sections I.b; II.a" in main_text(page)


@pytest.mark.django_db
def test_what_an_editor_writes_is_released_in_each_language() -> None:
    site = factories.programme_with_pages()
    page = FactSheetPage(title="Ficha", slug="ficha", programme=site.programme, locale=factories.spanish())
    page.notes = [("gender", "<p>Sin estrategia.</p>")]
    site.index.add_child(instance=page)
    page.save_revision().publish()
    read = FactSheetView().read(site.programme.code)

    assert read is not None
    assert "Sin estrategia." in read.data["prose"]["es"]["own_words"]["gender"]
    assert "Sin estrategia." in main_text(FactSheetView().preview(page))


def test_downloads_hold_the_rows_that_the_sheet_shows_and_no_others() -> None:
    original, semester = "original-budget/original/report", "semester/2010-1/report"
    figures = sheet(
        statements=[
            statement("original-budget", "original", None),
            statement("semester", "2010-1", "2010-06-30"),
            statement(),
        ],
        lines=[
            line("UNDP", "budget", "100", original),
            line("UNDP", "budget", "70", semester),
            line(None, "disbursed", "60", semester),
            line("UNDP", "budget", "120"),
        ],
        milestones=[milestone("actual-end", "2013-06-30"), milestone("event", "2011-01-01")],
        participations=[taking_part("UNDP", "agency"), taking_part("MIN", "partner")],
        observations=[observation("people-reached", "9"), observation("other", "3")],
        indicators=INDICATORS,
    )
    files = files_of(figures)

    assert [row["value"] for row in rows_in(files, "budget-and-spending.json")] == [100, 60, 120]
    assert [row["date"] for row in rows_in(files, "dates.json")] == ["2013-06-30"]
    assert [row["organisation_code"] for row in rows_in(files, "participants.json")] == ["UNDP"]
    assert [row["value"] for row in rows_in(files, "people-and-counts.json")] == [9]


def test_every_data_set_is_offered_in_each_format_and_all_of_them_in_one_workbook() -> None:
    files = files_of(sheet())
    page = files["index.html"].decode()
    names = {f"{file.slugs['en']}.{extension}" for file in FILES for extension in ("csv", "json")}
    workbook = load_workbook(io.BytesIO(files["page.xlsx"]))

    assert names | {"index.html", "page.xlsx"} == files.keys()
    assert all(f'href="{name}"' in page for name in files if name != "index.html")
    assert {file.key for file in FILES} < {*workbook.sheetnames}


def test_findings_on_the_figures_of_the_sheet_are_named_in_its_downloads() -> None:
    figures = sheet(
        statements=[statement()],
        lines=[line("UNDP", "budget", "100"), line("MIN", "budget", "50")],
        totals=[{"statement": statement()["statement"], "measure": "budget", "figure": figure("160")}],
    )
    with_keys(figures)

    total = rows_in(files_of(figures), "budget-and-spending.json")[-1]

    assert (total["value"], total["findings"].startswith("total-of-column")) == (160, True)


def test_places_are_told_level_by_level() -> None:
    places: list[Row] = [
        {"place": code, "level": level, "citation": {**CITATION, "section": level}}
        for code, level in (("0801", "province"), ("08", "region"), ("05", "region"), ("0501", "province"))
    ]
    words = Words({"place": {row["place"]: label(f"Lugar {row['place']}") for row in places}}, "es")
    page = Page({"figures": {}}, words, Citations(words, {}), "es")

    with override("en"):
        told = [(value.about, value.cell.text, value.sources) for value in facts.places(page, places)]

    assert told == [("Regions", "Lugar 08, Lugar 05", [1]), ("Provinces", "Lugar 0801, Lugar 0501", [2])]
