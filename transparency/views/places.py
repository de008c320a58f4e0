"""What the record tells of one place and of everything that lies in it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from transparency.selectors.figures import Row
from transparency.views import results_blocks
from transparency.views.blocks import Block, Page
from transparency.views.money_blocks import contributions


@dataclass(frozen=True)
class PlacedAchievement:
    """An achievement that the documents place there."""

    text: SafeString
    about: list[SafeString]
    sources: list[int]


def counts_of(page: Page, codes: Collection[str], dimension: str = "place") -> list[Block]:
    """What was counted there, or in a sector: a table for each indicator with several numbers, one for all others."""
    figures = page.data["figures"]
    rows = {
        "indicators": figures["indicators"],
        "observations": [row for row in figures["observations"] if row[dimension] in codes],
    }
    narrowed = replace(page, data={"figures": rows})
    others = results_blocks.other_counts(narrowed)
    return [*results_blocks.indicator_blocks(narrowed, drawn=False), *([others] if others.tables else [])]


def achievements_of(page: Page, places: Collection[str]) -> list[PlacedAchievement]:
    """What was done there."""
    return [
        PlacedAchievement(
            page.words.html("achievement", row["achievement"], "text"),
            [page.words.html(kind, row[kind]) for kind in ("place", "sector") if row[kind]],
            page.sources(row),
        )
        for row in page.data["figures"]["achievements"]
        if row["place"] in places
    ]


def contributions_of(page: Page, places: Collection[str]) -> Block | None:
    """What others added there; None where nothing is on record."""
    rows: list[Row] = [row for row in page.data["figures"]["contributions"] if row["place"] in places]
    return replace(contributions(page, rows), files=()) if rows else None
