"""Random records: where everything agrees nothing is found, and an error of any kind is."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings

from tests.transparency.checks.records import Tables, codes, consistent_records, found
from tests.transparency.checks.seeds import SEEDS, Seed
from transparency.checks.registry import BY_CODE

QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(QUICK, max_examples=40)
@given(consistent_records())
def test_nothing_is_found_where_everything_agrees(record: Tables) -> None:
    assert [one.values for one in found(record)] == []


@pytest.mark.parametrize(("seed", "expected"), SEEDS, ids=lambda value: getattr(value, "__name__", value))
def test_an_error_is_found(seed: Seed, expected: str) -> None:
    @QUICK
    @given(consistent_records())
    def is_found(record: Tables) -> None:
        wrong = copy.deepcopy(record)
        seed(wrong)
        assert expected in codes(wrong)

    is_found()


def test_every_check_has_an_error_that_it_must_find() -> None:
    assert {expected for _seed, expected in SEEDS} == set(BY_CODE)


@QUICK
@given(consistent_records())
def test_findings_have_codes_of_their_own_and_do_not_depend_on_the_order_of_rows(record: Tables) -> None:
    for seed, _expected in SEEDS:
        if seed.__name__ != "a_semester_without_a_report":
            seed(record)
    there = found(record)
    turned = found({name: rows[::-1] for name, rows in record.items()})

    assert len({one.code for one in there}) == len(there)
    assert {one.code: one.figures[0] for one in turned} == {one.code: one.figures[0] for one in there}
