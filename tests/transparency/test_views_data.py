"""The data page: every file that it announces, the words around them, and the same bytes for the same record."""

import gzip
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from tests import factories
from tests.factories.languages import spanish
from tests.factories.sites import publish_in_english
from tests.transparency.plain import STAMP, in_memory, label, main_text, tables_of, text_of
from tests.transparency.whole import rich, rich_words, whole, whole_inputs
from transparency.checks.keys import KEYS
from transparency.exports.dictionary import MEANINGS, base_of
from transparency.models import DataPage
from transparency.views import preview
from transparency.views.data import DataView
from transparency.views.data_files import all_files
from transparency.views.data_whole import WHOLE_FILES

BUDGET_BYTES = 50_000
CODE = "TEST-0001"


def render(figures=None, language: str = "es", **words: Any) -> dict[str, bytes]:
    read = whole_inputs(figures or rich(), **(words or rich_words()))
    with override(language):
        return in_memory(DataView().render(read, language, STAMP))


def page(language: str = "es", **words: Any) -> str:
    return render(language=language, **words)["index.html"].decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_files_announced_are_files_written(language):
    assert set(render(language=language)) == DataView().file_names(whole_inputs(), language)


def test_one_view_serves_all_languages_of_one_release_and_then_the_next():
    view, first, second = DataView(), whole_inputs(rich(), **rich_words()), whole_inputs(whole())
    given = []
    for read in (first, second, first):
        for language in ("es", "en"):
            with override(language):
                given.append(in_memory(view.render(read, language, STAMP)))

    assert given[:2] == given[4:] == [render(language="es"), render(language="en")]
    assert given[2] != given[0]


def test_whole_files_are_the_same_in_every_language_but_for_the_report_to_read():
    files = {language: render(language=language) for language in ("es", "en")}

    for file in WHOLE_FILES:
        same = files["es"][file.name("es")] == files["en"][file.name("en")]
        assert same == (file.key != "report-text"), file.key


def test_every_format_holds_every_data_set():
    files = render()
    keys = {file.key for file in all_files()}
    document = json.loads(files["registro-completo.json"])

    assert set(document["datasets"]) == {*keys, "findings", "sources"}
    assert {*keys, "findings", "sources", "about", "columns"} == set(
        load_workbook(io.BytesIO(files["registro-completo.xlsx"])).sheetnames
    )
    with zipfile.ZipFile(io.BytesIO(files["paquete-de-datos.zip"])) as archive:
        packed = {name for name in archive.namelist() if name.startswith("data/")}
    assert packed == {f"data/{key}.csv" for key in (*keys, "findings", "sources", "columns")}


def test_the_page_links_every_whole_file_with_its_size():
    files = render()
    shown = files["index.html"].decode()

    for file in WHOLE_FILES:
        assert f'href="{file.name("es")}"' in shown
    assert "IATI 2.03" in main_text(shown)


def test_data_sets_of_other_pages_are_linked_where_those_pages_are():
    figures = {**rich()}
    url = "/es/transparencia/finanzas/"
    figures["pages"] = [*figures["pages"], {"view": "finances", "language": "es", "url": url, "title": "Finanzas"}]
    shown = render(figures)["index.html"].decode()

    assert 'href="../finanzas/por-agencia.csv"' in shown
    assert 'href="fechas.json"' in shown
    assert "personas-y-conteos.csv" not in shown


def test_findings_figures_workbooks_and_changes_are_linked_where_their_pages_are():
    figures = {**rich()}
    slugs = {"finances": "finanzas", "findings": "hallazgos", "figures": "cifras", "changes": "cambios"}
    figures["pages"] = [
        *figures["pages"],
        *(
            {"view": view, "language": "es", "url": f"/es/transparencia/{slug}/", "title": slug.capitalize()}
            for view, slug in slugs.items()
        ),
    ]
    shown = render(figures)["index.html"].decode()

    for url in ("../finanzas/finanzas.xlsx", "../hallazgos/hallazgos.xlsx", "../hallazgos/hallazgos.csv"):
        assert f'href="{url}"' in shown
    assert 'href="../cifras/cifras.json"' in shown
    assert 'href="/es/transparencia/cambios/"' in shown
    assert "cambios" not in page()
    assert reverse("releases_page") in page()


