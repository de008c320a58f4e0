"""A record as an IATI activity: what is told, what is left out, in which languages."""

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publication.content import in_full
from publication.registry import Stamp
from tests.transparency.plain import CITATION, STAMP, figure, label, line, observation, statement
from tests.transparency.whole import known, milestone, rich, rich_words, taking_part, whole, whole_data
from transparency.iati.activity import ActivityFile, activity_file
from transparency.iati.results import days_of
from transparency.iati.validation import validate

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SEMESTERS = [f"{year}-{half}" for year in range(2001, 2006) for half in (1, 2)]


def made(figures=None, **words) -> ActivityFile:
    return activity_file(whole_data(figures, **words), STAMP)


def activity(figures=None, **words) -> Any:
    """The activity element; what a test looks for in it is there, or the test fails."""
    return etree.fromstring(in_full(made(figures, **words).content)).find("iati-activity")


def narratives(element) -> dict[str, str]:
    return {one.get(LANG, "es"): one.text for one in element.findall("narrative")}


def flows(figures, kind: str) -> list[tuple[Any, Any]]:
    """Day and amount of each transaction of a kind."""
    return [
        (one.find("transaction-date").get("iso-date"), one.findtext("value"))
        for one in activity(figures).findall("transaction")
        if one.find("transaction-type").get("code") == kind
    ]


def semesters(measure: str, amounts: list[str | None]) -> dict:
    """A statement for each amount that the whole programme had reached by its end."""
    periods = SEMESTERS[: len(amounts)]
    days = [f"{period[:4]}-{'06-30' if period.endswith('1') else '12-31'}" for period in periods]
    return whole(
        statements=[statement("semester", period, day) for period, day in zip(periods, days, strict=True)],
        lines=[
            line(None, measure, amount, f"semester/{period}/report")
            for period, amount in zip(periods, amounts, strict=True)
        ],
    )


BEGUN = [milestone("actual-start", "2001-01-01")]


def test_a_record_with_hardly_anything_gives_a_valid_file():
    assert validate(made(whole(milestones=BEGUN)).content, STAMP.published_at)["problems"] == []


def test_a_record_without_a_start_gives_a_file_whose_report_says_so():
    problems = validate(made().content, STAMP.published_at)["problems"]

    assert [problem["rule"] for problem in problems if problem["by"] == "ruleset"] == ["6.11.1"]


def test_a_record_with_everything_gives_a_valid_file_that_is_the_same_each_time():
    first, again = made(rich(), **rich_words()), made(rich(), **rich_words())

    assert first == again
    assert validate(first.content, STAMP.published_at)["problems"] == []


def test_words_stand_in_every_language_that_has_them():
    file = activity(rich(), **rich_words())

    assert file.get(LANG) == "es"
    assert narratives(file.find("title")) == {"es": "Industrias", "en": "Industries"}


def test_words_that_are_not_translated_have_no_narrative_in_the_other_language():
    file = activity(rich(), **{**rich_words(), "outcome": {"r1": label("Las familias ganan más.")}})

    assert narratives(file.find("result/title")) == {"es": "Las familias ganan más."}


def test_a_sentence_of_ours_around_an_untranslated_word_is_left_out_in_that_language():
    file = activity(rich(), **{**rich_words(), "unit": {"persons": label("personas")}})

    assert set(narratives(file.find("result/indicator/description"))) == {"es"}


def test_the_file_says_that_it_is_unofficial_and_who_the_programme_is():
    file = activity(rich(), **rich_words())
    reporting, other = file.find("reporting-org"), file.find("other-identifier")

    assert reporting.get("secondary-reporter") == "1"
    assert file.findtext("iati-identifier") == f"{reporting.get('ref')}-P-1"
    assert (other.get("ref"), other.get("type")) == ("P-1", "A9")
    assert any("Unofficial" in one for one in narratives(file.findall("description")[1]).values())
    assert file.find("contact-info") is None


def test_the_publisher_is_a_setting(settings):
    settings.IATI = {"REF": "XM-EXAMPLE-1", "NAME": "Example", "REGISTERED": True, "SECTORS": {"P-1": "43040"}}
    file = activity()

    assert file.findtext("iati-identifier") == "XM-EXAMPLE-1-P-1"
    assert file.find("sector").get("code") == "43040"
    assert not [words for words in made().left_out if "XM-EXAMPLE-1" in str(words)]


