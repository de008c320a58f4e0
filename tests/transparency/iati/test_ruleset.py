"""The interpreter of the ruleset: every kind of rule holds and breaks where it should."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from transparency.iati.ruleset import KINDS, UnknownRule, check, read_ruleset, standard_ruleset

NOW = datetime.datetime(2026, 3, 9, 12, 0, tzinfo=datetime.UTC)
ACTIVITY = "/iati-activities/iati-activity"


def document(content: str, attributes: str = "") -> etree._Element:
    return etree.fromstring(f"<iati-activities><iati-activity {attributes}>{content}</iati-activity></iati-activities>")


def breaks(kind: str, content: str, attributes: str = "", context: str = ACTIVITY, **case: object) -> bool:
    """Whether a document breaks one rule of this kind."""
    rule = {**case, "ruleInfo": {"id": "1", "severity": "error", "message": "No."}}
    return bool(check(document(content, attributes), {context: {kind: {"cases": [rule]}}}, NOW).breaches)


def test_the_standard_ruleset_has_only_rules_that_are_known():
    used = {kind for rules in standard_ruleset().values() for kind in rules}

    assert used == {*KINDS, "loop"}


def test_a_ruleset_with_an_unknown_kind_of_rule_is_refused(tmp_path):
    file = tmp_path / "rules.json"
    file.write_text(json.dumps({ACTIVITY: {"riddle": {"cases": []}}}))

    with pytest.raises(UnknownRule, match="riddle"):
        read_ruleset(file)


HOLDS_AND_BREAKS = [
    ("atleast_one", {"paths": ["a", "b"]}, "<b/>", "<c/>"),
    ("no_more_than_one", {"paths": ["a", "b"]}, "<a/>", "<a/><b/>"),
    ("unique", {"paths": ["a", "b/@x"]}, "<a>1</a><b x='2'/>", "<a>1</a><b x='1'/>"),
    ("startswith", {"paths": ["a"], "prefix": ["b", "c"], "separator": "-"}, "<a>X-1</a><c>X</c>", "<a>X1</a><c>X</c>"),
    ("regex_matches", {"paths": ["a"], "regex": "^[^/]+$"}, "<a>x</a>", "<a>x/y</a>"),
    ("no_spaces", {"paths": ["a"]}, "<a>x y</a>", "<a> x</a>"),
    ("range", {"paths": ["a/@p"], "min": 0, "max": 100}, "<a p='100'/>", "<a p='100.1'/>"),
    ("range", {"paths": ["a/@p"], "min": 0, "max": 100}, "<b/>", "<a p='many'/>"),
    ("strict_sum", {"paths": ["a/@p"], "sum": 100}, "<a p='33.3'/><a p='66.7'/>", "<a p='25'/><a p='50'/>"),
    ("if_then", {"if": "a", "then": "count(b) = 1"}, "<a/><b/>", "<a/>"),
    ("if_then", {"if": "a", "then": "b"}, "<c/>", "<a/>"),
    ("date_order", {"less": "a/@d", "more": "b/@d"}, "<a d='2010-01-01'/>", "<a d='2010-01-02'/><b d='2010-01-01'/>"),
    ("date_order", {"less": "a/@d", "more": "NOW"}, "<a d='2026-03-09'/>", "<a d='2026-03-10'/>"),
    ("date_now", {"date": "a/@d"}, "<a d='2026-03-09T11:59:00Z'/>", "<a d='2026-03-09T12:01:00'/>"),
    (
        "time_limit",
        {"start": "a/@d", "end": "b/@d"},
        "<a d='2012-01-01'/><b d='2012-12-31'/>",
        "<a d='2012-01-01'/><b d='2013-01-01'/>",
    ),
    (
        "between_dates",
        {"date": "c/@d", "start": "a/@d", "end": "b/@d"},
        "<a d='2012-01-01'/><b d='2012-12-31'/><c d='2012-12-31'/>",
        "<a d='2012-01-01'/><b d='2012-12-31'/><c d='2013-01-01'/>",
    ),
]


@pytest.mark.parametrize(("kind", "case", "good", "bad"), HOLDS_AND_BREAKS)
def test_a_rule_holds_and_breaks(kind, case, good, bad):
    assert not breaks(kind, good, **case)
    assert breaks(kind, bad, **case)


def test_every_kind_is_tried():
    assert {kind for kind, *_rest in HOLDS_AND_BREAKS} | {"one_or_all"} == set(KINDS)


def test_a_language_is_said_once_or_at_every_text():
    case = {"one": "@xml:lang", "all": "lang"}

    assert not breaks("one_or_all", "<narrative/>", "xml:lang='es'", **case)
    assert not breaks("one_or_all", "<narrative xml:lang='es'/>", **case)
    assert breaks("one_or_all", "<narrative xml:lang='es'/><title><narrative/></title>", **case)


def test_a_currency_is_said_once_or_at_every_amount():
    case = {"one": "@default-currency", "all": "currency"}

    assert not breaks("one_or_all", "<transaction><value/></transaction>", "default-currency='USD'", **case)
    assert not breaks("one_or_all", "<transaction><value currency='USD'/></transaction>", **case)
    assert breaks("one_or_all", "<transaction><value currency='USD'/></transaction><budget><value/></budget>", **case)


def test_a_sector_is_said_once_or_at_every_transaction():
    case = {"one": "sector", "all": "sector"}
    with_sector, without = "<transaction><sector/></transaction>", "<transaction/>"

    assert not breaks("one_or_all", "<sector/>" + without, **case)
    assert not breaks("one_or_all", with_sector, **case)
    assert not breaks("one_or_all", without, **case)
    assert breaks("one_or_all", with_sector + without, **case)


def test_a_rule_with_a_condition_is_asked_only_where_it_holds():
    case: dict[str, Any] = {"paths": ["a"], "condition": "count(b) > 1"}

    assert not breaks("atleast_one", "<b/>", **case)
    assert breaks("atleast_one", "<b/><b/>", **case)


def test_a_loop_asks_once_for_each_value():
    inner = {"paths": ["s[@v='$1']/@p"], "sum": 100, "condition": "count(s[@v='$1']) > 1"}
    inner["ruleInfo"] = {"id": "2", "severity": "error", "message": "No."}
    case = {"foreach": "s/@v", "do": {"strict_sum": {"cases": [inner]}}, "subs": ["paths"]}
    rules = {ACTIVITY: {"loop": {"cases": [case]}}}
    good = "<s v='7' p='40'/><s v='7' p='60'/><s v='8' p='1'/>"
    bad = "<s v='7' p='40'/><s v='7' p='50'/><s v='9' p='40'/><s v='9' p='60'/>"

    assert not check(document(good), rules, NOW).breaches
    assert len(check(document(bad), rules, NOW).breaches) == 1


def test_a_breach_says_where_it_is():
    [found] = check(
        document("<budget/>"), {f"{ACTIVITY}/budget": {"atleast_one": {"cases": [told("6", "value")]}}}, NOW
    ).breaches

    assert (found.rule, found.severity, found.message) == ("6", "warning", "Say it.")
    assert found.path == "/iati-activities/iati-activity/budget"


def told(rule: str, path: str) -> dict:
    return {"paths": [path], "ruleInfo": {"id": rule, "severity": "warning", "message": "Say it."}}


def test_rules_that_need_a_register_are_named_and_not_passed_over():
    case = {"paths": ["a"], "prefix": ["ORG-ID-PREFIX"], "ruleInfo": {"id": "9"}}
    outcome = check(document("<a>1</a>"), {ACTIVITY: {"startswith": {"cases": [case]}}}, NOW)

    assert (outcome.unchecked, outcome.checked, outcome.breaches) == (["9"], 0, [])


def test_the_copy_is_the_published_ruleset():
    published = Path(__file__).parents[4] / "shared" / "iati" / "ruleset-standard-2.03.json"
    if not published.is_file():
        pytest.skip("the published ruleset is not beside this checkout")

    assert json.loads(published.read_text()) == standard_ruleset()
