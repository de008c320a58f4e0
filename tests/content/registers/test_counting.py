"""Facets as sets: for any register and any choice, counts keep their promise."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from content.registers.counting import NOT_ON_RECORD, codes_of, counted, narrowed
from content.registers.query import MOST_VALUES, Query, parse_query

FACETS = ("kind", "place", "year")
CODES = ("a", "b", "c", NOT_ON_RECORD)
ITEMS = st.sets(st.integers(0, 12), max_size=10)
CLASSIFIED = st.fixed_dictionaries(
    {facet: st.dictionaries(st.integers(0, 12), st.sets(st.sampled_from(CODES[:3]), max_size=3)) for facet in FACETS}
)
CHOSEN = st.dictionaries(
    st.sampled_from(FACETS), st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).map(tuple)
)
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


@given(ITEMS, CLASSIFIED, CHOSEN)
def test_the_items_left_are_those_that_have_a_chosen_code_in_every_facet(items, codes, chosen):
    expected = {
        item
        for item in items
        if all(any(code in codes_of(item, codes[facet]) for code in wanted) for facet, wanted in chosen.items())
    }

    assert narrowed(items, codes, chosen) == expected


@given(ITEMS, CLASSIFIED, CHOSEN, st.sampled_from(FACETS), st.sampled_from(CODES))
def test_a_count_is_what_choosing_that_value_alone_in_its_facet_gives(items, codes, chosen, facet, code):
    alone = {**chosen, facet: (code,)}

    assert counted(items, codes, chosen)[facet][code] == len(narrowed(items, codes, alone))


@given(ITEMS, CLASSIFIED, CHOSEN, st.sampled_from(FACETS))
def test_what_is_chosen_in_a_facet_does_not_change_its_own_counts(items, codes, chosen, facet):
    without = {name: values for name, values in chosen.items() if name != facet}

    assert counted(items, codes, chosen)[facet] == counted(items, codes, without)[facet]


@given(TEXT, CHOSEN, st.sampled_from(["", "title"]), st.integers(1, 99999))
def test_a_question_survives_its_own_address(text, chosen, sort, page):
    query = Query(text=" ".join(text.replace("\x00", "").split()), chosen=chosen, sort=sort, page=page)

    address = query.address("/es/estudios/")
    read = parse_query(QueryDict(address.partition("?")[2]), FACETS, ["title"])

    assert read == query


@given(CHOSEN, st.sampled_from(FACETS), st.sampled_from(CODES))
def test_choosing_a_value_twice_takes_it_back(chosen, facet, code):
    query = Query(chosen=chosen)

    assert query.toggled(facet, code).has(facet, code) != query.has(facet, code)
    twice = query.toggled(facet, code).toggled(facet, code)
    assert {name: set(values) for name, values in twice.chosen.items()} == {
        name: set(values) for name, values in chosen.items()
    }


@given(st.lists(TEXT, max_size=40), TEXT, TEXT)
def test_no_address_breaks_a_question(values, sort, page):
    parameters = QueryDict(mutable=True)
    parameters.setlist("place", values)
    parameters["sort"], parameters["page"] = sort, page

    query = parse_query(parameters, FACETS, ["title"])

    assert query.page >= 1
    assert len(query.chosen.get("place", ())) <= MOST_VALUES
