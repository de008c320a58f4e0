"""Facets as sets: which items a choice leaves, and how many each other choice would give."""

from collections import Counter
from collections.abc import Mapping, Set

from content.registers.query import Chosen

# The code of items that have none in a facet: what no document tells can be asked for too.
NOT_ON_RECORD = "none"

# Item → the codes that it counts under.
Codes = Mapping[int, Set[str]]


def narrowed(items: Set[int], codes: Mapping[str, Codes], chosen: Chosen, but: str = "") -> set[int]:
    """The items that have one of the chosen codes in every facet, leaving out the facet ``but``."""
    left = set(items)
    for facet, wanted in chosen.items():
        if facet != but and facet in codes:
            left = {item for item in left if not codes_of(item, codes[facet]).isdisjoint(wanted)}
    return left


def counted(items: Set[int], codes: Mapping[str, Codes], chosen: Chosen) -> dict[str, Counter[str]]:
    """Facet → code → how many items have it among those that all other facets leave."""
    return {
        facet: Counter(
            code for item in narrowed(items, codes, chosen, but=facet) for code in codes_of(item, codes[facet])
        )
        for facet in codes
    }


def codes_of(item: int, codes: Codes) -> Set[str]:
    """An item's codes in a facet."""
    return codes.get(item) or {NOT_ON_RECORD}
