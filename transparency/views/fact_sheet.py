"""A programme's facts: its dates, its cost, who took part, where and in what, each with its source."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from transparency import formatting
from transparency.models import Milestone, Participation, Place
from transparency.models.programme import Cost
from transparency.selectors.figures import Row
from transparency.views.blocks import Page, said
from transparency.views.cells import Cell
from transparency.views.key_figures import delivery
from transparency.views.statements import data_as_of, statements_of

DATES = (
    Milestone.Kind.PLANNED_START,
    Milestone.Kind.ACTUAL_START,
    Milestone.Kind.PLANNED_END,
    Milestone.Kind.ACTUAL_END,
)
# Dates that the printed sheet tells.
SHEET_DATES = (*DATES, Milestone.Kind.EXTENSION, Milestone.Kind.MISSION)
LEADERS = (
    Participation.Role.FUNDING,
    Participation.Role.LEAD_AGENCY,
    Participation.Role.LEAD_GOVERNMENT,
    Participation.Role.AGENCY,
    Participation.Role.GOVERNMENT,
)
# What so many places of a level are called.
LEVELS: dict[str, Callable[[int], str]] = {
    Place.Level.REGION: lambda count: npgettext("level of places", "Region", "Regions", count),
    Place.Level.PROVINCE: lambda count: npgettext("level of places", "Province", "Provinces", count),
    Place.Level.DISTRICT: lambda count: npgettext("level of places", "District", "Districts", count),
}


@dataclass(frozen=True)
class Value:
    """A value of a fact, with the numbers of its sources; ``about`` narrows it: by phase, by origin."""

    cell: Cell
    sources: list[int]
    about: str | SafeString = ""


@dataclass(frozen=True)
class Fact:
    """A line of the sheet; without values it is not on record."""

    label: str
    values: list[Value] = field(default_factory=list)


def fact_sheet(page: Page) -> list[Fact]:
    """The whole sheet, in the order in which people ask."""
    figures = page.data["figures"]
    return [
        *(dates(page, kind) for kind in DATES),
        costs(page),
        _delivery(page),
        *(role(page, one) for one in LEADERS),
        Fact(_("Places"), places(page, figures["places"])),
        Fact(_("Sectors"), labels(page, figures["sectors"], "sector")),
        Fact(_("Themes that run through all of it"), labels(page, figures["themes"], "theme")),
    ]


def milestones(page: Page) -> list[tuple[str, SafeString, list[int]]]:
    """What happened, in order: when, what, and where it is told. What has no date comes last."""
    rows = sorted(page.data["figures"]["milestones"], key=lambda row: (row["date"] is None, row["date"] or 0))
    return [(_day(page, row), page.words.html("milestone", row["milestone"]), page.sources(row)) for row in rows]


def organisation_html(page: Page, code: str) -> SafeString:
    """An organisation by its name, with its acronym behind it."""
    name = page.words.html("organisation", code)
    acronym = page.words.plain("organisation", code, "acronym", "name")
    if acronym in name:
        return name
    return format_html('{} <abbr class="aside-inline">({})</abbr>', name, acronym)


def dates(page: Page, kind: Milestone.Kind) -> Fact:
    """When something was planned or came to pass, in every document that tells; a place left blank says nothing."""
    rows = [row for row in page.data["figures"]["milestones"] if row["kind"] == kind]
    told = [row for row in rows if row["date"] or row["printed"]]
    return Fact(said(kind.label), [Value(Cell(_day(page, row)), page.sources(row)) for row in told])


def costs(page: Page) -> Fact:
    """What the programme was to cost, by the origin of the money."""
    values = [
        Value(
            page.cell(row["figure"], partial(page.money, currency=row["currency"])),
            page.sources(row["figure"]),
            said(Cost.Origin(row["origin"]).label),
        )
        for row in page.data["figures"]["costs"]
    ]
    return Fact(_("Cost by origin of the money"), values)


def role(page: Page, wanted: Participation.Role, *, short: bool = False) -> Fact:
    """Who had a role, each once; ``short`` names them by their initials."""
    phases = {"first": _("at first"), "later": _("later"), "": ""}
    found: dict[tuple[str, str], list[Row | None]] = {}
    for row in page.data["figures"]["participations"]:
        if row["role"] == wanted:
            found.setdefault((row["organisation"], row["phase"]), []).append(row)
    return Fact(
        said(wanted.label),
        [
            Value(
                Cell(
                    page.words.html("organisation", code, "acronym", "name") if short else organisation_html(page, code)
                ),
                page.sources(*rows),
                phases[phase],
            )
            for (code, phase), rows in found.items()
        ],
    )


def places(page: Page, rows: list[Row]) -> list[Value]:
    """Where it worked, from the widest level to the narrowest: a region, a province and a district may share a name."""
    found = []
    for level, name_of in LEVELS.items():
        named = labels(page, [row for row in rows if row["level"] == level], "place")
        if named:
            together = format_html_join(", ", "{}", ((value.cell.text,) for value in named))
            cited = sorted({number for value in named for number in value.sources})
            found.append(Value(Cell(together), cited, name_of(len(named))))
    return found


def labels(page: Page, rows: list[Row], name: str) -> list[Value]:
    """The words for what rows name, each once."""
    found: dict[str, list[Row | None]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return [Value(Cell(page.words.html(name, code)), page.sources(*cited)) for code, cited in found.items()]


def _day(page: Page, row: Row) -> str:
    """A date as far as it is known. Released views hold dates as text, other pages as dates."""
    found = row["date"]
    if not found:
        return str(row["printed"])
    return formatting.date(date.fromisoformat(str(found)), page.language, row["precision"])


def _delivery(page: Page) -> Fact:
    """How much of the money that came was spent, from the statement that speaks last."""
    statements = statements_of(page)
    values = [
        Value(Cell(figure.value, note=figure.note), figure.sources, data_as_of(statements, page.language))
        for figure in delivery(page, statements)
    ]
    return Fact(_("Delivery"), values)
