"""What was observed of an indicator, as a table: groups of people or things down, women, men and totals across."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.made_once import made_once
from transparency.models.results import Observation
from transparency.selectors.figures import Row
from transparency.views.blocks import Page, said

DIMENSIONS = ("funding", "place", "sector", "category")


class Group(NamedTuple):
    """A row of the table. Two documents that say something of one group make two rows."""

    role: str
    period: str
    funding: str
    place: str
    sector: str
    category: str
    source: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What the group is narrowed by, as (dimension, code)."""
        return [(name, getattr(self, name)) for name in DIMENSIONS if getattr(self, name)]

    @property
    def is_actual(self) -> bool:
        """Whether this was observed, rather than set as a baseline or a target."""
        return self.role == Observation.Role.ACTUAL


class People(NamedTuple):
    """A column of the table."""

    sex: str = ""
    indigenous: bool = False

    @property
    def title(self) -> str:
        """The header of the column."""
        if not self.sex:
            return _("Indigenous people") if self.indigenous else _("Total")
        label = said(Observation.Sex(self.sex).label)
        return _("%(people)s, indigenous") % {"people": label} if self.indigenous else label


EVERYBODY = People()
COLUMNS = [
    *(People(sex) for sex in Observation.Sex.values),
    *(People(sex, True) for sex in Observation.Sex.values),
    People("", True),
    EVERYBODY,
]


def group_of(row: Row) -> Group:
    """The row of the table that an observation stands in."""
    funding, place, sector, category = (row[name] or "" for name in DIMENSIONS)
    source = row["figure"]["citation"]["source"]
    return Group(row["role"], row["period"], funding, place, sector, category, source)


@lru_cache(maxsize=100)
def people_of(sex: str, indigenous: bool) -> People:
    """The column of the table that an observation stands in: one object for the many that stand there."""
    return People(sex, indigenous)


def by_indicator(rows: list[Row]) -> dict[str, "Observations"]:
    """The code of an indicator → what was observed of it; put in order once for the pages of all languages."""

    def in_order() -> dict[str, Observations]:
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row["indicator"], []).append(row)
        return {indicator: Observations(own) for indicator, own in found.items()}

    return made_once("observations by indicator", [rows], in_order)


@dataclass(frozen=True)
class Observations:
    """All that was observed of one indicator, in the order of the documents."""

    rows: list[Row]

    @cached_property
    def figures(self) -> dict[tuple[Group, People], Row]:
        """Each figure under its row and column, which no two observations share."""
        return {(group_of(row), people_of(row["sex"], row["indigenous"])): row["figure"] for row in self.rows}

    @cached_property
    def groups(self) -> list[Group]:
        """The rows, as they first occur."""
        return list(dict.fromkeys(group for group, _people in self.figures))

    def newest(self, most: int) -> list[Group]:
        """The rows, as they first occur; of more than ``most`` those of the newest periods."""
        if len(self.groups) <= most:
            return self.groups
        return sorted(self.groups, key=lambda group: recency(group.period), reverse=True)[:most]

    @cached_property
    def columns(self) -> list[People]:
        """The columns that have any figure."""
        present = {people for _group, people in self.figures}
        return [column for column in COLUMNS if column in present]

    @cached_property
    def by_part(self) -> dict[tuple[str, str], dict[tuple[Group, People], Row]]:
        """Dimension and code → the observed figures of groups that are narrowed by it."""
        found: dict[tuple[str, str], dict[tuple[Group, People], Row]] = {}
        for (group, people), figure in self.figures.items():
            for part in group.parts if group.is_actual else ():
                found.setdefault(part, {})[group, people] = figure
        return found

    @property
    def has_breakdown(self) -> bool:
        """Whether there is more than one number to compare."""
        return sum(row["figure"]["value"] is not None for row in self.rows) > 1

    def grand_total(self) -> Row | None:
        """The figure that is not broken down at all; the newest period's, should there be several."""
        found = [
            (recency(group.period), figure)
            for (group, people), figure in self.figures.items()
            if people == EVERYBODY and group.is_actual and not group.parts
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def period(self) -> str:
        """The time that all figures are about, 2009–2013; empty when they differ."""
        return formatting.period(self._period) if self._period else ""

    @cached_property
    def _period(self) -> str:
        periods = {group.period for group in self.groups}
        return periods.pop() if len(periods) == 1 else ""

    def name(self, page: Page, group: Group, leave_out: str = "") -> SafeString | str:
        """What a group is called in a table, without the dimension that the row above has said already."""
        parts = [*_parts(page, group, leave_out), *self._circumstances(group)]
        return format_html_join(" · ", "{}", ((part,) for part in parts)) if parts else _("All, as printed")

    def plain_name(self, page: Page, group: Group) -> str:
        """What a group is called in a chart."""
        parts = [_plain_words(page, name, code) for name, code in group.parts]
        return " · ".join([*parts, *self._circumstances(group)]) or _("All")

    def _circumstances(self, group: Group) -> list[str]:
        """Baseline or target where it is one, and the period where there are several."""
        said_role = [] if group.is_actual else [said(Observation.Role(group.role).label)]
        return said_role if self.period() else [*said_role, formatting.period(group.period)]


def narrowed(page: Page, group: Group, leave_out: str = "") -> SafeString:
    """What a group is narrowed by, in words; empty for the whole."""
    return format_html_join(" · ", "{}", ((part,) for part in _parts(page, group, leave_out)))


def _parts(page: Page, group: Group, leave_out: str) -> list[SafeString | str]:
    return [_words(page, name, code) for name, code in group.parts if name != leave_out]


def _words(page: Page, name: str, code: str) -> SafeString | str:
    return said(Observation.Funding(code).label) if name == "funding" else page.words.html(name, code)


def _plain_words(page: Page, name: str, code: str) -> str:
    return said(Observation.Funding(code).label) if name == "funding" else page.words.plain(name, code)


def recency(period: str) -> tuple[str, bool]:
    """What orders periods from the oldest to the newest: when they end; one that spans years comes after its last."""
    return period.rpartition("/")[2], "/" in period
