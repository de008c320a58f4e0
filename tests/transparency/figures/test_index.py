"""The index of figures: nothing of the record is lost in it, and everything in it can be read back."""

import csv
import io
import json
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from openpyxl import load_workbook

from publication.content import in_full
from tests.transparency.checks import records
from tests.transparency.plain import STAMP, in_memory, label
from transparency.checks import keys
from transparency.exports.datasets import to_csv
from transparency.figures import index
from transparency.figures.addresses import permanent_url
from transparency.figures.index import flat, index_of, written
from transparency.figures.listing import PER_PAGE, Group, Section, groups_of, listings_of
from transparency.figures.reading import entries_in, found_in
from transparency.views.figures import Made, make

# A record takes longer to draw than to index: fewer examples, and no deadline on a busy machine.
SOME = examples(max_examples=25, deadline=None)
LANGUAGES = [code for code, _name in settings.LANGUAGES]
WORDS = {
    "organisation": {"A0": label("Agencia cero", "Agency zero")},
    "note": {"why": label("Porque sí.", "Because.", "text"), "es-only": label("Sin traducir.", field="text")},
    "programme": {"P-1": label("Programa", "Programme")},
}


def data_of(tables: records.Tables, words: dict[str, Any] | None = None) -> dict[str, Any]:
    sources = {code: {**known, "sha256": code * 8} for code, known in records.SOURCES.items()}
    return {"programme": "P-1", "figures": tables, "labels": WORDS if words is None else words, "sources": sources}


def file_of(tables: records.Tables, words: dict[str, Any] | None = None) -> bytes:
    return in_full(written(index_of(data_of(tables, words)), STAMP)["json"])


def made_of(tables: records.Tables) -> tuple[Made, dict[str, Any]]:
    data = data_of(tables)
    return make(data), data


def sheets_of(workbook: bytes) -> dict[str, list[dict[str, Any]]]:
    """Each sheet's rows below their header."""
    found = {}
    for sheet in load_workbook(io.BytesIO(workbook)).worksheets:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


def figures_in(tables: records.Tables) -> list[tuple[str, records.Row]]:
    return [(key_of(row), row) for name, key_of in keys.KEYS.items() for row in tables.get(name, [])]


@SOME
@given(records.consistent_records())
def test_every_figure_of_a_record_has_one_key_and_is_read_back_as_it_is(record):
    written = figures_in(record)
    read = entries_in(file_of(record))

    assert [*read] == [key for key, _row in written]
    for key, row in written:
        entry = read[key]
        figure = row.get("figure")
        if figure is None:
            assert (entry.date, entry.value) == (row["date"] or "", None)
            continue
        assert entry.value == (None if figure["value"] is None else Decimal(figure["value"]))
        assert entry.printed == figure["printed"]
        place = (entry.citation.document.code, entry.citation.page, entry.citation.section)
        assert place == tuple(figure["citation"].values())


@SOME
@given(records.consistent_records(), st.data())
def test_one_figure_is_found_without_the_others(record, data):
    content = file_of(record)
    everything = entries_in(content)
    key = data.draw(st.sampled_from([*everything]))

    found = found_in(content, key)

    assert found.entry == everything[key]
    assert (found.stamp, found.programme) == (STAMP, {"es": "Programa", "en": "Programme"})
    assert found_in(content, f"{key}/x").entry is None
    assert found_in(content, key[:-1]).entry == everything.get(key[:-1])


@SOME
@given(records.consistent_records())
def test_a_record_of_many_figures_is_told_like_one_of_few(record):
    few = index_of(data_of(record))
    with patch.object(index, "KEPT", 0):
        many = index_of(data_of(record))
        told = [*many.lines]

        assert all(many.told([figure]) == [line] for figure, line in zip(many.figures, told, strict=True))
    assert [*few.lines] == told
    assert few.told(few.figures[::-1]) == told[::-1]


@examples(deadline=None)
@given(st.decimals(-(10**13), 10**13, places=2, allow_nan=False, allow_infinity=False))
def test_no_digit_of_an_amount_is_lost(amount):
    record = records.tables(contributions=[records.contribution("c", amount)])
    assert entries_in(file_of(record))["contributions/c"].value == amount


def test_a_figure_that_is_missing_says_why_in_every_language_that_the_reason_exists_in():
    row = records.contribution("c", None, note="es-only")
    entry = entries_in(file_of(records.tables(contributions=[row])))["contributions/c"]
    assert (entry.missing, entry.value, dict(entry.notes)) == (True, None, {"es": "Sin traducir."})


def test_a_date_is_a_figure_too():
    record = records.tables(milestones=[records.milestone("start", "actual-start", "2009-12-01", "month")])
    entry = entries_in(file_of(record))["milestones/start"]
    assert (entry.date, entry.precision, entry.missing) == ("2009-12-01", "month", False)


@pytest.mark.parametrize(
    ("words", "languages"),
    [({"A0": label("Agencia", "Agency")}, {"es", "en"}), ({"A0": label("Agencia")}, {"es"}), ({}, {"es", "en"})],
)
def test_a_name_stands_in_the_languages_that_all_its_words_exist_in(words, languages):
    record = records.tables(contributions=[records.contribution("c", 5)])
    entry = entries_in(file_of(record, {**WORDS, "organisation": words}))["contributions/c"]
    assert set(entry.labels) == languages


