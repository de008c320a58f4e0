"""The finances page: where the money went, what was left over, when it came, and what others added."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from tests.transparency.plain import (
    CITATION,
    Row,
    figure,
    finances,
    finances_page,
    label,
    labels,
    line,
    main_text,
    statement,
    tables_of,
)

FINAL = "final/final/report"
BUDGET_BYTES = 50_000  # of a page with its style sheet, compressed
WORDS = labels(
    organisation={
        "FUND": {"es": {"name": "Fondo", "acronym": "F-ODM"}, "en": {"name": "Fund", "acronym": "MDG-F"}},
        "GORE": label("Gobierno Regional", "Regional Government"),
    },
    note={"why": label("Viaje cancelado.", "Cancelled trip.", "text"), "plan": label("Plan.", "Plan.", "text")},
    place={"08": label("Cusco", "Cusco")},
)


def spent(code: str, transferred: str | None, committed: str | None, disbursed: str | None) -> list[Row]:
    """What an agency did with its money."""
    amounts = {"transferred": transferred, "committed": committed, "disbursed": disbursed}
    return [line(code, measure, amount, note=None if amount else "why") for measure, amount in amounts.items()]


def total(measure: str, amount: str) -> Row:
    """A total that the final statement prints."""
    return {"statement": FINAL, "measure": measure, "figure": figure(amount)}


def balance(code: str, kind: str, amount: str | None, note: str | None = None) -> Row:
    """A balance that the final statement prints."""
    return {"statement": FINAL, "organisation": code, "kind": kind, "figure": figure(amount, note)}


def contribution(code: str, kind: str, currency: str, amount: str | None) -> Row:
    """What others added."""
    who = {"contributor": "GORE", "place": "08", "description": "plan"}
    known = figure(amount, None if amount else "why")
    return {"code": code, "kind": kind, "currency": currency, **who, "figure": known}


def block(page: str, key: str) -> str:
    """The markup of one block."""
    found = re.search(rf'<section class="exhibit" id="{key}".*?</section>', page, re.DOTALL)
    assert found, f"no block {key}"
    return found.group()


def rows(page: str, key: str, table: int = 0) -> dict[str, list[str]]:
    """The rows of a block's table by their header, without their sources."""
    return {row[0]: row[1:-1] for row in tables_of(block(page, key))[table] if len(row) > 1}


def page_of(language: str = "en", **tables: Any) -> str:
    """The page of a final statement."""
    return finances_page({**finances(), "statements": [statement()], **tables}, WORDS, language)


SPENT = [*spent("A", "1000", "900", "700"), *spent("B", "500", "500", "500")]


def test_what_is_left_is_what_was_given_less_what_was_spent():
    shown = rows(page_of(lines=SPENT), "flow")

    assert shown["Agency"] == ["Transferred", "Disbursed", "Committed, not yet disbursed", "Transferred, not committed"]
    assert shown["A"] == ["1,000", "700", "200", "100"]
    assert shown["Sum of the rows"] == ["1,500", "1,200", "200", "100"]


def test_printed_totals_stand_beside_the_sum_with_the_difference():
    totals = [total("transferred", "1500"), total("committed", "1400"), total("disbursed", "1199")]
    shown = rows(page_of(lines=SPENT, totals=totals), "flow")

    assert shown["From the totals as printed"] == ["1,500", "1,199", "201", "100"]
    assert shown["Difference"] == ["0", "−1", "1", "0"]


def test_totals_that_their_rows_give_have_no_line_of_differences():
    totals = [total("transferred", "1500"), total("committed", "1400"), total("disbursed", "1200")]

    assert "Difference" not in rows(page_of(lines=SPENT, totals=totals), "flow")


def test_an_amount_that_is_not_on_record_leaves_what_hangs_on_it_unknown():
    shown = rows(page_of(lines=[*SPENT, *spent("C", "10", None, "5")]), "flow")

    assert shown["C"] == ["10", "5", "no data", "no data"]
    assert shown["Sum of the rows"] == ["1,510", "1,205", "no data", "no data"]


def test_the_diagram_names_the_fund_and_prints_what_the_table_has():
    page = page_of(lines=SPENT, funders=[{"organisation": "FUND", "citation": CITATION}])
    said = re.findall(r"<text[^>]*>([^<]*)</text>", block(page, "flow"))

    assert {"MDG-F", "A", "1,000", "B", "500", "Disbursed", "1,200"} <= set(said)


def test_what_others_added_stands_apart_in_its_own_currency():
    added = [contribution("a", "money", "PEN", "2000000"), contribution("b", "money", "", None)]
    said = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", block(page_of(lines=SPENT, contributions=added), "flow")))

    assert "S/\u00a02,000,000" in said
    assert "1 contribution without an amount" in said


def test_many_agencies_stand_together_in_the_diagram_and_apart_in_the_table():
    lines = [row for number in range(14) for row in spent(f"N{number}", str(number), str(number), str(number))]
    page = page_of(lines=lines)
    said = re.findall(r"<text[^>]*>([^<]*)</text>", block(page, "flow"))

    assert "5 other agencies" in " ".join(said)
    assert {"N13", "N5"} <= set(said)
    assert "N4" not in said
    assert rows(page, "flow")["N4"][0] == "4"


