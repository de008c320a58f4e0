"""A page of its own for each sector, beside the page of results: what was done in it, and what was counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.selectors.figures import Row
from transparency.selectors.labels import Labels
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow
from transparency.views.cells import Cell
from transparency.views.filters import Choice, Filter, everything
from transparency.views.leaves import Leaf, leaves_of
from transparency.views.places import counts_of
from transparency.views.titles import ACHIEVEMENTS

MOST_PAGES = 24  # sectors with a page of their own: those that the record tells most of


def sector_leaves(figures: Mapping[str, list[Row]], labels: Labels, languages: Iterable[str]) -> list[Leaf]:
    """A leaf for each sector that an achievement or a count is of, in the order of their names' codes."""
    told = [code for code, _count in _told(figures).most_common(MOST_PAGES)]
    return leaves_of("sector", sorted(told), labels, languages)


def sector_filters(page: Page, current: str = "") -> list[Filter]:
    """The sectors that have pages, each with how much is told of it, and the page of them all."""
    told = page.once("sectors", lambda: _told(page.data["figures"]))
    choices = [
        Choice(page.words.html("sector", code), url, page.number(Decimal(told[code])), code == current)
        for code, url in page.leaves.items()
    ]
    return [Filter("sector", _("Sector"), [everything(current=not current), *choices])] if choices else []


def arrange_sector(page: Page, code: str) -> dict[str, Any]:
    """What the record tells of one sector."""
    figures, name = page.data["figures"], page.words.plain("sector", code)
    counts = [replace(block, key=f"counts-{block.key}") for block in counts_of(page, {code}, "sector")]
    blocks = [_achievements(page, code), *counts]
    done = sum(row["sector"] == code for row in figures["achievements"])
    return {
        "title": name,
        "about": [_done(done)],
        "description": _("What the documents of the programme say about %(name)s, figure by figure.") % {"name": name},
        "filters": sector_filters(page, code),
        "blocks": [block for block in blocks if block.tables],
        "page_files": ("achievements", "observations"),
    }


def _told(figures: Mapping[str, list[Row]]) -> Counter[str]:
    """How many achievements and counts are of each sector."""
    rows = (row for table in ("achievements", "observations") for row in figures[table])
    return Counter(row["sector"] for row in rows if row["sector"])


def _done(count: int) -> str:
    if not count:
        return _("The documents name no achievement of this sector")
    return ngettext("%(count)d achievement of this sector", "%(count)d achievements of this sector", count) % {
        "count": count
    }


def _achievements(page: Page, code: str) -> Block:
    """What was done in the sector, and where."""
    block = Block("achievements", _("What was done"))
    found = [row for row in page.data["figures"]["achievements"] if row["sector"] == code]
    rows = [
        TableRow(
            page.words.html("achievement", row["achievement"], "text"),
            [Cell(page.words.html("place", row["place"]) if row["place"] else "")],
            page.sources(row),
        )
        for row in found[:MOST_ROWS]
    ]
    if rows:
        columns, left_out = [Column(_("Place"), numeric=False)], len(found) - len(rows)
        caption = _("Achievements of this sector")
        block.tables.append(Table(caption, _("What"), columns, rows, True, left_out, download=ACHIEVEMENTS))
    return block
