"""Keys of figures: one figure, one key, and a key that an address can hold."""

import re

from hypothesis import given
from hypothesis import strategies as st

from transparency.checks import keys
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


def _text(part):
    return "" if part is None else str(part)
