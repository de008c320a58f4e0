"""The follow-up page: recommendations with their answers, actions and what came of them, and the gaps among these."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transparency.plain import CITATION, figure, label, labels, line, main_text, render, statement, tables_of
from tests.transparency.whole import milestone
from transparency.checks.keys import KEYS
from transparency.models.evaluations import KeyAction
from transparency.views.effects import figure_tables
from transparency.views.follow_up import FOLLOW_UP, FollowUpView
from transparency.views.follow_up_data import reach_of

Row = dict[str, Any]
BUDGET, REVISED = "lines/final/final/report/UNDP/budget", "lines/final/final/report/UNDP/revised"

WORDS = labels(
    evaluation={"mid": label("Evaluación intermedia", "Mid-term evaluation"), "end": label("Evaluación final")},
    recommendation={
        "r1": label("Ampliar el plazo.", "Extend the time.", "text"),
        "r2": label("Concentrar el dinero.", "Concentrate the money.", "text"),
        "f1": label("Coordinar mejor.", "Coordinate better.", "text"),
    },
    managementresponse={"a1": label("De acuerdo.", "Agreed.", "text")},
    keyaction={
        "k1": {
            "es": {"text": "Elaborar el plan.", "deadline": "enero de 2012", "responsible": "la coordinación"},
            "en": {"text": "Draw up the plan.", "deadline": "January 2012", "responsible": "the coordination"},
        },
        "k2": label("Contratar asistentes.", "Hire assistants.", "text"),
    },
    effect={
        "e1": label("El presupuesto subió.", "The budget rose.", "text"),
        "e2": label("Cerró después.", "It closed later.", "text"),
    },
    organisation={"UNDP": {"es": {"acronym": "PNUD"}, "en": {"acronym": "UNDP"}}},
    milestone={"planned-end": label("Fin previsto", "Planned end"), "actual-end": label("Cierre", "Closure")},
)


def evaluation(code: str, kind: str) -> Row:
    return {"evaluation": code, "kind": kind, "delivered": None, "citation": CITATION}


def recommendation(code: str, of: str, number: int, response: str | None) -> Row:
    row = {"recommendation": code, "evaluation": of, "number": number, "response": response}
    return {**row, "citation": CITATION}


def action(code: str, number: int, status: str = "not-stated", response: str = "a1") -> Row:
    row = {"key_action": code, "evaluation": "mid", "response": response, "number": number, "due": None}
    return {**row, "status": status, "citation": CITATION}


def effect(code: str, before: str = "", after: str = "", basis: str = "told", **more: Any) -> Row:
    row = {"effect": code, "recommendation": "r1", "key_action": None, "number": 1, "basis": basis, **more}
    return {**row, "before": before, "after": after, "citation": CITATION}


def follow_up(**tables: list[Row]) -> dict[str, list[Row]]:
    """The figures of a follow-up page; tables that are not given are empty."""
    names = (*KEYS, "statements", "indicators", *FOLLOW_UP)
    found = {name: tables.get(name, []) for name in names}
    return {**found, **reach_of(found)}


def answered(**more: list[Row]) -> dict[str, list[Row]]:
    """An evaluation whose two recommendations were answered together, and one that nobody answered."""
    return follow_up(
        evaluations=[evaluation("end", "final"), evaluation("mid", "mid-term")],
        recommendations=[
            recommendation("f1", "end", 1, None),
            recommendation("r1", "mid", 1, "a1"),
            recommendation("r2", "mid", 2, "a1"),
        ],
        responses=[{"response": "a1", "evaluation": "mid", "blank": False, "citation": CITATION}],
        key_actions=[action("k1", 1), action("k2", 2, "done")],
        **more,
    )


def page_of(figures: dict[str, list[Row]], language: str = "en") -> str:
    return render(FollowUpView(), figures, WORDS, language)["index.html"].decode()


def test_recommendations_stand_with_their_answer_and_the_actions_that_follow() -> None:
    text = main_text(page_of(answered()))

    assert text.index("Extend the time.") < text.index("Concentrate the money.") < text.index("Agreed.")
    assert text.index("Agreed.") < text.index("Draw up the plan.") < text.index("Hire assistants.")


def test_the_earlier_evaluation_comes_first() -> None:
    page = page_of(answered())

    assert page.index('id="mid"') < page.index('id="end"')


def test_an_action_shows_who_and_by_when_or_that_it_is_not_on_record() -> None:
    rows = tables_of(page_of(answered()))[0]

    assert rows[1][:5] == [
        "1. Draw up the plan.",
        "Deadline: January 2012",
        "Responsible: the coordination",
        "",
        "Status not stated",
    ]
    assert rows[2][1:3] == ["Deadline: not on record", "Responsible: nobody named"]


def test_an_evaluation_without_any_answer_says_so_once() -> None:
    text = main_text(page_of(answered()))

    assert text.count("No answer to any recommendation of this evaluation is on record") == 1
    assert "no answer on record" not in text


def test_an_answer_left_blank_is_told() -> None:
    figures = answered()
    figures["responses"][0].update(blank=True)
    words = {**WORDS, "managementresponse": {}}
    page = render(FollowUpView(), figures, words, "en")["index.html"].decode()

    assert "left blank in the document" in main_text(page)


def test_an_effect_shows_the_figure_before_and_after_and_the_difference() -> None:
    figures = answered(
        statements=[statement()],
        lines=[line("UNDP", "budget", "1691082"), line("UNDP", "revised", "1799660")],
        effects=[effect("e1", BUDGET, REVISED, "side-by-side")],
    )
    text = main_text(page_of(figures)).replace("\u00a0", " ")

    assert "The budget rose. 1 Two facts side by side; no document joins them" in text
    assert "US$ 1,691,082" in text
    assert "US$ 1,799,660" in text
    assert "Difference +US$ 108,578" in text


def test_two_dates_are_days_apart() -> None:
    figures = answered(
        milestones=[milestone("planned-end", "2012-12-15"), milestone("actual-end", "2013-06-30")],
        effects=[effect("e2", "milestones/planned-end", "milestones/actual-end")],
    )
    text = main_text(page_of(figures))

    assert "15 December 2012" in text
    assert "+197 days" in text


def test_an_effect_names_the_action_that_led_to_it() -> None:
    assert "A document says so · key action 1" in main_text(page_of(answered(effects=[effect("e1", key_action="k1")])))


def test_where_no_document_tells_what_came_of_it_the_page_says_so() -> None:
    text = main_text(page_of(answered(effects=[effect("e1")])))

    assert text.count("No document tells of anything that came of it.") == 1


def test_a_figure_that_is_missing_or_not_on_record_is_no_number() -> None:
    figures = answered(
        instalments=[{"number": 3, "date": None, "currency": "USD", "figure": figure(None)}],
        effects=[effect("e1", "lines/nowhere", "instalments/3/report")],
    )

    assert main_text(page_of(figures)).count("no data") == 2


def test_actions_are_counted_by_status_and_listed_once_more_below_it() -> None:
    page = page_of(answered())
    counts = tables_of(page)[-1]

    assert counts[1][:5] == ["Mid-term evaluation", "1", "0", "0", "1"]
    assert counts[2][1:5] == ["0", "0", "0", "0"]
    assert 'id="status-done"' in page
    assert 'href="#k2"' in page


def test_a_record_without_evaluations_says_that_there_is_nothing() -> None:
    assert "There is nothing on record about this yet." in main_text(page_of(follow_up()))


def test_every_anchor_is_there_once_and_every_link_within_the_page_leads_somewhere() -> None:
    import re

    page = page_of(answered(effects=[effect("e1")]))
    anchors = re.findall(r'\bid="([^"]+)"', page)

    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


def rows_in(files: dict[str, bytes], name: str) -> tuple[list[Row], dict[str, Any]]:
    """The rows of a downloaded data set, and the sentences of the findings that they name."""
    told = json.loads(files[name])
    return told["rows"], told.get("findings", {})


def test_downloads_name_what_is_found_on_recommendations_actions_and_effects() -> None:
    figures = answered(
        milestones=[milestone("actual-end", "2013-06-30")], statements=[statement()], effects=[effect("e1")]
    )
    figures["key_actions"][0]["due"] = "2012-01-31"
    files = render(FollowUpView(), figures, WORDS, "en")
    recommendations, unanswered = rows_in(files, "recommendations.json")
    actions, overdue = rows_in(files, "key-actions.json")
    effects, _none = rows_in(files, "what-came-of-it.json")

    assert {row["recommendation_code"]: bool(row["findings"]) for row in recommendations} == {
        "f1": True,
        "r1": False,
        "r2": False,
    }
    assert {row["key_action_code"]: bool(row["findings"]) for row in actions} == {"k1": True, "k2": False}
    assert [row["findings"] for row in effects] == [""]
    assert {row["findings"] for row in recommendations if row["findings"]} == unanswered.keys()
    assert [sentence["en"].count("31 January 2012") for sentence in overdue.values()] == [1]
    assert "address" not in recommendations[0]


def test_until_when_the_record_speaks_is_an_input() -> None:
    record = follow_up(
        statements=[statement(as_of="2013-10-31"), statement("semester", "2010-1", "2010-06-30")],
        milestones=[milestone("planned-end", "2012-12-15"), milestone("actual-end", "2013-06-30")],
    )

    reach = reach_of(record)

    assert [row["as_of"] for row in reach["newest_statement"]] == ["2013-10-31"]
    assert [row["kind"] for row in reach["ends"]] == ["actual-end"]


STATUSES = st.lists(st.sampled_from(KeyAction.Status.values), min_size=1, max_size=8)


@settings(max_examples=15, deadline=None)
@given(STATUSES)
def test_the_counts_by_status_add_up_to_the_actions(found: list[str]) -> None:
    figures = answered()
    figures["key_actions"] = [action(f"k{number}", number, status) for number, status in enumerate(found, 1)]
    counts = tables_of(page_of(figures))[-1][1][1:5]

    assert sum(map(int, counts)) == len(found)


def test_only_the_figures_that_effects_name_are_inputs() -> None:
    record = {
        **follow_up(
            statements=[statement(), statement("semester", "2010-1")],
            lines=[line("UNDP", "budget", "1"), line("UNDP", "revised", "2"), line("FAO", "budget", "3")],
        )
    }
    kept = figure_tables(record, [effect("e1", BUDGET, REVISED)])

    assert [row["figure"]["value"] for row in kept["lines"]] == ["1", "2"]
    assert [row["period"] for row in kept["statements"]] == ["final"]
