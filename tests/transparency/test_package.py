"""The Data Package: valid, complete, the same bytes for the same data."""

import csv
import io
import json
import zipfile

import pytest
from frictionless import Package as Frictionless
from frictionless import system

from tests.transparency.plain import CITATION, STAMP, figure, inputs, observation, results
from transparency.exports import dictionary
from transparency.exports.datasets import FlatTable, flat_table, in_every_language
from transparency.exports.licence import licence
from transparency.exports.package import Package, Resource, to_package
from transparency.views.results import ResultsView


def tables() -> dict[str, FlatTable]:
    figures = results(
        outcomes=[{"outcome": "r1", "version": "revised", "number": 1, "citation": CITATION}],
        achievements=[{"achievement": "a1", "outcome": "r1", "place": None, "sector": None, "citation": CITATION}],
        quantities=[{"achievement": "a1", "unit": "funds", "figure": figure("39", printed="=39")}],
        indicators=[{"indicator": "people", "unit": "persons", "outcome": None, "citation": CITATION}],
        observations=[observation("people", "13.5", sex="men"), observation("people", None, note="blank")],
    )
    data = dict(inputs(figures).data)
    return {key: flat_table(dataset, data, STAMP) for key, dataset in ResultsView().datasets(data).items()}


def packed() -> bytes:
    resources = [Resource(key, table, in_every_language(key)) for key, table in tables().items()]
    package = Package(
        code="P-1",
        titles={"es": "Industrias", "en": "Industries"},
        texts={"es": "# Industrias\n", "en": "# Industries\n"},
        homepage="https://example.org/es/transparencia/datos/",
        resources=resources,
        sources=[{"title": "Informe final"}],
    )
    return to_package(package, STAMP)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def descriptor(files: dict[str, bytes]) -> dict:
    return json.loads(files["datapackage.json"])


def test_it_is_valid_by_frictionless(tmp_path, files):
    for name, content in files.items():
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    with system.use_context(trusted=True):
        report = Frictionless(str(tmp_path / "datapackage.json")).validate()

    assert report.flatten(["name", "type", "note"]) == []
    assert report.stats["tasks"] == len(tables()) + 1


def test_the_same_data_give_the_same_bytes():
    assert packed() == packed()


def test_it_has_instructions_in_both_languages_a_licence_and_a_dictionary(files):
    assert {"datapackage.json", "README.md", "LEEME.md", "LICENCE.md", "data/columns.csv"} <= set(files)
    assert files["LEEME.md"].decode().startswith("# Industrias")
    assert licence().path in files["LICENCE.md"].decode()


def test_the_licence_is_a_setting(settings):
    settings.DATA_LICENCE = {"name": "ODC-PDDL-1.0", "title": "Public domain", "path": "https://example.org/pddl"}
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        described = json.loads(archive.read("datapackage.json"))

    assert described["licenses"] == [settings.DATA_LICENCE]


def test_it_names_its_release_its_documents_and_its_page(files):
    found = descriptor(files)

    assert (found["name"], found["version"], found["created"]) == ("p-1", "7", "2026-03-09T15:30:00+00:00")
    assert found["sources"] == [{"title": "Informe final"}]
    assert found["homepage"].startswith("https://")


def test_every_file_is_described_with_its_size_and_digest(files):
    described = {one["path"]: one for one in descriptor(files)["resources"]}

    assert set(described) == {name for name in files if name.startswith("data/")}
    assert all(one["bytes"] == len(files[path]) for path, one in described.items())


def test_every_column_has_a_type_and_a_meaning_in_both_languages(files):
    for resource in descriptor(files)["resources"]:
        if resource["name"] == "columns":
            continue
        for column in resource["schema"]["fields"]:
            assert column["type"], column
            assert all(column.get(f"description_{language}") for language in ("es", "en")), column["name"]


def test_the_dictionary_is_a_data_set_of_its_own(files):
    rows = list(csv.DictReader(io.StringIO(files["data/columns.csv"].decode(), newline="")))

    assert {row["dataset"] for row in rows} == set(tables())
    assert {row["type"] for row in rows if row["column"] == "value"} == {dictionary.NUMBER}


def test_files_have_no_byte_order_mark_and_no_formula(files):
    content = files["data/achievements.csv"].decode()

    assert content.startswith("programme,")
    assert ",'=39," in content


def test_a_column_nobody_described_is_a_text_without_a_meaning():
    assert dictionary.meaning("riddle") == dictionary.Meaning(dictionary.STRING, {"es": "", "en": ""})


def test_codes_and_words_of_one_label_share_a_meaning():
    assert dictionary.base_of("sector_code") == ("sector", "code")
    assert dictionary.base_of("sector_es") == ("sector", "es")
    assert dictionary.base_of("source_page") == ("source_page", "")
    assert dictionary.meaning("sector_code").kind == dictionary.STRING
    assert dictionary.meaning("sector_en").words == {
        "es": "Sector de trabajo (inglés)",
        "en": "Sector of work (English)",
    }
