"""A small interpreter of the standard ruleset: rules in JSON, each with the XPath of what it is about.

A rule stands under a context (``/iati-activities/iati-activity/budget``) and a kind (``date_order``), and has cases.
``NOW`` is the moment that the caller names, so that a file checked again gives the same answer.
"""

import datetime
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

DATA = Path(__file__).parent / "data"
STANDARD = DATA / "ruleset-standard-2.03.json"
LANGUAGE_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {"xml": "http://www.w3.org/XML/1998/namespace"}
LONGEST_PERIOD = datetime.timedelta(days=365)

Case = dict[str, Any]
Ruleset = dict[str, dict[str, dict[str, list[Case]]]]

# These rules look identifiers up in registers of organisations that IATI keeps online: a file alone cannot tell.
NEEDS_A_REGISTER = "ORG-ID-PREFIX"


class UnknownRule(Exception):
    """The ruleset has a kind of rule that this interpreter does not know."""


@dataclass(frozen=True)
class Breach:
    """A rule that an element breaks."""

    rule: str
    severity: str
    message: str
    path: str
    line: int


@dataclass(frozen=True)
class Outcome:
    """What checking a document against a ruleset gave; ``unchecked`` are the ids of rules that need a register."""

    breaches: list[Breach]
    checked: int
    unchecked: list[str]


@dataclass(frozen=True)
class Moment:
    """The element that a case is applied to, and what counts as now."""

    element: etree._Element
    now: datetime.datetime

    def matches(self, path: str) -> list[Any]:
        """What a path selects."""
        found = compiled(path)(self.element)
        return list(found) if isinstance(found, list) else []

    def all(self, paths: list[str]) -> list[Any]:
        """What any of several paths selects."""
        return [match for path in paths for match in self.matches(path)]

    def texts(self, paths: list[str]) -> list[str]:
        """The texts that paths select, as they stand in the file."""
        return [text_of(match) for match in self.all(paths)]

    def holds(self, condition: str) -> bool:
        """Whether a condition is true, as XPath's ``boolean()`` has it."""
        found = compiled(condition)(self.element)
        return bool(found) and not (isinstance(found, float) and math.isnan(found))

    def dates(self, path: str) -> list[datetime.date]:
        """The days that a path selects."""
        if path == "NOW":
            return [self.now.date()]
        return [day for day in map(day_of, self.texts([path])) if day]


def standard_ruleset() -> Ruleset:
    """The standard ruleset of IATI 2.03."""
    return read_ruleset(STANDARD)


@cache
def read_ruleset(path: Path) -> Ruleset:
    """A ruleset from its file. Raises ``UnknownRule`` when it holds a kind of rule that is not known here."""
    ruleset: Ruleset = json.loads(path.read_text(encoding="utf-8"))
    kinds = {kind for rules in ruleset.values() for kind in rules}
    unknown = kinds - KINDS.keys() - {"loop"}
    if unknown:
        raise UnknownRule(", ".join(sorted(unknown)))
    return ruleset


def check(root: etree._Element, ruleset: Ruleset, now: datetime.datetime) -> Outcome:
    """Apply every rule to every element that it is about."""
    breaches: list[Breach] = []
    unchecked: set[str] = set()
    checked = 0
    for context, rules in ruleset.items():
        elements = compiled(context)(root.getroottree())
        for element in elements:
            moment = Moment(element, now)
            for kind, case in cases_of(rules, moment):
                if NEEDS_A_REGISTER in case.get("prefix", []):
                    unchecked.add(case["ruleInfo"]["id"])
                    continue
                checked += 1
                if applies(case, moment) and not KINDS[kind](moment, case):
                    breaches.append(breach(case, element))
    return Outcome(list(dict.fromkeys(breaches)), checked, sorted(unchecked))


def cases_of(rules: dict[str, dict[str, list[Case]]], moment: Moment) -> Iterator[tuple[str, Case]]:
    """Every case with its kind; a loop gives its cases once for each value that it runs over."""
    for kind, rule in rules.items():
        for case in rule["cases"]:
            if kind != "loop":
                yield kind, case
                continue
            for value in dict.fromkeys(moment.texts([case["foreach"]])):
                for inner, looped in case["do"].items():
                    for one in looped["cases"]:
                        # The list of places to fill ("subs") is incomplete in the published rules: all are filled.
                        yield inner, filled(one, value)


def filled(case: Case, value: str) -> Case:
    """A case with the loop's value in place of ``$1``."""

    def fill(part: Any) -> Any:
        if isinstance(part, str):
            return part.replace("$1", value)
        return [fill(one) for one in part] if isinstance(part, list) else part

    return {key: part if key == "ruleInfo" else fill(part) for key, part in case.items()}


