"""Outcomes, indicators and what was observed, as IATI results."""

import datetime
import re
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _
from lxml import etree

from transparency.iati.writing import Words, add, say, sentence, words_of
from transparency.models import Outcome
from transparency.models.results import Observation
from transparency.selectors.figures import Row
from transparency.selectors.labels import Labels

OUTCOME, OTHER = "2", "9"
UNIT, PERCENTAGE, QUALITATIVE = "1", "2", "5"
PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<half>[12])|/(?P<until>\d{4}))?")
DIMENSIONS = ("sex", "funding", "sector", "category")

Dates = dict[str, str]


class ResultsWriter:
    """Writes the results of one activity; ``left_out`` gathers what could not be told.

    ``dates`` are the activity's own, by IATI's type of date: achievements that name no time belong between them.
    ``places`` are those that the activity has locations for, which results may refer to.
    """

    def __init__(
        self, figures: dict[str, list[Row]], labels: Labels, languages: list[str], dates: Dates, places: list[str]
    ) -> None:
        self.figures, self.labels, self.languages, self.dates = figures, labels, languages, dates
        self.places = set(places)
        self.left_out: list[dict[str, str]] = []
        self._observed: dict[str, list[Row]] = defaultdict(list)
        for row in figures["observations"]:
            self._observed[row["indicator"]].append(row)
        self._comments: dict[tuple[Any, ...], Words] = {}

    def write(self, activity: etree._Element) -> None:
        """A result per outcome, and one for what was counted for the whole programme."""
        outcomes = self._outcomes()
        for outcome in outcomes:
            indicators = [row for row in self.figures["indicators"] if row["outcome"] == outcome["outcome"]]
            title = words_of(self.labels, "outcome", outcome["outcome"])
            self._result(activity, OUTCOME, title, indicators, self._achieved(outcome["outcome"]))
        rest = [row for row in self.figures["indicators"] if row["outcome"] is None]
        self._result(activity, OTHER, sentence(_("The programme as a whole"), self.languages), rest, [])

    def _outcomes(self) -> list[Row]:
        """Those of the revised framework, which replaced the original, and any other that something was counted for."""
        outcomes = self.figures["outcomes"]
        revised = [row for row in outcomes if row["version"] == Outcome.Version.REVISED]
        counted = {row["outcome"] for row in self.figures["indicators"]}
        return [row for row in outcomes if not revised or row in revised or row["outcome"] in counted]

    def _achieved(self, outcome: str) -> list[Row]:
        return [row for row in self.figures["achievements"] if row["outcome"] == outcome]

    def _result(
        self, activity: etree._Element, kind: str, title: Words, indicators: list[Row], achievements: list[Row]
    ) -> None:
        tell = bool(achievements) and {"2", "4"} <= self.dates.keys()
        if not indicators and not tell:
            if kind == OUTCOME:
                told = _("This outcome is left out, for the record has no indicator of it: %(outcome)s")
                self.left_out.append(sentence(told, self.languages, outcome=title))
            return
        # Figures of different groups of people overlap: they must not be added.
        result = add(activity, "result", type=kind, aggregation_status="0")
        say(result, "title", title)
        for row in indicators:
            self._indicator(result, row)
        if tell:
            self._achievements(result, achievements)

    def _indicator(self, result: etree._Element, row: Row) -> None:
        measure = PERCENTAGE if row["unit"] == "percent" else UNIT
        indicator = add(result, "indicator", measure=measure, aggregation_status="0")
        say(indicator, "title", words_of(self.labels, "indicator", row["indicator"]))
        unit = words_of(self.labels, "unit", row["unit"])
        say(indicator, "description", sentence(_("Counted in: %(unit)s"), self.languages, unit=unit))
        told = [one for one in self._observed[row["indicator"]] if self._is_told(one)]
        for one in told:
            if one["role"] == Observation.Role.BASELINE:
                self._observation(indicator, "baseline", one, year=one["period"][:4])
        periods: dict[str, list[Row]] = defaultdict(list)
        for one in told:
            if one["role"] != Observation.Role.BASELINE:
                periods[one["period"]].append(one)
        for period, rows in periods.items():
            self._period(indicator, *(days_of(period) or ("", "")), rows)

    def _is_told(self, row: Row) -> bool:
        """A value that the documents lack is left out, never written as a zero."""
        if row["figure"]["value"] is not None and days_of(row["period"]):
            return True
        named = words_of(self.labels, "indicator", row["indicator"])
        told = _("A value of “%(indicator)s” is left out: the record has no number or no period for it.")
        words = sentence(told, self.languages, indicator=named)
        if words not in self.left_out:
            self.left_out.append(words)
        return False

    def _period(self, indicator: etree._Element, start: str, end: str, rows: list[Row]) -> None:
        period = add(indicator, "period")
        add(period, "period-start", iso_date=start)
        add(period, "period-end", iso_date=end)
        for role in (Observation.Role.TARGET, Observation.Role.ACTUAL):
            for row in rows:
                if row["role"] == role:
                    self._observation(period, role.value, row)

    def _observation(self, parent: etree._Element, name: str, row: Row, **attributes: str) -> None:
        observed = add(parent, name, **attributes, value=row["figure"]["value"])
        self._place(observed, row["place"])
        for dimension in DIMENSIONS:
            if row[dimension]:
                add(observed, "dimension", name=dimension, value=row[dimension])
        if row["indigenous"]:
            add(observed, "dimension", name="indigenous", value="yes")
        say(observed, "comment", self._comment(row))

    def _place(self, parent: etree._Element, place: str | None) -> None:
        """A reference to a location of the activity; a place that it has none for is a dimension."""
        if place in self.places:
            add(parent, "location", ref=location_ref(place))
        elif place:
            add(parent, "dimension", name="place", value=place)

    def _comment(self, row: Row) -> Words:
        """Where the figure was read, whether the document prints it as a total, and the note on it."""
        citation, note = row["figure"]["citation"], row["figure"]["note"]
        key = (citation["source"], citation["page"], citation["section"], note, row["reported_total"])
        if key not in self._comments:
            place = citation["section"] or citation["page"]
            source = words_of(self.labels, "source", citation["source"])
            printed = _("Total as printed. %(source)s, %(place)s.")
            template = printed if row["reported_total"] else _("%(source)s, %(place)s.")
            words = sentence(template, self.languages, source=source, place=place)
            notes = words_of(self.labels, "note", note, "text") if note else {}
            self._comments[key] = {code: f"{text} {notes.get(code, '')}".strip() for code, text in words.items()}
        return self._comments[key]

    def _achievements(self, result: etree._Element, achievements: list[Row]) -> None:
        """What was told without a number: a qualitative indicator, whose values are sentences."""
        indicator = add(result, "indicator", measure=QUALITATIVE, aggregation_status="0")
        say(indicator, "title", sentence(_("What was achieved, as the documents tell it"), self.languages))
        period = add(indicator, "period")
        add(period, "period-start", iso_date=self.dates["2"])
        add(period, "period-end", iso_date=self.dates["4"])
        for row in achievements:
            actual = add(period, "actual")
            self._place(actual, row["place"])
            if row["sector"]:
                add(actual, "dimension", name="sector", value=row["sector"])
            say(actual, "comment", words_of(self.labels, "achievement", row["achievement"], "text"))


def location_ref(place: str | None) -> str:
    """How a place is named inside the file: by its UBIGEO code."""
    return f"UBIGEO-{place}"


def days_of(period: str) -> tuple[str, str] | None:
    """First and last day of a period of the record: ``2013``, ``2011-1`` or ``2009/2013``; None for any other."""
    match = PERIOD.fullmatch(period)
    if match is None:
        return None
    first, half = int(match["year"]), match["half"]
    last = int(match["until"] or first)
    if not datetime.MINYEAR <= first <= last:
        return None
    start = f"{first:04}-07-01" if half == "2" else f"{first:04}-01-01"
    end = f"{last:04}-06-30" if half == "1" else f"{last:04}-12-31"
    return start, end