def test_without_transfers_to_agencies_there_is_nothing_to_follow():
    assert "There is nothing on record" in block(page_of(lines=[line(None, "transferred", "5")]), "flow")


def test_a_balance_stands_beside_what_the_amounts_leave():
    told = [balance("A", "to-return", "301", "why")]
    page = page_of(lines=SPENT, balances=told)

    assert rows(page, "balances")["A"] == ["To be returned transferred minus disbursed", "US$ 301", "US$ 300", "US$ 1"]
    assert "Cancelled trip." in block(page, "balances")


def test_what_is_still_to_be_paid_is_not_to_be_returned_as_well():
    told = [balance("A", "to-return", "100"), balance("A", "to-disburse", None, "why")]
    table = tables_of(block(page_of(lines=SPENT, balances=told), "balances"))[0]

    assert [row[2:4] for row in table[1:] if len(row) > 1] == [["US$ 100", "US$ 100"], ["no data", "US$ 200"]]


def test_money_that_a_final_statement_leaves_without_a_word_is_told():
    shown = rows(page_of(lines=SPENT), "balances")

    assert list(shown) == ["Agency", "A"]
    assert shown["A"] == ["Left over, unexplained transferred minus disbursed", "no data", "US$ 300", ""]


def test_instalments_add_up_as_far_as_they_are_known():
    dates = {1: ("2009-12-15", "10"), 2: ("2011-07-15", "5"), 3: (None, None)}
    found = [
        {"number": number, "date": date, "currency": "USD", "figure": figure(amount, None if amount else "why")}
        for number, (date, amount) in dates.items()
    ]
    starts = [{"date": "2009-12-01", "precision": "day", "citation": CITATION}]
    shown = rows(page_of(instalments=found, starts=starts), "instalments")

    assert shown["Instalment"][2:] == ["Sum so far", "After the one before", "After the start"]
    assert shown["No. 1"][2:] == ["US$ 10", "", "14 days"]
    assert shown["No. 2"][2:] == ["US$ 15", "577 days", "591 days"]
    assert shown["No. 3"][2:] == ["no data", "no data", "no data"]


@pytest.mark.parametrize("starts", [[], [{"date": "2009-12-01", "precision": "month", "citation": CITATION}]])
def test_no_days_are_counted_from_a_start_that_is_not_known_to_the_day(starts):
    found = [{"number": 1, "date": "2009-12-15", "currency": "USD", "figure": figure("10")}]

    assert "After the start" not in block(page_of(instalments=found, starts=starts), "instalments")


def test_contributions_are_summed_by_kind_within_each_currency_only():
    added = [
        contribution("a", "money", "PEN", "100"),
        contribution("b", "money", "USD", "7"),
        contribution("c", "money", "PEN", "11"),
        contribution("d", "money", "", None),
        contribution("e", "staff", "", None),
    ]
    shown = rows(page_of(contributions=added), "contributions")

    assert shown["Money"] == ["4", "3", "S/ 111; US$ 7"]
    assert shown["Staff"] == ["1", "0", ""]


def test_every_block_has_an_address_of_its_own():
    page = page_of(lines=SPENT)
    ids = re.findall(r'<section class="exhibit" id="([^"]+)"', page)

    assert len(ids) == len(set(ids)) >= 8
    for key in ids:
        assert f'class="permalink" href="#{key}"' in block(page, key)


def test_a_large_record_leaves_the_page_small():
    """Tables and charts show so many rows at most, say how many more there are, and the downloads have them all."""
    periods = [f"{year}-{half}" for year in range(1990, 2030) for half in (1, 2)]
    statements = [statement("semester", period, f"{period[:4]}-06-30") for period in periods]
    lines = [
        line(code, measure, str(number * 1000 + position), of=row["statement"])
        for number, row in enumerate(statements)
        for position, code in enumerate([None, *(f"AGENCY-{count}" for count in range(40))])
        for measure in ("budget", "transferred", "committed", "disbursed")
    ]
    final = [
        row for count in range(300) for row in spent(f"FINAL-{count}", *(str(count + more) for more in (10, 5, 0)))
    ]
    days = [f"{1990 + month // 12}-{month % 12 + 1:02}-01" for month in range(400)]
    paid = [
        {"number": number, "date": day, "currency": "USD", "figure": figure("9")} for number, day in enumerate(days)
    ]
    figures = finances(
        statements=[*statements, statement()],
        lines=[*lines, *final],
        instalments=paid,
        contributions=[contribution(f"c-{number}", "money", "PEN", str(number)) for number in range(500)],
    )
    page = finances_page(figures, WORDS, "en")
    styles = len(gzip.compress(Path(str(finders.find("quipu/site.css"))).read_bytes()))

    assert len(gzip.compress(page.encode())) + styles < BUDGET_BYTES
    assert "260 more rows are in the download." in main_text(page)
    assert "Amounts by agency of 77 older statements are in the download." in main_text(page)
