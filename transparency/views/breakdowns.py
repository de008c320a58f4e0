"""What was counted, by one dimension: a row for each region or sector, a column for each indicator."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.models.results import Observation
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Block, Cell, Column, Page, Table, TableRow, value_of
from transparency.views.observations import EVERYBODY, Group, Observations, People
from transparency.views.results_blocks import OBSERVATIONS, indicators_left_out, observations

MOST_COLUMNS = 12  # indicators in one table
MOST_PARTS = 12  # of a sum that are named one by one


class Counted(NamedTuple):
    """A cell, its number, and the figures that it was made from."""

    cell: Cell
    value: Decimal | None
    figures: list[Row]


Figures = dict[tuple[Group, People], Row]


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
    """What was observed of everybody in one group; None where the documents say nothing of the group."""
    return _whole(page, observed.by_part.get((dimension, code), {}), depth=1)


def overall(page: Page, observed: Observations, role: Observation.Role) -> Counted | None:
    """What an indicator says in all, in its newest period: as a baseline, as a target or as observed."""
    own = {key: figure for key, figure in observed.figures.items() if key[0].role == role}
    newest = max((group.period for group, _people in own), default="")
    return _whole(page, {key: figure for key, figure in own.items() if key[0].period == newest}, depth=0)


def _whole(page: Page, own: Figures, depth: int) -> Counted | None:
    """The figure as printed, else our sum of its parts; ``depth`` is how many dimensions narrow the whole."""
    printed = [figure for (group, people), figure in own.items() if people == EVERYBODY and len(group.parts) == depth]
    if printed:
        return Counted(page.cell(printed[0], page.number), value_of(printed[0]), printed[:1])
    parts = _women_and_men(own, depth) or _narrower(own, depth)
    return _summed(page, parts) if parts else None


def _women_and_men(own: Figures, depth: int) -> list[Row]:
    alone = {people: figure for (group, people), figure in own.items() if len(group.parts) == depth}
    pair = [alone.get(People(sex)) for sex in Observation.Sex.values]
    return [figure for figure in pair if figure] if all(pair) else []


def _narrower(own: Figures, depth: int) -> list[Row]:
    """The parts of the whole along one more dimension, provided that there is only one such dimension."""
    further = [
        (frozenset(name for name, _code in group.parts), figure)
        for (group, people), figure in own.items()
        if people == EVERYBODY and len(group.parts) == depth + 1
    ]
    return [figure for _dimensions, figure in further] if len({names for names, _figure in further}) == 1 else []


def _summed(page: Page, parts: list[Row]) -> Counted:
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
        told = " + ".join(page.number(value) for value in known)
        note = _("Our sum of what is printed: %(parts)s.") % {"parts": told}
    return Counted(Cell(page.number(total), note=note), total, parts)