def test_signs_that_identifiers_may_not_have_are_replaced():
    data = whole_data(whole())
    data["programme"] = "P/1|A?"

    assert (
        etree.fromstring(in_full(activity_file(data, STAMP).content)).findtext(".//iati-identifier") == "QUIPU-P-1-A-"
    )


def test_an_organisation_is_named_once_in_each_role():
    twice = [taking_part("ILO", "agency"), taking_part("ILO", "agency"), taking_part("ILO", "lead-agency")]
    file = activity(whole(participations=twice, organisations=[known("ILO", iati_ref="XM-DAC-41302")]))

    assert [(one.get("ref"), one.get("role")) for one in file.findall("participating-org")] == [
        ("XM-DAC-41302", "2"),
        ("XM-DAC-41302", "3"),
    ]


def test_the_date_that_is_known_best_stands_for_its_kind():
    dates = [milestone("actual-start", "2009-12-01", "month"), milestone("actual-start", "2009-12-15", "day")]
    file = activity(whole(milestones=[*dates, milestone("planned-end", None)]))

    assert [(one.get("type"), one.get("iso-date")) for one in file.findall("activity-date")] == [("2", "2009-12-15")]


def test_a_programme_that_has_ended_is_closed_and_one_that_has_begun_is_under_way():
    begun = [milestone("actual-start", "2009-12-15")]

    assert activity(whole(milestones=begun)).find("activity-status").get("code") == "2"
    ended = [*begun, milestone("actual-end", "2013-06-30")]
    assert activity(whole(milestones=ended)).find("activity-status").get("code") == "4"


def test_cumulative_amounts_become_what_each_period_added():
    assert flows(semesters("disbursed", ["0", "84045", "450670", "1015309"]), "4") == [
        ("2001-12-31", "84045"),
        ("2002-06-30", "366625"),
        ("2002-12-31", "564639"),
    ]


def test_a_series_that_falls_gives_no_negative_transaction_and_says_so():
    figures = semesters("committed", ["1000", "900", "1200"])

    assert [amount for _day, amount in flows(figures, "2")] == ["1000", "200"]
    assert any("2001-2" in str(words) for words in made(figures).left_out)


def test_what_statements_call_transferred_is_no_transaction():
    assert activity(semesters("transferred", ["10", "20"])).findall("transaction") == []


def test_an_instalment_without_a_date_or_an_amount_is_left_out_and_named():
    instalments: list[dict[str, Any]] = [
        {"number": 1, "date": "2009-12-15", "currency": "USD", "figure": figure("10.5")},
        {"number": 2, "date": None, "currency": "USD", "figure": figure("20")},
        {"number": 3, "date": "2012-01-01", "currency": "USD", "figure": figure(None, "blank")},
    ]
    figures = whole(instalments=instalments)

    assert flows(figures, "1") == [("2009-12-15", "10.5")]
    told = [words["en"] for words in made(figures).left_out if "Instalment" in words["en"]]
    assert [any(str(number) in one for one in told) for number in (1, 2, 3)] == [False, True, True]


def test_statements_without_a_date_give_no_transactions():
    figures = whole(statements=[statement("semester", "2001-1", None)], lines=[line(None, "disbursed", "5")])

    assert activity(figures).findall("transaction") == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.decimals(min_value=0, max_value=10**12, places=2), max_size=10))
def test_the_transactions_of_any_series_add_up_to_its_highest_amount(amounts):
    figures = semesters("disbursed", [None if one is None else f"{one:f}" for one in amounts])
    given = [amount for _day, amount in flows(figures, "4")]

    assert sum(map(Decimal, given), Decimal(0)) == max((one for one in amounts if one is not None), default=0)
    assert all(Decimal(amount) > 0 for amount in given)


def test_there_is_no_budget_and_the_report_says_why():
    assert activity(rich(), **rich_words()).find("budget") is None
    assert any("budget by year" in words.get("en", "") for words in made(rich()).left_out)


def test_one_dac_code_where_the_sectors_share_it_and_a_general_one_where_they_do_not():
    crafts = {"sector": "crafts", "dac_code": "32140"}

    assert activity(whole(dac_codes=[crafts])).find("sector").get("code") == "32140"
    several = [crafts, {"sector": "tourism", "dac_code": "33210"}]
    assert activity(whole(dac_codes=several)).find("sector").get("code") == "43010"
    assert activity(whole(dac_codes=[{"sector": "food", "dac_code": ""}])).find("sector").get("code") == "43010"


