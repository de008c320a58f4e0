"""The ways to narrow a find down, as links."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from content.facets import Facet, Option
from content.models.search import SearchEntry
from content.registers.words import Words, here, label_words
from content.search.finding import FACETS, Chosen, Results
from transparency.models import Place, Sector

LABELS: dict[str, str | Promise] = {
    "type": _("Kind"),
    "place": _("Place"),
    "sector": _("Sector"),
    "year": _("Year"),
    "lang": _("Language of the text"),
}


def facets(results: Results, typed: str, chosen: Chosen) -> list[Facet]:
    """Every facet with something to choose or to let go of."""
    made = [_facet(name, results.counts.get(name, {}), typed, chosen) for name in FACETS]
    return [facet for facet in made if len(results.counts.get(facet.name, {})) > 1 or facet.chosen]


def address(typed: str, chosen: Chosen, page: int = 1) -> str:
    """The query part of a search's address."""
    parameters = {"q": typed, **{name: chosen[name] for name in FACETS if name in chosen}}
    return "?" + urlencode(parameters | ({"page": str(page)} if page > 1 else {}))


def _facet(name: str, counts: dict[str, int], typed: str, chosen: Chosen) -> Facet:
    picked = chosen.get(name)
    if picked:
        counts = {picked: 0, **counts}
    depths = _place_depths(counts, picked) if name == "place" else dict.fromkeys(counts, 0)
    names = _names(name, depths)
    options = [
        Option(
            code=value,
            words=names.get(value, here(value)),
            count=counts[value],
            chosen=value == picked,
            query=address(typed, _toggled(chosen, name, value)),
            depth=depths[value],
        )
        for value in _ordered(name, counts, depths)
    ]
    return Facet(name, LABELS[name], options)


def _toggled(chosen: Chosen, name: str, value: str) -> Chosen:
    others = {other: kept for other, kept in chosen.items() if other != name}
    return others if chosen.get(name) == value else {**others, name: value}


def _ordered(name: str, counts: dict[str, int], depths: dict[str, int]) -> list[str]:
    """Years from the newest, places as they lie in each other, everything else by how many there are."""
    shown = [value for value in counts if value in depths]
    if name == "year":
        return sorted(shown, reverse=True)
    if name == "place":
        return sorted(shown)
    return sorted(shown, key=lambda value: (-counts[value], value))


def _place_depths(counts: dict[str, int], picked: str | None) -> dict[str, int]:
    """The places to offer: the largest, and what lies directly in the chosen one and in those around it."""
    parents = dict(Place.objects.filter(code__in=counts).values_list("code", "parent__code"))
    around: list[str] = []
    code = picked
    while code and code not in around:
        around.append(code)
        code = parents.get(code)
    offered = {code for code in counts if parents.get(code) is None or parents[code] in around or code == picked}
    return {code: _depth(code, parents) for code in offered}


def _depth(code: str, parents: Mapping[str, str | None]) -> int:
    depth, parent = 0, parents.get(code)
    while parent and depth < len(parents):
        depth, parent = depth + 1, parents.get(parent)
    return depth


def _names(name: str, values: Iterable[str]) -> dict[str, Words]:
    if name == "type":
        return {value: here(str(label).capitalize()) for value, label in SearchEntry.Kind.choices}
    if name == "lang":
        return {value: here(_language_name(value)) for value in values}
    if name == "place":
        return label_words(Place, values)
    return label_words(Sector, values) if name == "sector" else {}


def _language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"]).capitalize()
    except KeyError:
        return code
