"""The files of one page: each data set as CSV and JSON, and all of them as a workbook; the same in every language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise

from publication.content import MadeContent, gathered
from publication.registry import Stamp
from transparency.exports.datasets import Dataset, FlatTable, csv_parts, flat_table, json_parts
from transparency.exports.sources import sources_table
from transparency.exports.workbook import to_workbook
from transparency.views.blocks import DataFile
from transparency.views.data_words import in_each_language, readme, translation_status
from transparency.views.findings_data import FINDINGS, TITLE, FindingsData

Contents = dict[tuple[str, str], MadeContent]
WORKBOOK = ("workbook", "xlsx")


def workbook_name(path: str) -> str:
    """The workbook's file name, after the page's own address: ``finanzas.xlsx``."""
    return f"{path.strip('/').rpartition('/')[2]}.{WORKBOOK[1]}"


def make_files(
    files: Iterable[DataFile],
    datasets: Mapping[str, Dataset],
    data: dict[str, Any],
    checked: FindingsData,
    stamp: Stamp,
    *,
    workbook: bool,
) -> Contents:
    """Key and extension of a file → its bytes. ``checked`` are the findings on the figures of the page."""
    titles = {file.key: file.title for file in files}
    tables = {key: flat_table(datasets[key], data, stamp, checked.found) for key in titles}
    status = translation_status(data["labels"])
    made: Contents = {}
    for key, table in tables.items():
        made[key, "csv"] = gathered(csv_parts(table))
        made[key, "json"] = gathered(json_parts(table, titles[key], status))
    if workbook:
        made[WORKBOOK] = page_workbook(tables, titles, checked.dataset, data, stamp)
    return made


def page_workbook(
    tables: Mapping[str, FlatTable],
    titles: Mapping[str, str | Promise],
    findings: Dataset,
    data: dict[str, Any],
    stamp: Stamp,
) -> bytes:
    """A page's data sets, by their keys, as one workbook with the findings on them."""
    sheets, named = {**tables}, {FINDINGS: TITLE, **titles}
    sheets.setdefault(FINDINGS, flat_table(findings, data, stamp))
    contents = [(key, named[key], len(table.rows)) for key, table in sheets.items()]
    told = in_each_language(readme, data, stamp, contents)
    about = [line for text in told.values() for line in text.splitlines()]
    return to_workbook(sheets, sources_table(data, stamp), about, stamp)
