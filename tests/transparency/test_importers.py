"""Loading a record from files: all of it or nothing, and every mistake named by file, row and column."""

import csv
import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import assume, given
from hypothesis import strategies as st
from wagtail.models import Page

from transparency.importers import Problem, RecordRefused, load_record
from transparency.importers.cells import read_cell
from transparency.importers.loading import note_code
from transparency.importers.problems import BadCell
from transparency.importers.tables import TABLES
from transparency.models import (
    Instalment,
    Note,
    Observation,
    Organisation,
    Place,
    Programme,
    Source,
    Statement,
    StatementLine,
)

pytestmark = pytest.mark.django_db

RECORD = {
    "programme.csv": """
        code,goals,name_es,name_en,short_name_es,short_name_en,window_es,window_en,summary_es,summary_en
        TEST-1,,Programa de prueba,Test programme,Prueba,Test,,,,""",
    "sources.csv": """
        code,publisher,issued,language,file_name,sha256,name_es,name_en
        report,,2013,es,,,Informe,Report""",
    "organisations.csv": """
        code,kind,iati_ref,name_es,name_en,acronym_es,acronym_en
        ILO,40,,Organización Internacional del Trabajo,International Labour Organization,OIT,ILO
        FAO,40,,Organización para la Agricultura,Agriculture Organization,FAO,FAO""",
    "places.csv": """
        code,level,parent,name_es,name_en
        21,region,,Puno,Puno
        2101,province,21,Puno,Puno""",
    "statements.csv": """
        kind,period,as_of,precision,currency,source,page,section
        semester,2010-1,2010-06-30,day,USD,report,3,""",
    "statement_lines.csv": """
        statement,organisation,measure,amount,printed,source,page,section,note_es,note_en
        semester/2010-1/report,ILO,budget,1000.50,"1,000.50",report,3,,,
        semester/2010-1/report,FAO,budget,,-,report,3,,Falta en el informe.,The report lacks it.""",
    "instalments.csv": """
        number,date,amount,currency,printed,source,page,section,note_es,note_en
        1,2009-12-15,500,USD,500,report,,II,,""",
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A small record without mistakes."""
    found = tmp_path / "record"
    found.mkdir()
    for file, text in RECORD.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (found / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return found


def change(directory: Path, file: str, row: int, column: str, value: str) -> None:
    """Sets one cell; the row is counted as a spreadsheet does."""
    with (directory / file).open(encoding="utf-8", newline="") as stream:
        records = list(csv.reader(stream))
    records[row - 1][records[0].index(column)] = value
    write(directory, file, records)


def append(directory: Path, file: str, *cells: str) -> None:
    """Adds a row below the others."""
    with (directory / file).open(encoding="utf-8", newline="") as stream:
        records = [*csv.reader(stream), list(cells)]
    write(directory, file, records)


def write(directory: Path, file: str, records: list[list[str]]) -> None:
    """Replaces a file."""
    with (directory / file).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(records)


def refusal(directory: Path) -> list[Problem]:
    """What is wrong with a directory; proves that nothing of it was saved."""
    with pytest.raises(RecordRefused) as refused:
        load_record(directory)
    for model in (Programme, Source, Organisation, Place, Statement, StatementLine, Instalment, Note):
        assert not model._default_manager.exists(), model
    return refused.value.problems


def places(problems: list[Problem]) -> list[tuple[str, int | None, str]]:
    """Where the problems are."""
    return [(problem.file, problem.row, problem.column) for problem in problems]


@pytest.fixture
def writes() -> Iterator[Callable[[], list[str]]]:
    """The statements since the start of the test's ``with`` that write to the database."""
    with CaptureQueriesContext(connection) as queries:

        def found() -> list[str]:
            return [
                query["sql"]
                for query in queries.captured_queries
                if query["sql"].lstrip('"( ').upper().startswith(("INSERT", "UPDATE", "DELETE"))
            ]

        yield found


def test_rows_arrive_with_their_figures_citations_and_words(directory: Path) -> None:
    report = load_record(directory)

    assert report.programme == "TEST-1"
    assert report.total.created == 10
    line = StatementLine.objects.get(organisation__code="ILO")
    assert (line.amount, line.printed, line.source.code, line.page) == (Decimal("1000.50"), "1,000.50", "report", 3)
    assert line.statement.as_of == datetime.date(2010, 6, 30)
    assert Place.objects.get(code="2101", locale__language_code="es").parent == Place.objects.get(
        code="21", locale__language_code="es"
    )
    english = Organisation.objects.get(code="ILO", locale__language_code="en")
    assert (english.name, english.acronym) == ("International Labour Organization", "ILO")


def test_a_missing_figure_keeps_its_row_and_its_reason_in_every_language(directory: Path) -> None:
    load_record(directory)

    missing = StatementLine.objects.get(organisation__code="FAO")
    assert missing.amount is None
    assert missing.printed == "-"
    assert missing.note is not None
    assert missing.note.text == "Falta en el informe."
    assert missing.note.get_translations().get().text == "The report lacks it."


def test_a_second_run_writes_nothing(directory: Path, writes: Callable[[], list[str]]) -> None:
    load_record(directory)
    before = len(writes())

    report = load_record(directory)

    assert len(writes()) == before
    assert (report.total.created, report.total.updated, report.total.unchanged) == (0, 0, 10)


def test_a_corrected_figure_changes_its_row_alone(directory: Path) -> None:
    load_record(directory)
    change(directory, "statement_lines.csv", 2, "amount", "1000.75")

    report = load_record(directory)

    assert report.files["statement_lines.csv"].updated == 1
    assert report.total.updated == 1
    assert StatementLine.objects.get(organisation__code="ILO").amount == Decimal("1000.75")


@pytest.mark.parametrize(("column", "language"), [("name_es", "es"), ("name_en", "en")])
def test_a_corrected_name_changes_in_its_language(directory: Path, column: str, language: str) -> None:
    load_record(directory)
    change(directory, "organisations.csv", 3, column, "Otra")

    report = load_record(directory)

    assert report.files["organisations.csv"].updated == 1
    assert Organisation.objects.get(code="FAO", locale__language_code=language).name == "Otra"
    assert Organisation.objects.filter(name="Otra").count() == 1


def test_a_corrected_note_counts_as_a_change_of_its_row(directory: Path) -> None:
    load_record(directory)
    change(directory, "statement_lines.csv", 3, "note_es", "El informe no la trae.")

    report = load_record(directory)

    assert report.files["statement_lines.csv"].updated == 1
    note = StatementLine.objects.get(organisation__code="FAO").note
    assert note is not None
    assert note.text == "El informe no la trae."
    assert Note.objects.filter(locale__language_code="es").count() == 1


def test_rows_that_the_files_do_not_name_are_left_alone(directory: Path) -> None:
    load_record(directory)
    write(directory, "instalments.csv", [list(next(t for t in TABLES if t.model is Instalment).columns)])

    load_record(directory)

    assert Instalment.objects.count() == 1


def test_a_second_programme_shares_the_vocabulary_that_is_there(directory: Path, tmp_path: Path) -> None:
    load_record(directory)
    second = tmp_path / "second"
    second.mkdir()
    for file in ("programme.csv", "statements.csv", "statement_lines.csv"):
        (second / file).write_text((directory / file).read_text(encoding="utf-8"), encoding="utf-8")
    change(second, "programme.csv", 2, "code", "TEST-2")

    report = load_record(second)

    assert report.total.created == 4
    assert Organisation.objects.filter(locale__language_code="es").count() == 2
    assert Statement.objects.filter(programme__code="TEST-2").count() == 1
    assert Statement.objects.filter(programme__code="TEST-1").count() == 1


def test_a_language_without_any_text_has_no_translation(directory: Path) -> None:
    change(directory, "places.csv", 2, "name_en", "")

    load_record(directory)

    assert list(Place.objects.filter(code="21").values_list("locale__language_code", flat=True)) == ["es"]


def test_a_spreadsheets_byte_order_mark_does_no_harm(directory: Path) -> None:
    content = (directory / "places.csv").read_bytes()
    (directory / "places.csv").write_bytes(b"\xef\xbb\xbf" + content)

    assert load_record(directory).files["places.csv"].created == 2


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "says"),
    [
        ("statement_lines.csv", 2, "amount", "1,000.50", "1234567.89"),
        ("statement_lines.csv", 2, "amount", "1e3", "1234567.89"),
        ("statement_lines.csv", 2, "amount", "NaN", "1234567.89"),
        ("statement_lines.csv", 2, "amount", "10.555", "2"),
        ("statement_lines.csv", 2, "measure", "spent", "disbursed"),
        ("statement_lines.csv", 2, "organisation", "IL0", "ILO"),
        ("statement_lines.csv", 2, "organisation", "ZZZZZZ", "organisations.csv"),
        ("statement_lines.csv", 2, "statement", "semester/2010-2/report", "semester/2010-1/report"),
        ("statement_lines.csv", 2, "statement", "", ""),
        ("statement_lines.csv", 2, "page", "iii", "iii"),
        ("statement_lines.csv", 2, "page", "-3", "0"),
        ("statements.csv", 2, "as_of", "30/06/2010", "2013-06-30"),
        ("statements.csv", 2, "as_of", "2010-06-31", "2013-06-30"),
        ("statements.csv", 2, "as_of", "20100630", "2013-06-30"),
        ("organisations.csv", 2, "name_es", "", ""),
        ("organisations.csv", 2, "name_en", "", ""),
        ("organisations.csv", 2, "name_es", "a" * 201, "200"),
        ("organisations.csv", 2, "name_en", "a" * 201, "200"),
        ("places.csv", 3, "parent", "22", "places.csv"),
        ("places.csv", 2, "name_es", "Puno ", ""),
        ("programme.csv", 2, "name_es", "", ""),
    ],
)
def test_a_bad_value_is_named(directory: Path, file: str, row: int, column: str, value: str, says: str) -> None:
    change(directory, file, row, column, value)

    problems = refusal(directory)

    assert places(problems) == [(file, row, column)]
    [problem] = problems
    assert says in problem.message
    for part in (file, str(row), column):
        assert part in str(problem)