def test_the_page_says_how_many_rows_each_data_set_has():
    rows = {row[0]: row[1] for table in tables_of(page("en")) for row in table if len(row) == 3}

    assert rows["People reached and counts"] == "2"
    assert rows["Instalments from the fund"] == "1"
    assert rows["All figures"] == str(sum(len(rich().get(table, ())) for table in KEYS))


def test_the_dictionary_on_the_page_has_every_column_with_its_meaning():
    found = {row[0]: row for table in tables_of(page("en")) for row in table}

    assert found["value"][1:] == ["number", "The figure; empty where there is none"]
    assert found["sector_code , …_es , …_en"][1:] == ["string", "Sector of work"]
    assert found["unit_code , …_es , …_en , unit"][1:] == ["string", "What the value counts"]
    assert not [row for row in tables_of(page("en"))[-1] if not all(row)]


def test_every_column_of_every_data_set_is_in_the_dictionary():
    columns = {
        column
        for one in json.loads(render()["registro-completo.json"])["datasets"].values()
        for column in one["columns"]
    }

    assert {base_of(column)[0] for column in columns} <= set(MEANINGS)


def test_the_page_says_how_far_labels_are_translated():
    words = {**rich_words(), "unit": {"persons": label("personas")}}
    shown = text_of(page("en", **words))
    total = sum(len(codes) for codes in words.values()) + 2  # the programme and its source

    assert f"{total} of {total} labels" in shown
    assert f"{total - 1} of {total} labels" in shown


def test_the_page_shows_the_verdict_on_the_iati_file_and_what_it_cannot_tell():
    shown = main_text(page("en"))

    assert "Valid by schema, codelists and ruleset" in shown
    assert "There is no budget by year" in shown


def test_a_file_that_is_not_valid_is_published_with_the_number_of_its_errors():
    shown = main_text(render(whole(), "en")["index.html"].decode())

    assert re.search(r"\d errors", shown)
    assert "Valid by schema" not in shown


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_is_light_and_has_neither_script_nor_style(language):
    shown = page(language)
    styles = len(gzip.compress(Path(str(finders.find("quipu/site.css"))).read_bytes()))

    assert len(gzip.compress(shown.encode())) + styles < BUDGET_BYTES
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", shown[shown.index("<main") : shown.index("</main>")])


@pytest.fixture
def data_page(db: None) -> DataPage:
    site = factories.programme_with_pages(CODE)
    made: DataPage = site.index.add_child(
        instance=DataPage(title="Datos", slug="datos", programme=site.programme, locale=spanish())
    )
    made.save_revision().publish()
    publish_in_english(made, "Data", "data")
    return made


def test_what_is_read_is_plain_data_and_gives_a_page_in_each_language(data_page):
    read = DataView().read(CODE)

    assert read is not None
    assert dict(read.pages) == {"es": "/es/transparencia/datos/", "en": "/en/transparency/data/"}
    assert json.loads(json.dumps(read.data)) == read.data
    with override("en"):
        shown = in_memory(DataView().render(read, "en", STAMP))["index.html"].decode()
    assert 'href="../finances/by-semester.csv"' in shown
    assert 'href="../results/achievements.json"' in shown


def test_a_preview_has_no_files_yet(data_page):
    shown = preview(data_page)

    assert "registro-completo.xlsx" not in shown
    assert "Datos" in main_text(shown)


def test_the_number_of_queries_does_not_grow_with_the_record(data_page, django_assert_max_num_queries):
    with django_assert_max_num_queries(70):
        DataView().read(CODE)
