"""The index of figures as a workbook, like those of other pages: with its sources, its findings and its columns."""

from typing import Any

from publication.registry import Stamp
from transparency.exports.datasets import Dataset, FlatTable, flat_table
from transparency.exports.sources import sources_table
from transparency.exports.workbook import to_workbook
from transparency.views.data_words import in_each_language, readme
from transparency.views.findings_data import FINDINGS, TITLE
from transparency.views.titles import FIGURES


def index_workbook(figures: FlatTable, findings: Dataset, data: dict[str, Any], stamp: Stamp) -> bytes:
    """The workbook of the index in ``figures``; ``data`` are the view's inputs."""
    tables = {"figures": figures, FINDINGS: flat_table(findings, data, stamp)}
    titles = {"figures": FIGURES, FINDINGS: TITLE}
    contents = [(key, titles[key], len(table.rows)) for key, table in tables.items()]
    told = in_each_language(readme, data, stamp, contents)
    about = [line for text in told.values() for line in text.splitlines()]
    return to_workbook(tables, sources_table(data, stamp), about, stamp)
