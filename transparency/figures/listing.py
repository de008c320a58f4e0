"""The figures of a record in groups that readers know, and the pages that list them.

No page lists more than ``PER_PAGE`` figures, so that a record of any size stays readable on a slow line, and no section
more than ``MOST``: of a larger record the list shows what is newest, and the downloads have all of it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from transparency.figures.index import Index, figure_in
from transparency.selectors.figures import Row
from transparency.views.leaves import Leaf

Member = tuple[str, Row]  # a table, and a row of it

PER_PAGE = 300
MOST = 10 * PER_PAGE
NEIGHBOURS = 4  # pages before and after a page that it links to, besides the first and the last


@dataclass(frozen=True)
class Section:
    """A kind of figures: the tables that hold it, and what its pages are called in each language."""

    key: str
    tables: tuple[str, ...]
    slugs: Mapping[str, str]
    title: str | Promise


@dataclass(frozen=True)
class Group:
    """The figures of one statement, of one indicator, of one outcome, or of one table.

    ``kind`` says which (``statement``, ``indicator``, ``outcome`` or the table), ``code`` is its key or its label's
    code. ``members`` are figures of the index. ``part`` counts from 1 where a group goes on
    from page to page, and is 0 where it does not.
    """

    section: Section
    kind: str
    code: str
    members: list[Member]
    part: int = 0

    @property
    def anchor(self) -> str:
        """What names the group on its page."""
        return slugify("-".join(self.code.split("/"))) or self.kind


@dataclass
class Listing:
    """One page of the list: a leaf beside the page of all figures."""

    section: Section
    number: int
    groups: list[Group] = field(default_factory=list)

    @cached_property
    def leaf(self) -> Leaf:
        """Where the page stands."""
        ending = f"-{self.number}" if self.number > 1 else ""
        slugs = {language: f"{slug}{ending}" for language, slug in self.section.slugs.items()}
        return Leaf(f"{self.section.key}{ending}", slugs)

    def __len__(self) -> int:
        return sum(len(group.members) for group in self.groups)


SECTIONS = (
    Section(
        "statements",
        ("lines", "totals", "shares", "balances"),
        {"es": "estados-financieros", "en": "statements"},
        _("Financial statements"),
    ),
    Section(
        "money",
        ("instalments", "gates", "costs", "contributions"),
        {"es": "desembolsos-costo-y-aportes", "en": "instalments-cost-and-contributions"},
        _("Instalments, cost and contributions"),
    ),
    Section(
        "counts",
        ("observations",),
        {"es": "personas-y-conteos", "en": "people-and-counts"},
        _("People reached and counts"),
    ),
    Section("achievements", ("quantities",), {"es": "logros", "en": "achievements"}, _("Quantities of achievements")),
    Section("dates", ("milestones",), {"es": "fechas", "en": "dates"}, _("Dates")),
)


def is_missing(table: str, row: Row) -> bool:
    """Whether the documents should give a figure, or a date, and do not."""
    return not row["date"] if table == "milestones" else figure_in(row)["value"] is None


# Figures of every kind that have something in common, listed on pages of their own as well.
NARROWED: tuple[tuple[Section, Callable[[Index, Member], bool]], ...] = (
    (
        Section("missing", (), {"es": "sin-dato", "en": "no-data"}, _("Figures without data")),
        lambda _index, member: is_missing(*member),
    ),
    (
        Section("questioned", (), {"es": "con-hallazgos", "en": "with-findings"}, _("Figures with findings")),
        lambda index, member: bool(index.findings.get(index.key(*member))),
    ),
)


def groups_of(index: Index, figures: Mapping[str, list[Row]]) -> list[Group]:
    """Every figure in its group, section by section, statements and indicators in the record's own order."""
    section_of = {table: section for section in SECTIONS for table in section.tables}
    order = {section.key: number for number, section in enumerate(SECTIONS)}
    outcomes = {row["achievement"]: row["outcome"] for row in figures.get("achievements", ())}
    names = _order_of_names(figures)
    found: dict[tuple[str, str], Group] = {}
    for table, row in index.figures:
        kind, code = _kind_and_code(table, row, outcomes)
        found.setdefault((kind, code), Group(section_of[table], kind, code, [])).members.append((table, row))
    return sorted(found.values(), key=lambda group: (order[group.section.key], names.get((group.kind, group.code), 0)))


