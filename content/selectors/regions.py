"""Regions as a list and on the woven map."""

import re
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from content.maps import HEIGHT, PERU, WIDTH
from content.selectors.sections import Entry, children_of

RUN = re.compile(r"M(\d+) (\d+)h(\d+)")


@dataclass(frozen=True)
class Region:
    """A region with its shape, and where its name begins or ends, clear of its neighbours.

    The shape is empty for a place that the map lacks.
    """

    entry: Entry
    code: str
    shape: str
    left: float
    top: float
    anchor: str


def regions_below(index: Page) -> dict[str, Any]:
    """The regions, and the rest of the country behind them; no map where it has none of them."""
    regions = [_region(entry) for entry in children_of(index) if hasattr(entry.page, "place_id")]
    own = {region.code for region in regions if region.shape}
    return {
        "regions": regions,
        "map": {
            "width": WIDTH,
            "height": HEIGHT,
            "others": "".join(shape for code, shape in PERU.items() if code not in own),
        }
        if own
        else None,
    }


def region_map(code: str) -> dict[str, Any] | None:
    """The country with one region marked; None for a place that the map lacks."""
    if code not in PERU:
        return None
    others = "".join(shape for one, shape in PERU.items() if one != code)
    return {"width": WIDTH, "height": HEIGHT, "shape": PERU[code], "others": others}


def _region(entry: Entry) -> Region:
    code = entry.page.place.code
    shape = PERU.get(code, "")
    runs = [(int(left), int(top), int(length)) for left, top, length in RUN.findall(shape)]
    return Region(entry, code, shape, *_label(runs)) if runs else Region(entry, code, shape, 0, 0, "start")


def _label(runs: list[tuple[int, int, int]]) -> tuple[float, float, str]:
    """Where a region's name stands: towards the sea, towards the east, or below where the country ends."""
    west = min(left for left, _top, _length in runs)
    east = max(left + length for left, _top, length in runs)
    top = min(top for _left, top, _length in runs)
    bottom = max(top for _left, top, _length in runs)
    if east >= WIDTH - 3:
        return east, bottom + 2.5, "end"
    if west >= WIDTH / 3 and (west + east) / 2 < WIDTH * 2 / 3:
        return west - 0.5, (top + bottom) / 2 + 1, "end"
    return east + 0.5, top + 1.5, "start"
