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
    """A region with its shape, and where its name stands; the shape is empty for a place that the map lacks."""

    entry: Entry
    code: str
    shape: str
    left: float
    top: float


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
    cells = sum(length for _left, _top, length in runs) or 1
    return Region(
        entry,
        code,
        shape,
        round(sum(length * (left + length / 2) for left, _top, length in runs) / cells, 1),
        round(sum(length * (top + 0.5) for _left, top, length in runs) / cells, 1),
    )