def listings_of(groups: list[Group]) -> list[Listing]:
    """The groups laid out on pages, in their order; one that is too long for a page goes on on the next."""
    pages: list[Listing] = []
    for group in groups:
        for part in _parts(group):
            page = pages[-1] if pages else None
            if page is None or page.section is not part.section:
                page = Listing(part.section, 1)
                pages.append(page)
            elif len(page) + len(part.members) > PER_PAGE:
                page = Listing(part.section, page.number + 1)
                pages.append(page)
            page.groups.append(part)
    return pages


def all_listings(index: Index, groups: list[Group]) -> list[Listing]:
    """Every page: those of each section, then those of figures that have something in common, be there any or not."""
    narrowed = [
        listing
        for section, chosen in NARROWED
        for listing in listings_of(fitting(_narrowed(index, groups, section, chosen))) or [Listing(section, 1)]
    ]
    sections = [listings_of(fitting(of_section(groups, section))) for section in SECTIONS]
    return [*(listing for listings in sections for listing in listings), *narrowed]


def of_section(groups: list[Group], section: Section) -> list[Group]:
    """The groups of one section."""
    return [group for group in groups if group.section is section]


def fitting(groups: list[Group]) -> list[Group]:
    """The groups of a section that pages list: the last that fit, as a whole; at least a part of the very last."""
    kept: list[Group] = []
    room = MOST
    for group in reversed(groups):
        if len(group.members) > room and kept:
            break
        kept.append(replace(group, members=group.members[-room:]))
        room -= len(group.members)
    return kept[::-1]


def near(listing: Listing, siblings: list[Listing]) -> list[Listing]:
    """The pages of a section that one of them links to: all would be too many where there are hundreds."""
    last = len(siblings)
    return [one for one in siblings if one.number in (1, last) or abs(one.number - listing.number) <= NEIGHBOURS]


def counts_of(index: Index, groups: list[Group]) -> Counter[str]:
    """The key of each section → how many figures there are, listed or not."""
    counts = Counter[str]()
    for group in groups:
        counts[group.section.key] += len(group.members)
        for section, chosen in NARROWED:
            counts[section.key] += sum(chosen(index, member) for member in group.members)
    return counts


def _narrowed(
    index: Index, groups: list[Group], section: Section, chosen: Callable[[Index, Member], bool]
) -> list[Group]:
    found = [
        replace(group, section=section, members=[member for member in group.members if chosen(index, member)])
        for group in groups
    ]
    return [group for group in found if group.members]


def _parts(group: Group) -> list[Group]:
    if len(group.members) <= PER_PAGE:
        return [group]
    starts = range(0, len(group.members), PER_PAGE)
    return [
        Group(group.section, group.kind, group.code, group.members[start : start + PER_PAGE], number)
        for number, start in enumerate(starts, 1)
    ]


def _kind_and_code(table: str, row: Row, outcomes: Mapping[str, Any]) -> tuple[str, str]:
    if table in SECTIONS[0].tables:
        return "statement", row["statement"]
    if table == "observations":
        return "indicator", row["indicator"]
    if table == "quantities":
        return "outcome", outcomes.get(row["achievement"], "")
    return table, table


def _order_of_names(figures: Mapping[str, list[Row]]) -> dict[tuple[str, str], int]:
    """Where statements, indicators and outcomes stand in the record; tables come in the order of their section."""
    tables = [table for section in SECTIONS for table in section.tables]
    named = [
        *((table, table) for table in tables),
        *(("statement", row["statement"]) for row in figures.get("statements", ())),
        *(("indicator", row["indicator"]) for row in figures.get("indicators", ())),
        *(("outcome", row["outcome"]) for row in figures.get("outcomes", ())),
    ]
    return {name: number for number, name in enumerate(named)}
