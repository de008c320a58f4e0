"""The files of the first programme's whole record: valid, equal to the record, without an e-mail address."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils.translation import override
from frictionless import Package, system
from lxml import etree
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from publication.registry import Inputs
from tests.transparency.plain import PATHS, STAMP, in_memory, prose
from transparency.iati.validation import validate
from transparency.importers import load_record
from transparency.selectors.programmes import programme_by_code
from transparency.views.data import DataView

DATA = Path(__file__).parents[2] / "data" / "ici"
PUBLISHED = Path(__file__).parents[3] / "shared" / "iati"
E_MAIL = re.compile(rb"[\w.+-]+@[\w-]+\.[\w.]+")

pytestmark = pytest.mark.django_db  # the module's own fixture needs the tables, and only such tests make them

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def read(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Inputs:
    """The record as the data page reads it, loaded once and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_record(DATA)
        programme = programme_by_code("MDGF-2081")
        assert programme is not None
        record = DataView()._record(programme)
        transaction.set_rollback(True)
    return Inputs(PATHS, {**record, "prose": {language: prose(language) for language in PATHS}})


@pytest.fixture(scope="module")
def files(read: Inputs) -> Files:
    """Everything that the English page offers."""
    with override("en"):
        return in_memory(DataView().render(read, "en", STAMP))


@pytest.fixture(scope="module")
def package(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Data Package, unpacked."""
    target = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(io.BytesIO(files["data-package.zip"])) as archive:
        archive.extractall(target)
    return target


def activity(files: Files) -> Any:
    return etree.fromstring(files["iati.xml"]).find("iati-activity")


def contents(files: Files) -> Iterator[tuple[str, bytes]]:
    """Every file, and every file inside an archive."""
    for name, content in files.items():
        yield name, content
        if name.endswith((".zip", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from ((f"{name}/{part}", archive.read(part)) for part in archive.namelist())


def test_the_iati_file_is_valid_by_schema_codelists_and_ruleset(files: Files) -> None:
    report = validate(files["iati.xml"], STAMP.published_at)

    assert (report["problems"], report["rules_not_checked"]) == ([], ["1.14.8"])
    assert json.loads(files["iati-validation.json"])["valid"]


def test_the_iati_file_is_valid_by_the_published_schema(files: Files) -> None:
    if not PUBLISHED.is_dir():
        pytest.skip("the published schema is not beside this checkout")
    schema = etree.XMLSchema(etree.parse(PUBLISHED / "iati-activities-schema.xsd"))

    schema.assertValid(etree.fromstring(files["iati.xml"]))


def test_transactions_are_the_increments_of_the_statements_and_the_dated_instalments(files: Files) -> None:
    found: dict[str, list[int]] = {}
    for one in activity(files).findall("transaction"):
        found.setdefault(one.find("transaction-type").get("code"), []).append(int(one.findtext("value")))

    assert found == {
        "1": [1429667, 2042474],
        "2": [108520, 570922, 571596, 3748584],
        "4": [84045, 366625, 564639, 3920848],
    }


def test_the_activity_says_when_where_and_what(files: Files) -> None:
    found = activity(files)

    assert [(one.get("type"), one.get("iso-date")) for one in found.findall("activity-date")] == [
        ("1", "2009-12-01"),
        ("2", "2009-12-15"),
        ("3", "2012-12-15"),
        ("4", "2013-06-30"),
    ]
    assert found.find("activity-status").get("code") == "4"
    assert {"UBIGEO-05", "UBIGEO-08", "UBIGEO-14", "UBIGEO-21"} <= {one.get("ref") for one in found.findall("location")}
    assert [one.get("code") for one in found.findall("tag")] == [
        "organic-agriculture",
        "handicrafts",
        "gastronomy",
        "rural-tourism",
    ]
    assert [one.get("type") for one in found.findall("result")] == ["2", "2", "2", "9"]


def test_every_narrative_of_the_record_is_in_both_languages(files: Files) -> None:
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    pairs = [
        [one.get(lang) for one in element.findall("narrative")]
        for element in activity(files).iter()
        if element.find("narrative") is not None and element.tag != "reporting-org"
    ]

    assert {tuple(pair) for pair in pairs} == {(None, "en")}


def test_the_package_is_valid_by_frictionless(package: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(package / "datapackage.json")).validate()

    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []


def test_the_workbook_has_the_numbers_of_the_package(files: Files, package: Path) -> None:
    book = load_workbook(io.BytesIO(files["whole-record.xlsx"]))

    for path in sorted((package / "data").glob("*.csv")):
        if path.stem == "columns":
            continue
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        header, *cells = book[path.stem].iter_rows(values_only=True)
        assert len(cells) == len(rows), path.stem
        if "value" in header:
            column = header.index("value")
            read = [None if one[column] is None else Decimal(repr(one[column])) for one in cells]
            assert read == [Decimal(row["value"]) if row["value"] else None for row in rows], path.stem


def test_the_same_record_gives_the_same_files(read: Inputs, files: Files) -> None:
    with override("en"):
        again = DataView().render(read, "en", STAMP)

    assert [name for name in files if files[name] != again[name]] == []


def test_no_file_has_an_e_mail_address(files: Files) -> None:
    assert [name for name, content in contents(files) if E_MAIL.search(content)] == []


def test_labels_are_translated_and_the_files_say_so(package: Path) -> None:
    text = (package / "README.md").read_text(encoding="utf-8")
    counts = re.findall(r"(\d+) / (\d+)", text)

    assert len(counts) == 2
    assert all(done == total for done, total in counts)