def test_a_repeated_key_names_both_rows(directory: Path) -> None:
    append(directory, "organisations.csv", "ILO", "40", "", "OIT", "ILO", "", "")

    [problem] = refusal(directory)

    assert (problem.file, problem.row, problem.column) == ("organisations.csv", 4, "code")
    assert "2" in problem.message


def test_a_key_is_the_same_however_its_default_is_written(directory: Path) -> None:
    """A blank cell and the word for its default name the same row."""
    (directory / "units.csv").write_text("code,name_es,name_en\npeople,personas,people\n", encoding="utf-8")
    (directory / "indicators.csv").write_text(
        "code,outcome,unit,source,page,section,name_es,name_en\nreached,,people,report,1,,Personas,People\n",
        encoding="utf-8",
    )
    columns = list(next(table for table in TABLES if table.model is Observation).columns)
    row = {"indicator": "reached", "period": "2013", "source": "report", "page": "1", "value": "5"}
    write(
        directory,
        "observations.csv",
        [columns] + [[{**row, "role": role}.get(name, "") for name in columns] for role in ("", "actual")],
    )

    assert places(refusal(directory)) == [("observations.csv", 3, "indicator")]


def test_a_translation_without_a_source_is_named(directory: Path) -> None:
    change(directory, "organisations.csv", 2, "acronym_es", "")

    assert places(refusal(directory)) == [("organisations.csv", 2, "acronym_en")]


