"""The files that hold a programme's whole record: made once for all languages, for none of them differs by language.

The validation report alone is a text to read, which is written in each language.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from publication.content import MadeContent, gathered
from publication.memory import give_back
from publication.registry import Stamp
from transparency.checks.keys import KEYS
from transparency.exports.datasets import FlatTable, flat_table, in_every_language, json_with_rows
from transparency.exports.package import Package, Resource, to_package
from transparency.exports.sources import sources_table
from transparency.exports.workbook import to_workbook
from transparency.iati.activity import activity_file
from transparency.iati.validation import Report, report_text, validate
from transparency.views.data_files import all_datasets, all_files
from transparency.views.data_words import in_each_language, readme, translation_status
from transparency.views.findings_data import FINDINGS, FindingsData
from transparency.views.findings_data import TITLE as FINDINGS_TITLE


@dataclass(frozen=True)
class WholeFile:
    """One of the files: its name in each language, and what it is."""

    key: str
    extension: str
    slugs: dict[str, str]
    title: str | Promise
    text: str | Promise

    def name(self, language: str) -> str:
        """The file's name in a language, in English for languages that have none of their own."""
        return f"{self.slugs.get(language, self.slugs['en'])}.{self.extension}"


WORKBOOK = WholeFile(
    "workbook",
    "xlsx",
    {"es": "registro-completo", "en": "whole-record"},
    gettext_lazy("Workbook"),
    gettext_lazy("One sheet per data set, with the findings, the sources and the meaning of every column."),
)
PACKAGE = WholeFile(
    "package",
    "zip",
    {"es": "paquete-de-datos", "en": "data-package"},
    gettext_lazy("Data Package"),
    gettext_lazy("Every data set as CSV, described for programs, with instructions, licence and data dictionary."),
)
DOCUMENT = WholeFile(
    "document",
    "json",
    {"es": "registro-completo", "en": "whole-record"},
    gettext_lazy("One JSON document"),
    gettext_lazy("Every data set in a single file, for programs."),
)
IATI = WholeFile(
    "iati",
    "xml",
    {"en": "iati"},
    gettext_lazy("IATI 2.03"),
    gettext_lazy("The programme as an activity in the format in which donors report aid. Unofficial."),
)
REPORT_DATA = WholeFile(
    "report-data",
    "json",
    {"es": "iati-validacion", "en": "iati-validation"},
    gettext_lazy("Validation report, for programs"),
    gettext_lazy("What the schema, the codelists and the standard ruleset say about the IATI file."),
)
REPORT_TEXT = WholeFile(
    "report-text",
    "txt",
    {"es": "iati-validacion", "en": "iati-validation"},
    gettext_lazy("Validation report, to read"),
    gettext_lazy("The same in words, with what could not be told in the IATI file."),
)
SOURCES = gettext_lazy("Sources")
ALL_FIGURES = "figures"  # the data set that another page offers
IATI_FILES = (IATI, REPORT_DATA, REPORT_TEXT)
WHOLE_FILES = (WORKBOOK, PACKAGE, DOCUMENT, *IATI_FILES)


@dataclass(frozen=True)
class Whole:
    """The whole record as files that are the same in every language, and what is told about them.

    ``counts`` is the number of rows of each data set, and of all figures; ``columns`` are all columns that occur.
    """

    contents: dict[str, MadeContent]
    report: Report
    left_out: list[dict[str, str]]
    counts: dict[str, int]
    columns: list[str]

    def files(self, language: str) -> dict[str, MadeContent]:
        """File name → content in the active language, which is ``language``."""
        remarks = [words.get(language) or words[settings.LANGUAGE_CODE] for words in self.left_out if words]
        contents = {**self.contents, REPORT_TEXT.key: report_text(self.report, remarks).encode()}
        return {file.name(language): contents[file.key] for file in WHOLE_FILES}


def make_whole(data: dict[str, Any], stamp: Stamp) -> Whole:
    """Everything at once: the data sets are flattened one time for all formats."""
    # First, for its tree takes as much memory as all that comes after.
    activity = activity_file(data, stamp)
    report = validate(activity.content, stamp.published_at)
    give_back()
    datasets, checked = all_datasets(data), FindingsData(data["figures"], data)
    titles = {**{file.key: file.title for file in all_files()}, FINDINGS: FINDINGS_TITLE}
    tables = {key: flat_table(dataset, data, stamp, checked.found) for key, dataset in datasets.items()}
    tables[FINDINGS] = flat_table(checked.dataset, data, stamp)
    sources = sources_table(data, stamp)
    counts = {key: len(table.rows) for key, table in tables.items()}
    texts = in_each_language(readme, data, stamp, [(key, titles[key], count) for key, count in counts.items()])
    about = [line for text in texts.values() for line in text.splitlines()]
    remarks = [*activity.left_out]
    return Whole(
        contents={
            WORKBOOK.key: to_workbook(tables, sources, about, stamp),
            PACKAGE.key: to_package(_package(data, tables, sources, titles, texts), stamp),
            DOCUMENT.key: gathered(_document(data, tables, sources, titles)),
            IATI.key: activity.content,
            REPORT_DATA.key: (json.dumps({**report, "remarks": remarks}, ensure_ascii=False, indent=1) + "\n").encode(),
        },
        report=report,
        left_out=activity.left_out,
        counts={**counts, ALL_FIGURES: sum(len(data["figures"].get(table, ())) for table in KEYS)},
        columns=list(dict.fromkeys(column for table in [*tables.values(), sources] for column in table.columns)),
    )


def _package(
    data: dict[str, Any],
    tables: dict[str, FlatTable],
    sources: FlatTable,
    titles: dict[str, str | Promise],
    texts: dict[str, str],
) -> Package:
    labels = data["labels"]
    named = labels.get("programme", {}).get(data["programme"], {})
    resources = [Resource(key, table, in_every_language(titles[key])) for key, table in tables.items()]
    resources.append(Resource("sources", sources, in_every_language(SOURCES)))
    home = next((page["url"] for page in data["figures"]["pages"] if page["view"] == "data"), "/")
    return Package(
        code=data["programme"],
        titles={language: words["name"] for language, words in named.items() if words.get("name")},
        texts=texts,
        homepage=f"{settings.PUBLIC_URL}{home}",
        resources=resources,
        sources=[{"title": row[f"source_{settings.LANGUAGE_CODE}"] or row["source_code"]} for row in sources.rows],
    )


def _document(
    data: dict[str, Any], tables: dict[str, FlatTable], sources: FlatTable, titles: dict[str, str | Promise]
) -> Iterator[bytes]:
    head = {"programme": data["programme"], **translation_status(data["labels"])}
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}").encode()
    yield b',\n "datasets": {'
    for number, (key, table) in enumerate({**tables, "sources": sources}.items()):
        said = in_every_language(titles.get(key, SOURCES))
        named = {f"title_{language}": words for language, words in said.items()}
        yield (b",\n" if number else b"\n") + f"{json.dumps(key)}: ".encode()
        yield from json_with_rows({**named, "columns": table.columns}, table)
    yield b"\n }\n}\n"
