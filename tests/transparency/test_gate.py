"""The condition for the next instalment, replayed report by report."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transparency.plain import Row, figure, finances, finances_page, line, main_text, statement, tables_of
from transparency.semesters import Semester
from transparency.views.gate import Gate, Instalments, first_met, last_before
from transparency.views.gate_data import gate_rows
from transparency.views.statements import Statements

FIRST, SECOND = datetime.date(2009, 12, 15), datetime.date(2011, 7, 15)


def condition(percent: str | None = "70", must_exceed: bool = True, note: str | None = None) -> Row:
    """What a fund asks for: a share of what was transferred that has to be committed."""
    wanted = {"numerator": "committed", "denominator": "transferred", "must_exceed": must_exceed}
    return {**wanted, "figure": figure(percent, note, section="Process 3")}


def instalment(number: int, date: datetime.date | None, amount: str | None, currency: str = "USD") -> Row:
    """A transfer from the fund."""
    return {
        "number": number,
        "date": date.isoformat() if date else None,
        "currency": currency,
        "figure": figure(amount, section="Instalments"),
    }


def semester(period: str, committed: str | None, transferred: str) -> tuple[Row, list[Row]]:
    """A semester report on the whole programme."""
    found = Semester.named(period)
    assert found
    row = statement("semester", period, found.last_day.isoformat())
    amounts = {"committed": committed, "transferred": transferred}
    return row, [line(None, measure, amount, of=row["statement"]) for measure, amount in amounts.items()]


def record(*reports: tuple[Row, list[Row]], gates: list[Row] | None = None, paid: list[Row] | None = None):
    """The figures of a finances page with these reports."""
    return finances(
        statements=[row for row, _lines in reports],
        lines=[line for _row, lines in reports for line in lines],
        gates=[condition()] if gates is None else gates,
        instalments=[instalment(1, FIRST, "1000")] if paid is None else paid,
    )


def steps(figures: dict[str, list[Row]]):
    """The replay of the first condition."""
    return Gate(figures["gates"][0], Statements(figures), Instalments(figures["instalments"])).steps()


@pytest.mark.parametrize(
    ("committed", "must_exceed", "met"),
    [("700", True, False), ("700", False, True), ("700.01", True, True), ("699.99", False, False)],
)
def test_a_share_must_be_exceeded_or_only_reached_as_the_condition_says(committed, must_exceed, met):
    figures = record(semester("2010-1", committed, "1000"), gates=[condition("70", must_exceed)])

    assert [reading.met for reading in steps(figures)[0].readings] == [met, met]


@given(
    committed=st.integers(0, 10**7),
    transferred=st.integers(1, 10**7),
    wanted=st.decimals(min_value=0, max_value=150, places=2),
)
def test_nothing_is_rounded_before_it_is_compared(committed, transferred, wanted):
    figures = record(semester("2010-1", str(committed), str(transferred)), gates=[condition(str(wanted))])

    assert steps(figures)[0].readings[0].met is (Decimal(committed) * 100 > wanted * transferred)


def test_two_readings_of_transferred_are_told_apart():
    figures = record(semester("2010-2", "679442", "1409917"), paid=[instalment(1, FIRST, "1429667")])
    printed, paid = steps(figures)[0].readings

    assert (printed.base, paid.base) == (Decimal(1409917), Decimal(1429667))
    assert (round(printed.share, 2), round(paid.share, 2)) == (Decimal("48.19"), Decimal("47.52"))


def test_an_instalment_of_the_day_itself_counts_and_a_later_one_does_not():
    found = Instalments([instalment(1, FIRST, "10"), instalment(2, SECOND, "5")])

    assert found.paid_by(SECOND - datetime.timedelta(days=1), "USD") == 10
    assert found.paid_by(SECOND, "USD") == 15


def test_an_instalment_without_a_date_came_between_its_neighbours():
    third = datetime.date(2012, 1, 1)
    found = Instalments([instalment(1, FIRST, "10"), instalment(2, None, "5"), instalment(3, third, "1")])

    assert found.paid_by(FIRST - datetime.timedelta(days=1), "USD") == 0
    assert found.paid_by(FIRST, "USD") is None
    assert found.paid_by(third, "USD") == 16
    following = found.next_after(FIRST)
    assert following is not None
    assert (following.number, following.date) == (2, None)


def test_an_instalment_in_another_currency_is_never_added():
    found = Instalments([instalment(1, FIRST, "10"), instalment(2, SECOND, "5", "PEN")])

    assert found.paid_by(FIRST, "USD") == 10
    assert found.paid_by(SECOND, "USD") is None


def test_of_two_rows_on_one_instalment_the_fuller_counts():
    found = Instalments([instalment(1, None, None), instalment(1, FIRST, "10")])

    assert found.paid_by(FIRST, "USD") == 10


DAYS = st.dates(datetime.date(2009, 1, 1), datetime.date(2013, 12, 31))
PAYMENTS = st.lists(st.tuples(DAYS, st.integers(1, 1000), st.booleans()), min_size=1, max_size=6)


@given(payments=PAYMENTS, day=DAYS)
def test_a_sum_is_given_only_where_it_is_certain(payments, day):
    """Whatever the days that are not on record were, the sum is the same wherever one is given."""
    payments.sort()
    rows = [
        instalment(number, when if dated else None, str(amount))
        for number, (when, amount, dated) in enumerate(payments, 1)
    ]
    total = Instalments(rows).paid_by(day, "USD")

    if total is not None:
        assert total == sum(amount for when, amount, _dated in payments if when <= day)
    if all(dated for _when, _amount, dated in payments):
        assert total is not None


def test_semesters_without_a_report_are_steps_without_an_answer():
    final = statement("final", "final", "2011-12-31", precision="day")
    lines = [line(None, "committed", "900"), line(None, "transferred", "1000")]
    figures = record(semester("2009-2", "0", "1000"), semester("2010-2", "10", "1000"), (final, lines))
    found = steps(figures)

    assert [step.period for step in found] == ["2009-2", "2010-1", "2010-2", "2011-1", "final"]
    assert [step.statement is None for step in found] == [False, True, False, True, False]
    assert found[1].readings[0].met is None


def test_without_an_amount_or_a_transfer_there_is_no_answer():
    figures = record(semester("2010-1", None, "1000"), semester("2010-2", "10", "0"))

    assert [step.readings[0].met for step in steps(figures)] == [None, None]


def test_the_last_report_before_an_instalment_and_the_first_that_meets_the_condition():
    amounts = {"2010-2": "10", "2011-1": "875", "2011-2": "900"}
    found = steps(record(*(semester(period, committed, "1000") for period, committed in amounts.items())))
    before, met = last_before(found, SECOND), first_met(found, FIRST)

    assert before is not None
    assert met is not None
    assert (before.period, met.period) == ("2011-1", "2011-1")
    assert first_met(found, None) is None


def test_the_page_says_which_instalment_could_follow_and_when_it_did():
    figures = record(
        semester("2010-2", "10", "1000"),
        semester("2011-1", "875", "1000"),
        paid=[instalment(1, FIRST, "1000"), instalment(2, SECOND, "500"), instalment(3, None, None)],
    )
    page = finances_page(figures, language="en")
    tables = {table[0][0]: table for table in tables_of(page[page.index('id="gate"') : page.index('id="balances"')])}
    earlier, later = tables["Semester"][1:]

    assert earlier[3:5] == ["1,000 1.00% not met", "No. 2 had to wait came 196 days later, on 15 July 2011"]
    assert later[3:5] == ["1,000 87.50% met", "No. 2 could follow came 15 days later, on 15 July 2011"]
    assert tables["Instalment"][1][:4] == ["No. 2", "15 July 2011", "2011-1", "87.50% met"]
    assert tables["Instalment"][2][:3] == ["No. 3", "no data", "no data"]
    assert "more than 70%" in main_text(page)


def test_without_a_condition_on_record_there_is_no_replay():
    assert 'id="gate"' not in finances_page(record(semester("2010-1", "1", "2"), gates=[]))


def test_a_condition_without_a_number_is_shown_with_its_reason_and_not_answered():
    figures = record(semester("2010-1", "900", "1000"), gates=[condition(None, note="plan")])
    page = finances_page(figures, language="en")

    assert "90.00%" in main_text(page)
    assert "not met" not in main_text(page)


def test_the_download_has_every_report_under_every_reading():
    figures = record(semester("2010-1", "900", "1000"), paid=[instalment(1, FIRST, "1200")])

    assert [(row["reading"], row["base"], row["met"], row["figure"]["value"]) for row in gate_rows(figures)] == [
        ("printed", 1000, True, "90"),
        ("paid", 1200, True, "75"),
    ]


@given(year=st.integers(1990, 2100), half=st.sampled_from([1, 2]))
def test_semesters_follow_one_another_without_a_gap(year, half):
    found = Semester(year, half)
    following = found.next()

    assert Semester.named(str(found)) == found
    assert found < following
    assert 181 <= (following.last_day - found.last_day).days <= 184


@pytest.mark.parametrize("period", ["2010", "2010-3", "final", "2010-12", ""])
def test_other_periods_are_no_semesters(period):
    assert Semester.named(period) is None