def applies(case: Case, moment: Moment) -> bool:
    """Whether a case's condition, where it has one, holds."""
    return "condition" not in case or moment.holds(case["condition"])


def breach(case: Case, element: etree._Element) -> Breach:
    """What is told about a rule that an element breaks."""
    rule = case["ruleInfo"]
    path = element.getroottree().getpath(element)
    return Breach(rule["id"], rule["severity"], rule["message"], path, int(element.sourceline or 0))


def _atleast_one(moment: Moment, case: Case) -> bool:
    return bool(moment.all(case["paths"]))


def _no_more_than_one(moment: Moment, case: Case) -> bool:
    return len(moment.all(case["paths"])) <= 1


def _one_or_all(moment: Moment, case: Case) -> bool:
    """Said once for the whole activity, or at every place that needs it."""
    if moment.matches(case["one"]):
        return True
    everywhere = {
        "lang": ".//narrative[not(@xml:lang)]",
        "currency": ".//*[self::value or self::budget-line or self::forecast][not(@currency)]",
        "sector": "transaction[not(sector)]",
    }[case["all"]]
    # A sector that no transaction has either is missing, which is another rule (6.2.2).
    return not moment.matches(everywhere) or (case["all"] == "sector" and not moment.matches("transaction/sector"))


def _unique(moment: Moment, case: Case) -> bool:
    texts = moment.texts(case["paths"])
    return len(texts) == len(set(texts))


def _startswith(moment: Moment, case: Case) -> bool:
    prefixes = [prefix + case.get("separator", "") for prefix in moment.texts(case["prefix"])]
    return all(text.startswith(tuple(prefixes)) for text in moment.texts(case["paths"]))


def _regex_matches(moment: Moment, case: Case) -> bool:
    pattern = re.compile(case["regex"])
    return all(pattern.search(text) for text in moment.texts(case["paths"]))


def _no_spaces(moment: Moment, case: Case) -> bool:
    return all(text == text.strip() for text in moment.texts(case["paths"]))


def _range(moment: Moment, case: Case) -> bool:
    numbers = [number_of(text) for text in moment.texts(case["paths"])]
    return all(case["min"] <= number <= case["max"] for number in numbers)


def _strict_sum(moment: Moment, case: Case) -> bool:
    return math.isclose(sum(map(number_of, moment.texts(case["paths"]))), case["sum"], abs_tol=1e-6)


def _if_then(moment: Moment, case: Case) -> bool:
    return not moment.holds(case["if"]) or moment.holds(case["then"])


def _date_order(moment: Moment, case: Case) -> bool:
    """One after the other or on one day, as IATI's own validator has it."""
    return all(less <= more for more in moment.dates(case["more"]) for less in moment.dates(case["less"]))


def _date_now(moment: Moment, case: Case) -> bool:
    return all(instant_of(text) <= moment.now for text in moment.texts([case["date"]]))


def _time_limit(moment: Moment, case: Case) -> bool:
    starts, ends = moment.dates(case["start"]), moment.dates(case["end"])
    return all(end - start <= LONGEST_PERIOD for start in starts for end in ends)


def _between_dates(moment: Moment, case: Case) -> bool:
    starts, ends = moment.dates(case["start"]), moment.dates(case["end"])
    days = moment.dates(case["date"])
    return not (starts and ends) or all(min(starts) <= day <= max(ends) for day in days)


KINDS: dict[str, Callable[[Moment, Case], bool]] = {
    "atleast_one": _atleast_one,
    "between_dates": _between_dates,
    "date_now": _date_now,
    "date_order": _date_order,
    "if_then": _if_then,
    "no_more_than_one": _no_more_than_one,
    "no_spaces": _no_spaces,
    "one_or_all": _one_or_all,
    "range": _range,
    "regex_matches": _regex_matches,
    "startswith": _startswith,
    "strict_sum": _strict_sum,
    "time_limit": _time_limit,
    "unique": _unique,
}


@cache
def compiled(path: str) -> etree.XPath:
    """A path, ready to be used again: most are applied to many elements."""
    return etree.XPath(path, namespaces=NAMESPACES, smart_strings=False)


def text_of(match: Any) -> str:
    """The text of an element, or the value of an attribute."""
    return match if isinstance(match, str) else "".join(match.itertext())


def number_of(text: str) -> float:
    """A text as a number; not a number where it is none, which lies in no range and gives no sum."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def day_of(text: str) -> datetime.date | None:
    """The day in a text; None where there is none, for which the schema has its own word."""
    try:
        return datetime.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def instant_of(text: str) -> datetime.datetime:
    """The moment in a text, in UTC where it names no zone; the earliest there is where it is none."""
    try:
        instant = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return instant if instant.tzinfo else instant.replace(tzinfo=datetime.UTC)
