"""What was counted, by one dimension: a row for each region or sector, a column for each indicator."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.models.results import Observation
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow, value_of
from transparency.views.cells import Cell
from transparency.views.observations import EVERYBODY, Group, Observations, People, narrowed, recency
from transparency.views.results_blocks import indicators_left_out, observations
from transparency.views.titles import OBSERVATIONS

MOST_COLUMNS = 12  # indicators in one table
MOST_PARTS = 12  # of a sum that are named one by one


class Counted(NamedTuple):
    """A cell, its number, and the figures that it was made from."""

    cell: Cell
    value: Decimal | None
    figures: list[Row]


Figures = dict[tuple[Group, People], Row]
# What a sum is made of: figures, each with what it counts.
Parts = list[tuple[SafeString | str, Row]]


def breakdown(
    page: Page, dimension: str, codes: list[str], key: str, title: str, header: str, links: dict[str, SafeString]
) -> Block:
    """Every indicator that says something of one of these; ``links`` are the row headers that lead on."""
    told = [
        (indicator["indicator"], observed)
        for indicator, observed in observations(page)
        if any((dimension, code) in observed.by_part for code in codes)
    ]
    listed = codes[:MOST_ROWS]
    found = {
        indicator: {code: counted(page, observed, dimension, code) for code in listed}
        for indicator, observed in told[:MOST_COLUMNS]
    }
    shown = {indicator: row for indicator, row in found.items() if any(row.values())}
    if not shown:
        return Block(key, title)
    block = Block(key, title, text=indicators_left_out(len(told) - MOST_COLUMNS) if len(told) > MOST_COLUMNS else "")
    rows = []
    for code in listed:
        cells = [row[code] for row in shown.values()]
        rows.append(
            TableRow(
                links.get(code) or page.words.html(dimension, code),
                [one.cell if one else Cell() for one in cells],
                page.sources(*(figure for one in cells if one for figure in one.figures)),
            )
        )
    columns = [Column(page.words.plain("indicator", indicator)) for indicator in shown]
    left_out = len(codes) - len(listed)
    caption = _("%(title)s: what was counted") % {"title": title}
    block.tables.append(Table(caption, header, columns, rows, left_out=left_out, download=OBSERVATIONS))
    return block


def counted(page: Page, observed: Observations, dimension: str, code: str) -> Counted | None:
    """What was observed of everybody in one group, in its newest period; None where the documents say nothing of it."""
    return _whole(page, _newest(observed.by_part.get((dimension, code), {})), dimension)


def overall(page: Page, observed: Observations, role: Observation.Role) -> Counted | None:
    """What an indicator says in all, in its newest period: as a baseline, as a target or as observed."""
    own = {key: figure for key, figure in observed.figures.items() if key[0].role == role}
    return _whole(page, _newest(own))


def _newest(figures: Figures) -> Figures:
    """Those of the newest period."""
    newest = max((group.period for group, _people in figures), key=recency, default="")
    return {key: figure for key, figure in figures.items() if key[0].period == newest}


def _whole(page: Page, own: Figures, dimension: str = "") -> Counted | None:
    """The figure as printed, else our sum of its parts; ``dimension`` is what the whole is narrowed by already."""
    depth = int(bool(dimension))
    printed = [figure for (group, people), figure in own.items() if people == EVERYBODY and len(group.parts) == depth]
    if printed:
        return Counted(page.cell(printed[0], page.number), value_of(printed[0]), printed[:1])
    parts = _women_and_men(own, depth) or _narrower(page, own, dimension)
    return _summed(page, parts) if parts else None


def _women_and_men(own: Figures, depth: int) -> Parts:
    alone = {people: figure for (group, people), figure in own.items() if len(group.parts) == depth}
    pair = [(str(sex.label), alone.get(People(sex))) for sex in Observation.Sex]
    found: Parts = [(name, figure) for name, figure in pair if figure]
    return found if len(found) == len(pair) else []


def _narrower(page: Page, own: Figures, dimension: str) -> Parts:
    """The parts of the whole along one more dimension, provided that there is only one such dimension."""
    depth = int(bool(dimension)) + 1
    further = [
        (group, figure) for (group, people), figure in own.items() if people == EVERYBODY and len(group.parts) == depth
    ]
    dimensions = {frozenset(name for name, _code in group.parts) for group, _figure in further}
    if len(dimensions) != 1:
        return []
    return [(narrowed(page, group, dimension), figure) for group, figure in further]


def _summed(page: Page, named: Parts) -> Counted:
    """Our own sum, said to be one; no number where a part of it is missing."""
    parts = [figure for _name, figure in named]
    known = [value for part in parts if (value := value_of(part)) is not None]
    if len(known) < len(parts):
        lacking = len(parts) - len(known)
        note = ngettext(
            "%(lacking)d of its %(all)d parts is not on record.",
            "%(lacking)d of its %(all)d parts are not on record.",
            lacking,
        ) % {"lacking": lacking, "all": len(parts)}
        return Counted(Cell(missing=True, note=note), None, parts)
    total: Decimal = sum(known, Decimal(0))
    if len(known) > MOST_PARTS:
        note = _("Our sum of %(count)d printed numbers.") % {"count": len(known)}
    else:
        told = format_html_join(
            " + ", "{} {}", ((page.number(value), name) for value, (name, _figure) in zip(known, named, strict=True))
        )
        note = format_html(_("Our sum of what is printed: {parts}"), parts=told)
    return Counted(Cell(page.number(total), note=note), total, parts)
