"""The files of one page: a workbook beside CSV and JSON, with addresses and with what the checks find."""

import csv
import io
import json
import shutil
import subprocess
from typing import Any

import pytest
from openpyxl import load_workbook

from publication.content import in_full
from tests.transparency.plain import PATHS, STAMP, figure, finances, inputs, label, labels, line, render, statement
from tests.transparency.whole import milestone, whole, whole_data
from transparency.exports.datasets import flat_table
from transparency.views.data_files import fact_datasets
from transparency.views.figure_addresses import with_keys
from transparency.views.finances import FinancesView
from transparency.views.findings_data import FindingsData
from transparency.views.page_files import make_files, workbook_name

WORDS = labels(organisation={"ILO": label("OIT", "ILO"), "FAO": label("FAO", "FAO")})
PRINTED = "totals/final/final/report/disbursed"
BOOK = workbook_name(PATHS["es"])


def contradicting() -> dict[str, Any]:
    """A printed total that is not the sum of its parts."""
    return with_keys(
        finances(
            statements=[statement()],
            lines=[line("ILO", "disbursed", "40"), line("FAO", "disbursed", "50")],
            totals=[{"statement": "final/final/report", "measure": "disbursed", "figure": figure("100")}],
        )
    )


@pytest.fixture
def files() -> dict[tuple[str, str], bytes]:
    return files_of(addressed=True)


def files_of(*, addressed: bool) -> dict[tuple[str, str], bytes]:
    data = dict(inputs(contradicting(), WORDS).data)
    if addressed:
        data["figures_urls"] = {"es": "/es/transparencia/cifras/"}
    view = FinancesView()
    checked = FindingsData(data["figures"], data)
    made = make_files(view.files, view.datasets(data), data, checked, STAMP, workbook=True)
    return {name: in_full(content) for name, content in made.items()}


def rows_of(files: dict[tuple[str, str], bytes], key: str) -> list[dict[str, str]]:
    content = files[key, "csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def sheet(content: bytes, name: str) -> list[dict[str, Any]]:
    header, *rows = load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_a_figure_names_what_is_found_on_it_and_where_it_has_its_address(files, settings):
    total = rows_of(files, "totals")[0]

    assert total["findings"]
    assert total["address"] == f"{settings.PUBLIC_URL}/id/P-1/figure/{PRINTED}"


def test_without_a_page_of_all_figures_no_address_is_given_that_leads_nowhere():
    assert rows_of(files_of(addressed=False), "totals")[0]["address"] == ""


def test_json_has_the_sentences_of_the_findings_that_its_rows_name_in_every_language(files):
    told = json.loads(files["totals", "json"])
    codes = {code for row in told["rows"] for code in row["findings"].split()}

    assert codes
    assert set(told["findings"]) == codes
    for sentences in told["findings"].values():
        assert set(sentences) == {"es", "en"}
        assert all(sentences.values())


def test_json_without_findings_has_none_and_says_how_far_its_labels_are_translated(files):
    told = json.loads(files["costs", "json"])

    assert "findings" not in told
    assert told["labels"]["es"] == {"translated": 4, "of": 4}


def test_the_workbook_has_a_sheet_for_each_data_set_and_for_findings_sources_columns_and_instructions(files):
    book = load_workbook(io.BytesIO(files["workbook", "xlsx"]))

    keys = [file.key for file in FinancesView.files]
    assert book.sheetnames == ["about", *keys, "findings", "sources", "columns"]


def test_the_sheet_of_findings_says_each_in_every_language_with_numbers_as_numbers(files):
    content = files["workbook", "xlsx"]
    named = sheet(content, "totals")[0]["findings"].split()
    rows = {row["finding"]: row for row in sheet(content, "findings")}

    assert set(named) <= set(rows)
    assert (100, 90) in [(rows[code]["reported"], rows[code]["recomputed"]) for code in named]
    assert all(rows[code]["finding_es"] and rows[code]["finding_en"] for code in named)


def test_the_workbook_and_the_csv_have_the_same_columns_and_values(files):
    for key in ("by-agency", "totals"):
        rows, cells = rows_of(files, key), sheet(files["workbook", "xlsx"], key)
        assert [list(row) for row in cells] == [list(row) for row in rows]
        assert [float(row["value"]) for row in rows] == [row["value"] for row in cells]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_links_its_workbook_named_after_its_own_address(language):
    name = workbook_name(PATHS[language])
    rendered = render(FinancesView(), contradicting(), WORDS, language)

    assert f'href="{name}"' in rendered["index.html"].decode()
    assert name in FinancesView().file_names(inputs(contradicting(), WORDS), language)
    assert rendered[name].startswith(b"PK")


def test_a_page_of_other_inputs_gets_files_of_its_own():
    view = FinancesView()
    first, second = inputs(contradicting(), WORDS), inputs(finances(statements=[statement()]), WORDS)
    given = [view.render(read, "es", STAMP)[BOOK] for read in (first, second, first)]

    assert given[0] == given[2] != given[1]


def test_a_date_has_an_address_and_findings_like_a_figure():
    data = whole_data(
        whole(milestones=[milestone("actual-start", "2012-06-30"), milestone("actual-end", "2010-01-31")])
    )
    data["figures_urls"] = {"es": "/es/transparencia/cifras/"}
    checked = FindingsData(data["figures"], data)
    rows = flat_table(fact_datasets(data)["milestones"], data, STAMP, checked.found).rows

    assert {row["address"].rpartition("/")[2] for row in rows} == {"actual-start", "actual-end"}
    assert all(row["findings"] for row in rows)


def test_libreoffice_reads_every_number_of_the_workbook_as_it_was_written(files, tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    (tmp_path / "book.xlsx").write_bytes(files["workbook", "xlsx"])
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(tmp_path / "read"), str(tmp_path / "book.xlsx")], check=True, timeout=120)

    written, read = (load_workbook(tmp_path / path, data_only=True) for path in ("book.xlsx", "read/book.xlsx"))
    numbers = 0
    for name in written.sheetnames:
        for row, again in zip(written[name].iter_rows(), read[name].iter_rows(), strict=True):
            for cell, same in zip(row, again, strict=True):
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    numbers += 1
                    assert cell.value == same.value, (name, cell.coordinate)
    assert numbers >= 10