def test_findings_stand_with_every_figure_that_they_concern():
    wrong = records.tables(
        statements=[records.statement("final", "final", "2013-10-31")],
        lines=[records.line(records.FINAL, "A0", "budget", 10), records.line(records.FINAL, "A1", "budget", 20)],
        totals=[records.total(records.FINAL, "budget", 40)],
    )
    read = entries_in(file_of(wrong))
    found = {finding.code: finding for entry in read.values() for finding in entry.findings}
    named = json.loads(file_of(wrong))["findings"]

    assert any(finding.check == "total-of-column" for finding in found.values())
    for code, finding in found.items():
        assert set(finding.sentences) == set(LANGUAGES)
        holders = {key for key, entry in read.items() if code in {one.code for one in entry.findings}}
        assert holders == set(named[code]["figures"]) & read.keys()


@SOME
@given(records.consistent_records())
def test_the_table_has_the_same_figures_as_the_index(record):
    index = index_of(data_of(record))
    table = flat(index, STAMP)
    files = {name: in_full(content) for name, content in written(index, STAMP).items()}
    rows = [*csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig")))]
    read = entries_in(files["json"])

    assert files["csv"] == to_csv(table)

    assert [row["key"] for row in rows] == [*read]
    assert [row["address"] for row in rows] == [permanent_url("P-1", key) for key in read]
    assert [row["value_missing"] == "true" for row in rows] == [entry.missing for entry in read.values()]
    assert [row["value"] and Decimal(row["value"]) for row in rows] == [
        "" if entry.value is None else entry.value for entry in read.values()
    ]
    assert all(row["source_sha256"] == row["source_code"] * 8 for row in rows)


WRONG = records.tables(
    statements=[records.statement("final", "final", "2013-10-31")],
    lines=[records.line(records.FINAL, "A0", "budget", 10), records.line(records.FINAL, "A1", "budget", 20)],
    totals=[records.total(records.FINAL, "budget", 40)],
)


def test_the_address_of_each_figure_stands_beside_its_key_in_every_format():
    made, data = made_of(WRONG)
    files = in_memory(made.files(data, STAMP))
    rows = json.loads(files["json"])["rows"]
    told = sheets_of(files["xlsx"])["figures"]

    assert [row["address"] for row in rows] == [permanent_url("P-1", row["key"]) for row in rows]
    assert [(row["key"], row["address"]) for row in told] == [(row["key"], row["address"]) for row in rows]
    assert [row["value"] for row in told] == [row["value"] for row in rows] == [10, 20, 40]


def test_the_workbook_has_the_findings_that_its_rows_name_and_the_meaning_of_each_column():
    made, data = made_of(WRONG)
    sheets = sheets_of(in_memory(made.files(data, STAMP))["xlsx"])
    named = {code for row in sheets["figures"] for code in (row["findings"] or "").split()}
    meanings = {row["column"]: row["meaning_es"] for row in sheets["columns"]}

    assert [*sheets] == ["about", "figures", "findings", "sources", "columns"]
    assert named == {row["finding"] for row in sheets["findings"]} != set()
    assert all(meanings[column] for column in sheets["figures"][0])


def test_the_files_have_the_same_bytes_again_and_leave_their_data_as_they_were():
    first, data = made_of(WRONG)
    before = {**data}
    second, _data = made_of(WRONG)

    assert in_memory(first.files(data, STAMP)) == in_memory(second.files(data, STAMP))
    assert data == before


def test_equal_records_give_equal_bytes():
    record = records.tables(contributions=[records.contribution("c", 5), records.contribution("d", None)])
    assert file_of(record) == file_of(record)


@SOME
@given(records.consistent_records())
def test_every_figure_is_listed_once(record):
    index = index_of(data_of(record))
    pages = listings_of(groups_of(index, record))

    listed = [line["key"] for page in pages for group in page.groups for line in index.told(group.members)]
    assert sorted(listed) == sorted(line["key"] for line in index.lines)
    assert len({page.leaf.name("es") for page in pages}) == len(pages)


@examples(deadline=None)
@given(st.lists(st.integers(1, 3 * PER_PAGE), max_size=8))
def test_no_page_lists_more_figures_than_a_slow_line_bears(sizes):
    section = Section("s", ("t",), {"es": "cifras-s", "en": "figures-s"}, "S")
    groups = [
        Group(section, "t", f"g{number}", [("t", {"key": f"{number}/{one}"}) for one in range(size)])
        for number, size in enumerate(sizes)
    ]
    pages = listings_of(groups)

    assert all(0 < len(page) <= PER_PAGE for page in pages)
    assert [page.number for page in pages] == [*range(1, len(pages) + 1)]
    assert [row["key"] for page in pages for group in page.groups for _table, row in group.members] == [
        row["key"] for group in groups for _table, row in group.members
    ]


def test_an_empty_record_has_an_empty_index():
    index = index_of(data_of(records.tables()))
    assert [*index.lines] == []
    assert entries_in(in_full(written(index, STAMP)["json"])) == {}
    assert listings_of(groups_of(index, {})) == []
