"""The results page: outcomes with what was achieved, and counts as the documents print them."""

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

    assert tables_of(page) == [
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
    page = results_page(results(indicators=[indicator("people")], observations=found), WORDS)
    shown = [cell for table in tables_of(page) for row in table for cell in row]

    assert sorted(cell for cell in shown if cell.startswith("1,0")) == [
        f"1,{number:03}" for number in range(len(found))
    ]
