"""The results page: outcomes with what was achieved, and counts as the documents print them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transparency.plain import (
    CITATION,
    figure,
    label,
    labels,
    main_text,
    observation,
    results,
    results_page,
    tables_of,
)
from transparency.models.results import Observation

WORDS = labels(
    outcome={"r1": label("Entorno favorable.", "Good surroundings."), "o1": label("Primer marco.", "First framework.")},
    achievement={"a1": label("Se aprobaron ordenanzas.", "Rules were passed.", "text")},
    indicator={
        "people": label("Personas atendidas", "People reached"),
        "trainers": label("Formadores", "Trainers"),
        "cooks": label("Cocineras", "Cooks"),
    },
    unit={"people": label("personas", "people"), "rules": label("ordenanzas", "rules")},
    place={"05": label("Ayacucho", "Ayacucho"), "08": label("Cusco", "Cusco")},
    sector={"crafts": label("Artesanía", "Handicrafts")},
    note={"blank": label("La celda está en blanco.", "The cell is blank.", "text")},
)
OUTCOMES = results(
    outcomes=[
        {"outcome": "o1", "version": "original", "number": 1, "citation": CITATION},
        {"outcome": "r1", "version": "revised", "number": 1, "citation": CITATION},
    ],
    achievements=[{"achievement": "a1", "outcome": "r1", "place": "08", "sector": "crafts", "citation": CITATION}],
    quantities=[
        {"achievement": "a1", "unit": "rules", "figure": figure("11")},
        {"achievement": "a1", "unit": "people", "figure": figure(None, note="blank")},
    ],
)


def indicator(code):
    return {"indicator": code, "unit": "people", "outcome": None, "citation": CITATION}


def test_both_frameworks_stay_and_the_current_one_comes_first():
    text = main_text(results_page(OUTCOMES, WORDS, "en"))

    assert text.index("Revised framework Outcome 1 Good surroundings.") < text.index(
        "Original framework Outcome 1 First framework."
    )


def test_an_achievement_shows_its_numbers_its_place_and_why_a_number_is_missing():
    text = main_text(results_page(OUTCOMES, WORDS, "en"))

    assert "11 rules no data people Rules were passed. 1 Cusco · Handicrafts The cell is blank." in text


def test_counts_are_broken_down_as_printed_and_totals_are_not_summed():
    found = [
        observation("people", "600", sex="women", funding="without"),
        observation("people", "700", sex="men", funding="without"),
        observation("people", "1301", funding="without", reported_total=True),
        observation("people", "1301", funding="without", indigenous=True),
        observation("people", "2612", reported_total=True),
    ]
    page = results_page(results(indicators=[indicator("people")], observations=found), WORDS, "en")

    assert tables_of(page)[0] == [
        ["Group", "Women", "Men", "Indigenous people", "Total", "Source"],
        ["Without funding", "600", "700", "1,301", "1,301", "1"],
        ["All, as printed", "", "", "", "2,612", "1"],
    ]
    assert "2,612 1 People reached" in main_text(page)  # the key figure


def test_sectors_stand_below_their_region():
    found = [
        observation("trainers", "24", place="05"),
        observation("trainers", "11", place="05", sector="crafts"),
        observation("trainers", "0", place="08", sector="crafts"),
    ]
    table = tables_of(results_page(results(indicators=[indicator("trainers")], observations=found), WORDS, "en"))[0]

    assert [row[0] for row in table[1:]] == ["Ayacucho", "Ayacucho: Handicrafts", "Cusco · Handicrafts"]


def test_women_and_men_of_the_whole_share_a_bar():
    found = [observation("people", "45", sex="women"), observation("people", "55", sex="men")]
    page = results_page(results(indicators=[indicator("people")], observations=found), WORDS, "en")

    assert "45 · 45.0%" in page
    assert "Women and men: People reached" in page


def test_a_single_number_and_a_missing_one_stand_among_the_other_counts():
    found = [observation("cooks", "49"), observation("trainers", None, note="blank", sex="women")]
    page = results_page(
        results(indicators=[indicator("cooks"), indicator("trainers")], observations=found), WORDS, "en"
    )

    assert tables_of(page)[:1] == [
        [
            ["What was counted", "Number", "Source"],
            ["Cooks 2009–2013", "49", "1"],
            ["Trainers Women · 2009–2013", "no data", "1"],
            ["The cell is blank."],
        ]
    ]


def test_targets_are_not_taken_for_what_was_reached():
    found = [observation("people", "100", role="target"), observation("people", "80")]
    page = results_page(results(indicators=[indicator("people")], observations=found), WORDS, "en")

    assert [row[:2] for row in tables_of(page)[0][1:]] == [["Target", "100"], ["All, as printed", "80"]]
    assert "80 1 People reached" in main_text(page)


def framework(indicators, found):
    """An outcome with its indicators, as the table of its page."""
    rows = results(outcomes=OUTCOMES["outcomes"], indicators=indicators, observations=found)
    return tables_of(results_page(rows, WORDS, "en"))


def test_the_two_frameworks_stand_side_by_side_and_say_what_changed():
    outcomes = [
        {"outcome": code, "version": version, "number": number, "citation": CITATION}
        for code, version, number in (
            ("o1", "original", 1),
            ("r1", "revised", 1),
            ("o2", "original", 2),
            ("r2", "revised", 2),
            ("o3", "original", 3),
            ("r4", "revised", 4),
        )
    ]
    same = label("Lo mismo.", "The same.")
    words = {**WORDS, "outcome": {**WORDS["outcome"], "o2": same, "r2": same}}
    table = tables_of(results_page(results(outcomes=outcomes), words, "en"))[0]

    assert table == [
        ["Outcome", "Original framework", "Revised framework", "What changed", "Source"],
        ["Outcome 1", "First framework.", "Good surroundings.", "Worded anew", "1"],
        ["Outcome 2", "The same.", "The same.", "Kept", "1"],
        ["Outcome 3", "o3", "no data", "Left out of the revised framework", "1"],
        ["Outcome 4", "no data", "r4", "Added in the revised framework", "1"],
    ]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"baseline": "10", "target": "100", "actual": "120"}, "Target reached"),
        ({"target": "100", "actual": "80"}, "80.0% of the target"),
        ({"baseline": "50", "target": "10", "actual": "8"}, "Target reached"),
        ({"baseline": "50", "target": "10", "actual": "20"}, "Target not reached"),
        ({"actual": "80"}, "No target on record"),
        ({"target": "80"}, "Nothing observed on record"),
    ],
)
def test_an_indicator_says_how_far_it_came(values, state):
    found = [observation("people", value, role=role) for role, value in values.items()]
    indicators = [{**indicator("people"), "outcome": "r1"}]
    table = next(table for table in framework(indicators, found) if table[0][0] == "Indicator")

    assert table[0] == ["Indicator", "Baseline", "Target", "Actual", "State", "Source"]
    shown = [values.get(role, "no data") for role in ("baseline", "target", "actual")]
    assert table[1] == ["People reached", *shown, state, "1"]


def test_tables_of_indicators_are_told_apart_by_outcome_and_framework():
    found = [observation("people", "80"), observation("trainers", "4")]
    indicators = [{**indicator("people"), "outcome": "o1"}, {**indicator("trainers"), "outcome": "r1"}]
    text = main_text(
        results_page(results(outcomes=OUTCOMES["outcomes"], indicators=indicators, observations=found), WORDS, "en")
    )

    assert "Indicators of outcome 1 (revised framework)" in text
    assert "Indicators of outcome 1 (original framework)" in text


def test_a_sum_of_ours_is_said_to_be_one_and_never_made_of_what_is_incomplete():
    found = [
        observation("trainers", "4", place="05", sector="crafts"),
        observation("trainers", "6", place="08", sector="crafts"),
        observation("cooks", "4", place="05", sex="women"),
        observation("cooks", None, note="blank", place="05", sex="men"),
    ]
    page = results_page(
        results(indicators=[indicator("cooks"), indicator("trainers")], observations=found), WORDS, "en"
    )
    by_region, by_sector = (table for table in tables_of(page) if table[0][0] in ("Region", "Sector"))

    assert by_region[1] == ["Ayacucho", "no data", "4", "1"]
    assert by_region[2] == [["Cooks: 1 of its 2 parts is not on record.", ": Our sum of what is printed: 4"][0]]
    assert by_sector[1:] == [["Handicrafts", "10", "1"], ["Our sum of what is printed: 4 Ayacucho + 6 Cusco"]]


def test_everything_missing_is_listed_with_its_reason():
    found = [
        observation("people", None, note="blank", place="05"),
        observation("people", None, place="08"),
        observation("people", "3"),
    ]
    page = results_page(results(indicators=[indicator("people")], observations=found), WORDS, "en")
    table = next(table for table in tables_of(page) if table[0][0] == "What is missing")

    assert [row[1] for row in table[1:]] == ["The cell is blank.", "No reason on record"]


def test_readers_are_told_what_must_not_be_added():
    found = [
        observation("people", "3", sex="women"),
        observation("people", "4", place="05"),
        observation("trainers", "5", sex="men"),
    ]
    text = main_text(
        results_page(results(indicators=[indicator("people"), indicator("trainers")], observations=found), WORDS, "en")
    )

    assert "People reached: the same people are counted in several ways (sex, place)." in text
    assert "The same people may be in several of these counts, which must not be added: People reached" in text


GROUPS = st.fixed_dictionaries(
    {
        "role": st.sampled_from(Observation.Role.values),
        "period": st.sampled_from(["2009/2013", "2011-1"]),
        "sex": st.sampled_from(["", *Observation.Sex.values]),
        "funding": st.sampled_from(["", *Observation.Funding.values]),
        "indigenous": st.booleans(),
        "place": st.sampled_from([None, "05", "08"]),
        "sector": st.sampled_from([None, "crafts"]),
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(GROUPS, unique_by=lambda group: tuple(group[name] for name in sorted(group)), max_size=10))
def test_no_observation_is_lost(groups):
    found = [observation("people", str(1000 + number), **group) for number, group in enumerate(groups)]
    page = results_page(results(indicators=[indicator("people")], observations=found), WORDS, "en")
    shown = [
        cell for table in tables_of(page) if table[0][0] not in ("Region", "Sector") for row in table for cell in row
    ]

    assert sorted(cell for cell in shown if cell.startswith("1,0")) == [
        f"1,{number:03}" for number in range(len(found))
    ]
