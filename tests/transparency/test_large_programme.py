"""A programme with thousands of figures: its pages stay light, its downloads whole, and the work in proportion."""

import csv
import gzip
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publication.registry import Inputs, registry
from publication.services.builder import render_files
from tests.factories.large import Size, large_programme
from tests.transparency.plain import STAMP, in_memory, main_text
from transparency.checks.findings import Check, Finding
from transparency.checks.reading import record_of
from transparency.checks.record import Record
from transparency.checks.registry import able, findings
from transparency.models.pages import RELEASED_PAGES
from transparency.views import findings_once

CODE = "LARGE-1"
SIZE = Size(statements=60, organisations=10, observations=2000, regions=5)
BUDGET_BYTES = 50_000  # of HTML and CSS together, compressed: a page for 2G
TOLERANCE = 1.2  # over twice the work for twice the figures: what grows in steps, such as the pages of a list
LINES = ("por-agencia.csv", "por-semestre.csv", "presupuesto-original.csv")
VIEWS = [model.view_name for model in RELEASED_PAGES]

pytestmark = pytest.mark.django_db

Files = dict[str, dict[str, bytes]]


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def read(view: str, code: str = CODE) -> Inputs:
    """The inputs of a view of a programme."""
    inputs = registry.views[view].read(code)
    assert inputs is not None
    return inputs


def render(view: str) -> Files:
    """Language → file name → content."""
    files = render_files(f"{view}:{CODE}", read(view), STAMP)
    return {language: in_memory(named) for language, named in files.items()}


def pages_of(files: Files) -> dict[str, bytes]:
    """The pages among the files of a view."""
    return {
        f"{language}/{name}": text for language in files for name, text in files[language].items() if ".html" in name
    }


def test_pages_stay_light_and_downloads_whole():
    large_programme(SIZE, CODE)
    styles = len(gzip.compress(Path(str(finders.find("quipu/site.css"))).read_bytes()))
    made = {view: render(view) for view in VIEWS}

    sizes = {
        f"{view}: {name}": len(gzip.compress(content)) + styles
        for view, files in made.items()
        for name, content in pages_of(files).items()
    }
    assert {name: size for name, size in sizes.items() if size > BUDGET_BYTES} == {}

    finances, results = made["finances"]["es"], made["results"]["es"]
    assert sum(len(rows_of(finances[name])) for name in LINES) == SIZE.lines
    assert len(rows_of(results["personas-y-conteos.csv"])) == SIZE.observations + 2  # and those that every site has
    figures = read("findings").data
    found = findings(record_of(figures["figures"], figures["sources"]))
    assert len(rows_of(made["findings"]["es"]["hallazgos.csv"])) == len(found)
    assert "more rows are in the download" in main_text(made["finances"]["en"]["index.html"].decode())
    assert "more rows are in the download “People reached and counts”" in main_text(
        made["results"]["en"]["index.html"].decode()
    )
    most = Counter(finding.check for finding in found).most_common(1)[0][1]
    told = f"{most - findings_once.MOST_OF_A_CHECK} more findings of this check are in the download."
    assert told in main_text(made["findings"]["en"]["index.html"].decode())


def test_a_larger_programme_takes_no_more_queries():
    counts = []
    for size, code in ((Size(6, 4, 100, 2, 2, 2, 5), "SMALL-1"), (Size(24, 8, 400, 4, 4, 3, 20), CODE)):
        large_programme(size, code)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            for view in VIEWS:
                registry.views[view].read(code)
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("view", ["finances", "results", "regions", "agencies", "findings"])
def test_the_checks_run_once_for_all_languages_pages_and_downloads(view, monkeypatch):
    large_programme(Size(6, 4, 100, 2, 2, 2, 5), CODE)
    runs = Counter[str]()

    def counted(check: Check) -> Check:
        def run(record: Record) -> Iterator[Finding]:
            runs[check.code] += 1
            return check.run(record)

        return replace(check, run=run)

    monkeypatch.setattr(findings_once, "able", lambda tables: [counted(check) for check in able(tables)])

    render(view)

    assert runs
    assert set(runs.values()) == {1}


def calls_in(work: Callable[[], Any]) -> int:
    """How many functions of the project a piece of work calls: a measure that no busy machine changes."""
    calls = 0

    def count(frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event == "call" and "/transparency/" in frame.f_code.co_filename

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("view", ["finances", "results", "findings", "figures", "data"])
def test_twice_the_figures_are_twice_the_work(view):
    sizes = (Size(12, 8, 1000, 4, 5, 3, 40), Size(24, 8, 2000, 8, 5, 3, 80))
    calls = []
    for size, code in zip(sizes, ("HALF-1", CODE), strict=True):
        large_programme(size, code)
        calls.append(calls_in(partial(render_files, f"{view}:{code}", read(view, code), STAMP)))

    assert calls[1] <= 2 * TOLERANCE * calls[0]