def test_sectors_of_ours_are_tags_that_lead_to_their_meaning():
    tag = activity(rich(), **rich_words()).find("tag")

    assert (tag.get("vocabulary"), tag.get("code"), narratives(tag)["en"]) == ("99", "crafts", "Handicrafts")
    assert tag.get("vocabulary-uri").endswith("/es/transparencia/pagina/")


def test_a_count_names_its_group_and_its_place():
    actual = activity(rich(), **rich_words()).find("result/indicator/period/actual")

    assert actual.get("value") == "13"
    assert actual.find("location").get("ref") == "UBIGEO-05"
    assert [(one.get("name"), one.get("value")) for one in actual.findall("dimension")] == [("sex", "men")]
    assert "IV.a" in narratives(actual.find("comment"))["en"]


def test_a_place_that_the_activity_has_no_location_for_is_a_dimension():
    file = activity({**rich(), "places": []}, **rich_words())

    assert file.findall(".//actual/location") == []
    assert ("place", "05") in [(one.get("name"), one.get("value")) for one in file.findall(".//actual/dimension")]


def test_a_missing_value_is_left_out_and_never_a_zero():
    values = [one.get("value") for one in activity(rich(), **rich_words()).findall(".//actual[@value]")]

    assert values == ["13"]
    assert any("“People”" in words.get("en", "") for words in made(rich(), **rich_words()).left_out)


def test_the_revised_framework_replaces_the_original_but_for_what_was_counted_under_it():
    outcomes = [
        {"outcome": f"{version}-{number}", "version": version, "number": number, "citation": CITATION}
        for version in ("original", "revised")
        for number in (1, 2)
    ]
    indicators = [
        {"indicator": f"of-{outcome}", "unit": "persons", "outcome": outcome, "citation": CITATION}
        for outcome in ("original-2", "revised-1", "revised-2", None)
    ]
    file = activity(whole(outcomes=outcomes, indicators=indicators))

    titles = [narratives(one.find("title"))["es"] for one in file.findall("result[@type='2']")]
    assert titles == ["original-2", "revised-1", "revised-2"]
    assert [narratives(one.find("title"))["es"] for one in file.findall("result[@type='9']/indicator")] == ["of-None"]


def test_an_outcome_with_nothing_to_tell_is_left_out_and_named():
    outcomes = [{"outcome": "r1", "version": "revised", "number": 1, "citation": CITATION}]
    file = made(whole(outcomes=outcomes), outcome={"r1": label("Nada.", "Nothing.")})

    assert b"<result" not in in_full(file.content)
    assert any("Nothing." in words.get("en", "") for words in file.left_out)


def test_baselines_and_targets_stand_in_their_own_places():
    indicators = [{"indicator": "people", "unit": "persons", "outcome": None, "citation": CITATION}]
    values = [
        observation("people", "5", role="baseline", period="2009"),
        observation("people", "50", role="target", period="2013"),
        observation("people", "0", role="actual", period="2013"),
    ]
    figures = whole(indicators=indicators, observations=values, milestones=BEGUN)
    indicator = activity(figures).find("result/indicator")

    assert (indicator.find("baseline").get("year"), indicator.find("baseline").get("value")) == ("2009", "5")
    assert indicator.find("period/target").get("value") == "50"
    assert indicator.find("period/actual").get("value") == "0"
    assert validate(made(figures).content, STAMP.published_at)["problems"] == []


def test_periods_of_the_record_have_a_first_and_a_last_day():
    assert days_of("2013") == ("2013-01-01", "2013-12-31")
    assert days_of("2011-1") == ("2011-01-01", "2011-06-30")
    assert days_of("2011-2") == ("2011-07-01", "2011-12-31")
    assert days_of("2009/2013") == ("2009-01-01", "2013-12-31")
    assert [days_of(text) for text in ("", "final", "2013/2009", "0000")] == [None] * 4


def test_dates_in_the_future_are_held_against_the_day_of_the_release():
    instalment = {"number": 1, "date": "2030-01-01", "currency": "USD", "figure": figure("1")}
    figures = whole(instalments=[instalment], milestones=BEGUN)
    later = Stamp(7, datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC))

    assert not validate(made(figures).content, STAMP.published_at)["valid"]
    assert validate(activity_file(whole_data(figures), later).content, later.published_at)["valid"]
