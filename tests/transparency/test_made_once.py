"""What several views make of the same tables is made by the first, and of no others is it ever taken."""

import gc

import pytest
from hypothesis import given, settings

from publication.snapshot import once, remembering, snapshot
from tests.transparency.checks import records
from transparency import made_once as module
from transparency.checks.reading import record_of
from transparency.checks.registry import CHECKS
from transparency.made_once import made_once
from transparency.selectors.figures import Rows


def test_of_the_same_tables_it_is_made_once():
    table, calls = Rows([{"a": 1}]), []

    def make():
        calls.append(1)
        return "made"

    assert [made_once("x", [table], make) for _ in range(3)] == ["made"] * 3
    assert len(calls) == 1
    made_once("y", [table], make)
    made_once("x", [Rows([{"a": 1}])], make)
    made_once("x", [[{"a": 1}]], make)
    assert len(calls) == 4


def test_it_is_forgotten_with_its_tables():
    before = len(module._made)
    table = Rows([{"a": 1}])
    made_once("x", [table], list)
    assert len(module._made) == before + 1

    del table
    gc.collect()

    assert len(module._made) == before


@pytest.mark.django_db(transaction=True)
def test_in_a_snapshot_a_subject_is_read_once_until_another_is_asked_for():
    asked = []

    def read(subject):
        return once(subject, "rows", lambda: asked.append(subject))

    with snapshot():
        for subject in ("P1", "P1", "P2", "P2", "P1"):
            read(subject)
    assert asked == ["P1", "P2", "P1"]

    read("P1")
    read("P1")
    assert asked == ["P1", "P2", "P1", "P1", "P1"]

    with remembering():
        read("P1")
        with remembering():
            read("P1")
    assert asked.count("P1") == 5


@settings(max_examples=25, deadline=None)
@given(records.consistent_records())
def test_a_check_finds_the_same_when_it_is_given_only_the_tables_that_it_says_it_looks_at(tables):
    whole = record_of(tables, records.SOURCES)
    for check in CHECKS:
        narrowed = {name: rows for name, rows in tables.items() if name in check.looks_at}
        if check.reads <= whole.tables:
            assert [*check.run(record_of(narrowed, records.SOURCES))] == [*check.run(whole)]