@pytest.mark.parametrize(
    ("file", "row", "changes"),
    [
        ("statement_lines.csv", 3, {"note_es": "", "note_en": ""}),  # missing without a reason
        ("statement_lines.csv", 2, {"amount": "-1"}),  # a budget cannot be negative
        ("instalments.csv", 2, {"section": ""}),  # read nowhere
        ("instalments.csv", 2, {"date": "1066-10-14"}),  # out of reason
        ("instalments.csv", 2, {"currency": "XXX"}),
    ],
)
def test_a_row_that_breaks_a_rule_of_the_record_is_named(
    directory: Path, file: str, row: int, changes: dict[str, str]
) -> None:
    for column, value in changes.items():
        change(directory, file, row, column, value)

    [problem] = refusal(directory)

    assert (problem.file, problem.row) == (file, row)


def test_the_future_has_no_statements(directory: Path) -> None:
    change(directory, "statements.csv", 2, "as_of", "2099-12-31")

    assert places(refusal(directory)) == [("statements.csv", 2, "as_of")]


def test_every_mistake_is_told_at_once_and_none_twice(directory: Path) -> None:
    change(directory, "organisations.csv", 2, "kind", "99")  # the line of ILO leans on it
    change(directory, "statement_lines.csv", 3, "page", "x")
    change(directory, "instalments.csv", 2, "date", "yesterday")
    change(directory, "instalments.csv", 2, "amount", "much")

    problems = refusal(directory)

    assert sorted(places(problems)) == [
        ("instalments.csv", 2, "amount"),
        ("instalments.csv", 2, "date"),
        ("organisations.csv", 2, "kind"),
        ("statement_lines.csv", 3, "page"),
    ]
    assert "4" in str(RecordRefused(problems)).splitlines()[0]


