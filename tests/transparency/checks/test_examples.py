"""Each check by example."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.transparency.checks.records import (
    FINAL,
    REPORT,
    balance,
    citation,
    codes,
    contribution,
    cost,
    found,
    instalment,
    key_action,
    line,
    milestone,
    observation,
    recommendation,
    share,
    statement,
    tables,
    total,
)
from transparency.checks.findings import Finding, Severity
from transparency.checks.quantities import Amount, Count, Days, Percent, decimals_printed
from transparency.checks.wording import Wording
from transparency.views.words import Words

CLOSING = statement("final", "final", "2013-10-31")


def only(found_here: list[Finding], check: str) -> Finding:
    """The one finding of a check."""
    [one] = [one for one in found_here if one.check == check]
    return one


def closing(**more):
    """A record of one final statement."""
    return tables(statements=[CLOSING], **more)


def sentence(one: Finding, language: str = "en") -> str:
    labels = {
        "organisation": {"FAO": {"es": {"acronym": "FAO"}, "en": {"acronym": "FAO"}}},
        "indicator": {"people": {"es": {"name": "Personas <atendidas>"}, "en": {"name": "People <reached>"}}},
        "source": {"report": {"es": {"name": "Informe"}}, "sheet": {"es": {"name": "Ficha"}, "en": {"name": "Sheet"}}},
        "note": {"blank": {"es": {"text": "En blanco."}, "en": {"text": "Left blank."}}},
    }
    with translation.override(language):
        return Wording(Words(labels, language)).sentence(one)


@pytest.mark.parametrize(
    ("value", "printed", "decimals"),
    [
        ("5000000", "5.000.000,00", 2),
        ("5000000", "5,000,000", 0),
        ("99.97", "99.97%", 2),
        ("28.6", "28,60%", 2),
        ("100", "100.00%", 2),
        ("0", "0,00%", 2),
        ("0", "0", 0),
        ("3", "tres", 0),
        ("-12.5", "−12,5", 1),
    ],
)
def test_the_printed_characters_tell_the_decimals(value, printed, decimals):
    assert decimals_printed(Decimal(value), printed) == decimals


class TestTotals:
    def test_a_total_that_its_lines_do_not_give(self):
        lines = [line(FINAL, "FAO", "budget", 600), line(FINAL, "ILO", "budget", 300)]
        one = only(found(closing(lines=lines, totals=[total(FINAL, "budget", 1000)])), "total-of-column")

        assert (one.reported, one.recomputed) == (Amount(Decimal(1000), "USD"), Amount(Decimal(900), "USD"))
        assert one.difference == Amount(Decimal(100), "USD")
        assert one.severity == Severity.CONTRADICTION

    def test_a_difference_that_rounding_may_explain_is_said_to_be_one(self):
        lines = [line(FINAL, "FAO", "budget", 600), line(FINAL, "ILO", "budget", 300)]
        one = only(found(closing(lines=lines, totals=[total(FINAL, "budget", 901)])), "total-of-column")

        assert one.severity == Severity.NOTE

    def test_parts_that_are_missing_may_make_up_what_lacks(self):
        costs = [cost("fund", 500), cost("agency", None), cost("total", 650)]
        one = only(found(tables(costs=costs)), "total-of-costs")

        assert one.severity == Severity.GAP
        assert "other parts are not on record" in sentence(one)

    def test_counts_are_summed_by_row_and_by_column(self):
        cells = [
            observation("people", 10, sex="women", place="05"),
            observation("people", 5, sex="men", place="05"),
            observation("people", 16, place="05", total=True),
            observation("people", 12, sex="women", total=True),
        ]
        there = found(tables(observations=cells))

        assert only(there, "women-and-men").difference == Count(Decimal(1))
        assert only(there, "total-of-breakdown").difference == Count(Decimal(2))

    def test_regions_and_their_provinces_are_not_summed_together(self):
        cells = [
            observation("rules", 3, place="05"),
            observation("rules", 2, place="0501"),
            observation("rules", 1, place="0502"),
            observation("rules", 3, total=True),
        ]

        assert codes(tables(observations=cells)) == []

    def test_a_count_that_nobody_calls_a_total_may_have_parts_beside_those_on_record(self):
        cells = [observation("rules", 3, place="05"), observation("rules", 5)]

        assert codes(tables(observations=cells)) == []


def test_a_group_cannot_exceed_the_one_that_contains_it():
    cells = [observation("people", 5, funding="with"), observation("people", 6, funding="with", indigenous=True)]
    one = only(found(tables(observations=cells)), "part-exceeds-whole")

    assert sentence(one) == (
        "People &lt;reached&gt;, indigenous people, with funding: 6, more than the 5 of a group that contains it "
        "(with funding)."
    )


class TestShares:
    def record(self, printed, numerator="disbursed", denominator="transferred"):
        lines = [line(FINAL, "FAO", "transferred", 777595), line(FINAL, "FAO", "disbursed", 774574)]
        return closing(lines=lines, shares=[share(FINAL, "FAO", numerator, denominator, printed)])

    def test_a_share_within_the_rounding_of_its_digits_is_right(self):
        assert "share-recomputed" not in codes(self.record("99.61%"))
        assert "share-recomputed" not in codes(self.record("100%"))

    def test_a_share_beyond_it_is_not(self):
        one = only(found(self.record("99.62%")), "share-recomputed")

        assert (one.recomputed, one.difference) == (Percent(Decimal("99.61"), 2), Percent(Decimal("0.01"), 2))

    def test_halves_are_rounded_away_from_zero(self):
        lines = [
            line(FINAL, "FAO", "transferred", Decimal("200.00")),
            line(FINAL, "FAO", "disbursed", Decimal("25.00")),
        ]
        right, wrong = (
            closing(lines=lines, shares=[share(FINAL, "FAO", "disbursed", "transferred", printed)])
            for printed in ("12.5%", "12.4%")
        )

        assert "share-recomputed" not in codes(right)
        assert "share-recomputed" in codes(wrong)

    def test_a_label_that_names_the_inverse(self):
        one = only(found(self.record("99.61%", "transferred", "disbursed")), "share-inverted")

        assert one.recomputed == Percent(Decimal("100.39"), 2)
        assert "the 99.61% that is printed is disbursed out of transferred" in sentence(one)

    def test_nothing_is_divided_by_zero(self):
        lines = [line(FINAL, "FAO", "transferred", 0), line(FINAL, "FAO", "disbursed", 0)]

        assert "share-recomputed" not in codes(
            closing(lines=lines, shares=[share(FINAL, "FAO", "disbursed", "transferred", "0.00%")])
        )


class TestBalances:
    LINES = (line(FINAL, "FAO", "transferred", 777595), line(FINAL, "FAO", "disbursed", 774574))

    def test_cents_may_lie_within_the_rounding_of_the_amounts(self):
        right = closing(lines=list(self.LINES), balances=[balance(FINAL, "FAO", "to-return", Decimal("3020.93"))])

        assert codes(right) == []

    def test_a_balance_that_the_amounts_do_not_leave(self):
        wrong = closing(lines=list(self.LINES), balances=[balance(FINAL, "FAO", "to-return", 3000)])

        assert only(found(wrong), "balance-recomputed").difference == Amount(Decimal(-21), "USD")

    def test_what_is_left_needs_a_word(self):
        assert only(found(closing(lines=list(self.LINES))), "balance-not-told").recomputed == Amount(
            Decimal(3021), "USD"
        )


def test_instalments_without_a_date_may_make_up_what_was_transferred():
    paid = [instalment(1, "2009-12-15", 600), instalment(2, None, None, note="blank")]
    one = only(
        found(closing(totals=[total(FINAL, "transferred", 1000)], instalments=paid)), "instalments-and-transfers"
    )

    assert (one.severity, one.difference) == (Severity.GAP, Amount(Decimal(400), "USD"))


def test_two_documents_are_compared_and_the_later_one_counts():
    cells = [observation("people", 5), observation("people", 7, source="sheet")]
    one = only(found(tables(observations=cells)), "two-documents")

    assert one.figures[0].endswith("/sheet")
    assert sentence(one) == (
        'People &lt;reached&gt;, all: 7 in Sheet, 5 in <span lang="es">Informe</span>. Precedence: '
        '<span lang="es">Informe</span> counts, as the one that says when it was issued.'
    )


def test_where_nothing_tells_which_document_is_later_neither_counts():
    cells = [observation("people", 5), observation("people", 7, source="sheet")]
    [one] = found(tables(observations=cells), {"report": {"issued": ""}, "sheet": {"issued": ""}})

    assert "neither document counts before the other" in sentence(one)


def test_dates_agree_as_far_as_they_are_known():
    dates = [
        milestone("p", "planned-start", "2009-12-01", "month"),
        milestone("a", "actual-start", "2009-12-15"),
        milestone("q", "planned-end", "2012-12-15"),
        milestone("e", "actual-end", "2013-06-30"),
    ]

    assert [one.difference for one in found(tables(milestones=dates))] == [Days(Decimal(197))]


def test_a_missing_figure_says_why_where_a_reason_is_on_record():
    missing = [instalment(3, None, None, note="blank"), instalment(4, None, None)]
    first, second = sorted(found(tables(instalments=missing)), key=lambda one: one.figures)

    assert sentence(first).endswith("Reason on record: Left blank.")
    assert sentence(second).endswith("No reason is on record.")


def test_commitments_that_are_not_money_need_no_amount():
    assert codes(tables(contributions=[contribution("c", None, "commitment", note="blank")])) == []


def test_what_is_missing_is_named_with_its_period_as_people_write_it():
    [one] = found({"observations": [observation("people", None, period="2009/2013")]})

    assert "(2009–2013)" in sentence(one)


@pytest.mark.parametrize(
    ("numbers", "said"), [((4,), "recommendation 4, action 1"), ((2, 3, 5), "recommendations 2, 3 and 5, action 1")]
)
def test_an_action_names_every_recommendation_that_it_answers(numbers, said):
    answered = [recommendation(number, "a1") for number in numbers]
    actions = [key_action(1, "a1", "not-stated")]

    assert said in sentence(
        only(found(tables(recommendations=answered, key_actions=actions)), "key-action-without-status")
    )


def test_checks_that_need_a_table_that_was_not_read_do_not_run():
    record = {"observations": [observation("people", 5, sex="women"), observation("people", None, note="blank")]}

    assert codes(record) == ["missing-count"]


def test_a_label_that_is_not_translated_is_marked_as_such():
    record = tables(statements=[{**CLOSING, "citation": citation(REPORT)}], instalments=[instalment(1, None, None)])
    text = sentence(only(found(record), "missing-amount"))

    assert '<span lang="es">Informe</span>' in text


@given(st.permutations([1, 2, 9, 10, 11]))
def test_findings_are_told_in_the_order_in_which_people_count(numbers):
    told = found(tables(recommendations=[recommendation(number, None) for number in numbers]))

    keys = [one.figures[0] for one in told if one.check == "recommendation-without-answer"]
    assert keys == [f"recommendations/r{number}" for number in sorted(numbers)]
