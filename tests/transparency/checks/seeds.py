"""One error of every kind, each put into a record in which everything agrees."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from tests.transparency.checks.records import (
    BUDGET,
    FINAL,
    SHEET,
    Row,
    Tables,
    figure,
    milestone,
    observation,
    percent_text,
    recommendation,
)

Seed = Callable[[Tables], None]


def pick(rows: list[Row], **wanted: object) -> Row:
    """The first row with these values."""
    return next(row for row in rows if all(row[name] == value for name, value in wanted.items()))


def change(row: Row, by: Decimal | int) -> None:
    """Another number, printed as such."""
    citation = row["figure"]["citation"]
    row["figure"] = {**figure(Decimal(row["figure"]["value"]) + by), "citation": citation}


def lose(row: Row) -> None:
    """A figure that a document leaves blank."""
    row["figure"] = {**row["figure"], "value": None, "printed": ""}


def total_too_high(record: Tables) -> None:
    change(pick(record["totals"], statement=FINAL, measure="committed"), 100)


def total_off_by_rounding(record: Tables) -> None:
    change(pick(record["totals"], statement=FINAL, measure="disbursed"), Decimal("0.01"))


def cost_too_high(record: Tables) -> None:
    change(pick(record["costs"], origin="total"), 50)


def more_rules_than_regions_passed(record: Tables) -> None:
    change(pick(record["observations"], indicator="rules", place=None), 1)


def somebody_neither_woman_nor_man(record: Tables) -> None:
    change(pick(record["observations"], indicator="people", sex=""), 1)


def more_indigenous_people_than_people(record: Tables) -> None:
    everybody = int(pick(record["observations"], indicator="people", sex="")["figure"]["value"])
    record["observations"].append(observation("people", everybody + 1, indigenous=True))


def more_in_a_province_than_in_its_region(record: Tables) -> None:
    region = int(pick(record["observations"], indicator="rules", place="01")["figure"]["value"])
    record["observations"].append(observation("rules", region + 1, place="0101"))


def more_spent_than_committed(record: Tables) -> None:
    committed = pick(record["lines"], statement=FINAL, measure="committed")["figure"]["value"]
    spent = pick(record["lines"], statement=FINAL, measure="disbursed")
    change(spent, Decimal(committed) - Decimal(spent["figure"]["value"]) + 1)


def wrong_percentage(record: Tables) -> None:
    printed = pick(record["shares"], statement=FINAL, organisation=None)
    value = Decimal(printed["figure"]["value"]) + Decimal("237.41")
    printed["figure"] = figure(value, f"{value}%")


def percentage_upside_down(record: Tables) -> None:
    row = pick(record["shares"], statement=FINAL, organisation="A0")
    amounts = {
        measure: Decimal(pick(record["lines"], statement=FINAL, organisation="A0", measure=measure)["figure"]["value"])
        for measure in ("transferred", "disbursed")
    }
    text = percent_text(amounts["transferred"], amounts["disbursed"])
    row["figure"] = figure(Decimal(text.rstrip("%")), text)


def wrong_balance(record: Tables) -> None:
    change(record["balances"][0], 10)


def balance_without_amount(record: Tables) -> None:
    lose(record["balances"][0])


def no_word_about_a_balance(record: Tables) -> None:
    del record["balances"][0]


def transfers_that_shrink(record: Tables) -> None:
    earlier = [row for row in record["totals"] if row["measure"] == "transferred"]
    change(earlier[1], -Decimal(earlier[1]["figure"]["value"]) + Decimal(earlier[0]["figure"]["value"]) - 1)


def another_instalment(record: Tables) -> None:
    change(record["instalments"][0], 10)


def budget_revised(record: Tables) -> None:
    change(pick(record["lines"], statement=FINAL, measure="revised"), 10)


def another_contribution_of_the_fund(record: Tables) -> None:
    change(pick(record["costs"], origin="fund"), 10)


def another_budget_in_another_document(record: Tables) -> None:
    change(pick(record["lines"], statement=BUDGET), 10)


def another_count_in_another_document(record: Tables) -> None:
    change(record["observations"][-1], 10)


def a_later_end(record: Tables) -> None:
    row = pick(record["milestones"], kind="actual-end")
    row["date"] = (datetime.date.fromisoformat(row["date"]) + datetime.timedelta(days=30)).isoformat()


def an_end_before_the_start(record: Tables) -> None:
    pick(record["milestones"], kind="planned-end")["date"] = "1999-12-31"


def another_end_in_another_document(record: Tables) -> None:
    record["milestones"].append(milestone("end-too", "planned-end", "2031-01-01", source=SHEET))


def a_blank_amount(record: Tables) -> None:
    lose(pick(record["lines"], statement=FINAL, measure="committed"))


def a_blank_instalment(record: Tables) -> None:
    lose(record["instalments"][-1])


def a_blank_cost(record: Tables) -> None:
    lose(pick(record["costs"], origin="government"))


def a_blank_contribution(record: Tables) -> None:
    lose(record["contributions"][0])


def a_blank_percentage(record: Tables) -> None:
    lose(record["shares"][0])


def a_line_that_is_not_there(record: Tables) -> None:
    others = {row["organisation"] for row in record["lines"]}
    if len(others) == 1:
        record["lines"].append({**pick(record["lines"], statement=FINAL, measure="budget"), "organisation": "B"})
    else:
        record["lines"].remove(pick(record["lines"], statement=FINAL, measure="committed"))


def a_blank_count(record: Tables) -> None:
    lose(pick(record["observations"], indicator="people", sex="women"))


def an_event_without_a_date(record: Tables) -> None:
    record["milestones"].append(milestone("extension", "event", None))


def a_semester_without_a_report(record: Tables) -> None:
    semesters = [row for row in record["statements"] if row["kind"] == "semester"]
    record["statements"].remove(semesters[-1])
    end = pick(record["milestones"], kind="actual-end")
    end["date"] = (datetime.date.fromisoformat(end["date"]) + datetime.timedelta(days=1)).isoformat()


def the_same_people_by_funding(record: Tables) -> None:
    everybody = int(pick(record["observations"], indicator="people", sex="")["figure"]["value"])
    record["observations"] += [
        observation("people", everybody, funding="with"),
        observation("people", 0, funding="without"),
    ]


def the_same_people_in_another_indicator(record: Tables) -> None:
    record["observations"] += [observation("trained", 1, sex="women"), observation("trained", 2, sex="men")]


def a_recommendation_that_nobody_answered(record: Tables) -> None:
    record["recommendations"].append(recommendation(99, None))


def an_answer_left_blank(record: Tables) -> None:
    pick(record["responses"], response="a1")["blank"] = True


def an_action_of_which_nothing_is_told(record: Tables) -> None:
    action = pick(record["key_actions"], key_action="a1-2")
    action["status"] = "not-stated"


def an_action_without_a_deadline_of_which_nothing_is_told(record: Tables) -> None:
    action = pick(record["key_actions"], key_action="a2-1")
    action["status"], action["due"] = "not-stated", None


def an_action_that_was_due_and_of_which_nothing_is_told(record: Tables) -> None:
    pick(record["key_actions"], key_action="a1-1")["status"] = "not-stated"


def an_action_that_was_due_and_had_not_begun(record: Tables) -> None:
    pick(record["key_actions"], key_action="a1-1")["status"] = "not-started"


def an_effect_that_shows_in_no_figure(record: Tables) -> None:
    pick(record["effects"], effect="e2")["after"] = "lines/final/final/report/NOBODY/revised"


SEEDS: list[tuple[Seed, str]] = [
    (total_too_high, "total-of-column"),
    (total_off_by_rounding, "total-of-column"),
    (cost_too_high, "total-of-costs"),
    (more_rules_than_regions_passed, "total-of-breakdown"),
    (somebody_neither_woman_nor_man, "women-and-men"),
    (more_indigenous_people_than_people, "part-exceeds-whole"),
    (more_in_a_province_than_in_its_region, "part-exceeds-whole"),
    (more_spent_than_committed, "money-exceeds-its-source"),
    (wrong_percentage, "share-recomputed"),
    (percentage_upside_down, "share-inverted"),
    (wrong_balance, "balance-recomputed"),
    (balance_without_amount, "balance-recomputed"),
    (no_word_about_a_balance, "balance-not-told"),
    (transfers_that_shrink, "cumulative-falls"),
    (another_instalment, "instalments-and-transfers"),
    (budget_revised, "budget-revised"),
    (another_contribution_of_the_fund, "budget-and-fund"),
    (another_budget_in_another_document, "two-documents"),
    (another_count_in_another_document, "two-documents"),
    (a_later_end, "planned-and-actual-dates"),
    (an_end_before_the_start, "dates-out-of-order"),
    (another_end_in_another_document, "two-documents-dates"),
    (a_blank_amount, "missing-amount"),
    (a_blank_instalment, "missing-amount"),
    (a_blank_cost, "missing-amount"),
    (a_blank_contribution, "missing-amount"),
    (a_blank_percentage, "missing-amount"),
    (a_line_that_is_not_there, "missing-amount"),
    (a_blank_count, "missing-count"),
    (an_event_without_a_date, "missing-date"),
    (a_semester_without_a_report, "missing-report"),
    (a_recommendation_that_nobody_answered, "recommendation-without-answer"),
    (an_answer_left_blank, "recommendation-without-answer"),
    (an_action_of_which_nothing_is_told, "key-action-without-status"),
    (an_action_without_a_deadline_of_which_nothing_is_told, "key-action-without-status"),
    (an_action_that_was_due_and_of_which_nothing_is_told, "key-action-overdue"),
    (an_action_that_was_due_and_had_not_begun, "key-action-overdue"),
    (an_effect_that_shows_in_no_figure, "effect-without-figure"),
    (the_same_people_by_funding, "do-not-add-breakdowns"),
    (the_same_people_in_another_indicator, "do-not-add-indicators"),
]