def test_rows_are_counted_as_a_spreadsheet_does_when_a_cell_spans_lines(directory: Path) -> None:
    change(directory, "statement_lines.csv", 3, "note_es", "Dos\nlíneas")
    append(
        directory, "statement_lines.csv", "semester/2010-1/report", "", "budget", "x", "x", "report", "3", "", "", ""
    )

    assert places(refusal(directory)) == [("statement_lines.csv", 4, "amount")]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("code,level,parent,nombre_es,name_en", "nombre_es"),
        ("code,level,parent,name_es,name_en,name_en", "name_en"),
        ("code,level,name_es,name_en", "parent"),
        ("code;level;parent;name_es;name_en", ""),
        ("", ""),
    ],
)
def test_a_wrong_header_is_named_and_what_leans_on_the_file_is_not_blamed(
    directory: Path, header: str, column: str
) -> None:
    (directory / "places.csv").write_text(f"{header}\n" if header else "", encoding="utf-8")

    problems = refusal(directory)

    assert ("places.csv", 1, column) in places(problems)
    assert {problem.file for problem in problems} == {"places.csv"}


@pytest.mark.parametrize("line", ["22,region,,Lima", "22,region,,Lima,Lima,Lima", "", '22,region,,"Lima,Lima'])
def test_a_ragged_or_broken_row_is_named(directory: Path, line: str) -> None:
    with (directory / "places.csv").open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")

    assert ("places.csv", 4, "") in places(refusal(directory))


def test_another_encoding_is_named_with_the_row_where_it_shows(directory: Path) -> None:
    text = (directory / "organisations.csv").read_text(encoding="utf-8")
    (directory / "organisations.csv").write_bytes(text.encode("latin-1"))

    assert places(refusal(directory)) == [("organisations.csv", 2, "")]


def test_a_misspelt_file_is_not_passed_over(directory: Path) -> None:
    (directory / "instalments.csv").rename(directory / "installments.csv")

    [problem] = refusal(directory)

    assert problem.file == "installments.csv"
    assert "instalments.csv" in problem.message


@pytest.mark.parametrize("rows", [0, 2])
def test_a_directory_holds_one_programme(directory: Path, rows: int) -> None:
    lines = (directory / "programme.csv").read_text(encoding="utf-8").splitlines()
    lines = lines[:1] + [lines[1].replace("TEST-1", f"TEST-{number}") for number in range(rows)]
    (directory / "programme.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert places(refusal(directory)) == [("programme.csv", None, "")]


def test_a_directory_without_a_programme_is_refused(directory: Path) -> None:
    (directory / "programme.csv").unlink()

    assert places(refusal(directory)) == [("programme.csv", None, "")]


def test_the_command_shows_each_file_and_the_sum(directory: Path) -> None:
    output = StringIO()

    call_command("load_record", directory, stdout=output)

    lines = output.getvalue().splitlines()
    assert [line.split(":")[0] for line in lines] == [*(t.file for t in TABLES if t.file in RECORD), "TEST-1"]


def test_the_command_lists_what_is_wrong(directory: Path) -> None:
    change(directory, "instalments.csv", 2, "amount", "much")
    change(directory, "places.csv", 3, "level", "town")

    with pytest.raises(CommandError) as refused:
        call_command("load_record", directory, stdout=StringIO())

    assert "instalments.csv" in str(refused.value)
    assert "places.csv" in str(refused.value)


def test_the_command_says_when_there_is_no_directory(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("load_record", tmp_path / "nowhere", stdout=StringIO())


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_plain_number_is_read_as_it_stands(number: Decimal) -> None:
    assert read_cell(StatementLine._meta.get_field("amount"), f"{number:f}") == number


@given(st.text(min_size=1))
def test_what_is_not_a_number_is_refused_and_never_guessed(text: str) -> None:
    assume(not text.isascii() or not text.lstrip("-").replace(".", "", 1).isdigit())
    with pytest.raises(BadCell):
        read_cell(StatementLine._meta.get_field("amount"), text)


@given(st.lists(st.text(max_size=200), min_size=2, max_size=5, unique=True))
def test_notes_of_different_rows_have_different_codes_that_fit(names: list[str]) -> None:
    table = next(table for table in TABLES if table.model is Observation)
    codes = {note_code(table, "note", name) for name in names}

    assert len(codes) == len(names)
    assert all(len(code) <= (Note._meta.get_field("code").max_length or 0) for code in codes)


# What people say about the record and its releases on this site, and what is derived from the releases.
NO_RECORD = {"ComparedRelease", "FigureChange", "ChangeReason", "Question", "QuestionAnswer"}


def test_every_model_of_the_record_has_a_file() -> None:
    """A row kind that no file can hold could not be carried to another site."""
    loaded = {table.model for table in TABLES}
    models = apps.get_app_config("transparency").get_models()
    left = {m.__name__ for m in models if m not in loaded and not issubclass(m, Page)}

    assert left == {"Note"} | NO_RECORD
