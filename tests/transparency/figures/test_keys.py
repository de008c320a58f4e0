"""Keys of figures: one figure, one key, and a key that an address can hold."""

import re

from hypothesis import given
from hypothesis import strategies as st

from transparency.checks import keys
from transparency.checks.findings import Finding, Severity
from transparency.models.citations import LONGEST_KEY
from transparency.selectors.figures import segment

PARTS = st.one_of(st.none(), st.text(max_size=8), st.text("/_-. 2DñÑ", max_size=4), st.integers())


@given(st.lists(PARTS, min_size=2, max_size=6))
def test_a_segment_is_safe_in_an_address_and_tells_its_part(parts):
    told = [segment(part) for part in parts]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in told)
    assert len(set(told)) == len({_text(part) for part in parts})


def test_codes_of_everyday_stay_as_they_are():
    assert [segment(part) for part in ("ILO", "final-report", "2010-1", 3, None)] == [
        "ILO",
        "final-report",
        "2010-1",
        "3",
        "-",
    ]
    assert segment("2009/2013") == "2009__2013"


@given(st.tuples(*[PARTS] * 3), st.tuples(*[PARTS] * 3))
def test_lines_that_differ_have_keys_that_differ(one, other):
    def key(parts):
        statement, organisation, measure = parts
        return keys.line({"statement": segment(statement), "organisation": organisation, "measure": measure})

    assert (key(one) == key(other)) == ([*map(_text, one)] == [*map(_text, other)])


LONG = st.text("/_-. 2DñÑ", min_size=LONGEST_KEY // 4, max_size=LONGEST_KEY)


@given(st.tuples(LONG, LONG, st.booleans()))
def test_a_key_of_any_length_fits_into_the_columns_that_hold_keys(parts):
    statement, organisation, cut = parts
    row = {"statement": segment(statement), "organisation": organisation if cut else "", "measure": "budget"}
    key = keys.line(row)

    assert len(key) <= LONGEST_KEY
    assert keys.line(dict(row)) == key
    assert keys.line({**row, "measure": "revised"}) != key


@given(st.text(st.sampled_from("ab/-_0~"), max_size=LONGEST_KEY), st.text(min_size=LONGEST_KEY + 1))
def test_a_key_that_fits_stays_as_it_is_and_none_that_is_cut_short_equals_it(short, long):
    assert keys.fitting(short) == short
    assert keys.CUT in keys.fitting(long)
    assert keys.CUT not in segment(short)


def test_the_answer_to_a_finding_on_two_long_keys_can_be_filed():
    figures = ("x" * LONGEST_KEY, "y")
    said = [Finding("check", Severity.NOTE, figures, "", aspect=aspect).answer_key for aspect in ("z" * 300, "z" * 301)]

    assert said[0] != said[1]
    assert [len(one) for one in said] == [LONGEST_KEY] * 2


def _text(part):
    return "" if part is None else str(part)
