"""Finding: what matches, how it can be narrowed down, and what may have been meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Count, Q

from content.models.search import SearchEntry, SearchFacet
from content.search.backends import MOST, backend
from content.search.headlines import Piece, pieces, snippet, wanted_stems
from content.search.queries import Query, parse
from content.search.words import WORD

PAGE_LENGTH = 20
# In the order in which they are offered.
FACETS = ("type", "place", "sector", "year", "lang")

Chosen = Mapping[str, str]
# Facet → value → how many
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Hit:
    """Something found, with its title and a part of its text in pieces."""

    entry: SearchEntry
    title: list[Piece]
    snippet: list[Piece]

    @property
    def foreign(self) -> bool:
        """Whether its words are not in the reader's language."""
        return self.entry.language != self.entry.half


@dataclass(frozen=True)
class Results:
    """What was found.

    ``corrected`` is what was searched for instead when nothing had the words that were typed. ``cut`` says that there
    was more than anybody can look through, so that only the best of it was looked at.
    """

    query: Query
    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    counts: Counts = field(default_factory=dict)
    page: int = 1
    corrected: str = ""
    suggestions: list[str] = field(default_factory=list)
    cut: bool = False

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // PAGE_LENGTH))


def search(typed: str, half: str, chosen: Chosen | None = None, page: int = 1) -> Results:
    """What the readers of one half of the site find. ``chosen`` maps a facet to the value that it must have."""
    query, chosen = parse(typed), chosen or {}
    if not query:
        return Results(query)
    found, corrected, suggestions = matches(query, half), "", []
    if not found:
        suggestions = suggest(query, half)
        if suggestions:
            corrected = suggestions.pop(0)
            query = parse(corrected)
            found = matches(query, half)
    ids, counts = narrow(found, chosen)
    page = min(max(page, 1), max(1, -(-len(ids) // PAGE_LENGTH)))
    shown = ids[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return Results(query, len(ids), hits(shown, query), counts, page, corrected, suggestions, len(found) >= MOST)


def matches(query: Query, half: str) -> list[int]:
    """Every entry that a query finds, the best first. Numbers of rules and years are looked up, not searched."""
    if not query.numbers and not query.years:
        return backend().find(query, half)
    condition = Q()
    for number in query.numbers:
        condition &= Q(numbers__contains=f" {number}")
    if query.years:
        years = Q(year__in=query.years)
        for year in query.years:
            years |= Q(numbers__contains=f"-{year}")
        condition &= years
    rows = SearchEntry.objects.filter(condition, half=half).order_by("-weight", "-year", "title", "pk")
    found = list(rows.values_list("pk", flat=True)[:MOST])
    if query.years and not query.numbers:  # what is of that year, then what only tells of it
        telling = backend().find(replace(query, words=" ".join(map(str, query.years))), half)
        return list(dict.fromkeys([*found, *telling]))[:MOST]
    if query.words and found:
        with_words = set(backend().find(query, half))
        return [pk for pk in found if pk in with_words] or found
    return found


def narrow(found: list[int], chosen: Chosen) -> tuple[list[int], Counts]:
    """What is left of a find, and how many there are of each value.

    The values of a facet are counted without what is chosen in this very facet: they say what choosing another one
    would give.
    """
    everything = set(found)
    having = {name: _having(found, name, value) for name, value in chosen.items()}
    left = everything.intersection(*having.values())
    counts = _counts(left, [name for name in FACETS if name not in chosen])
    for name in chosen:
        others = everything.intersection(*(ids for other, ids in having.items() if other != name))
        counts |= _counts(others, [name])
    return [pk for pk in found if pk in left], counts


def _having(found: list[int], name: str, value: str) -> set[int]:
    rows = SearchFacet.objects.filter(entry__in=backend().ids(found), name=name, value=value)
    return set(rows.values_list("entry_id", flat=True))


def _counts(ids: set[int], names: list[str]) -> Counts:
    counts: Counts = {name: {} for name in names}
    rows = SearchFacet.objects.filter(entry__in=backend().ids(sorted(ids)), name__in=names).order_by()
    for name, value, count in rows.values_list("name", "value").annotate(count=Count("pk")):
        counts[name][value] = count
    return counts


def hits(ids: list[int], query: Query) -> list[Hit]:
    """The entries as readers see them, in the order of the ids."""
    entries = SearchEntry.objects.defer("vector").in_bulk(ids)
    return [_hit(entries[pk], query) for pk in ids if pk in entries]


def _hit(entry: SearchEntry, query: Query) -> Hit:
    wanted = wanted_stems(f"{query.words} {' '.join(map(str, query.years))}", entry.language)
    title = pieces(entry.title, wanted, entry.language)
    told = snippet(entry.summary, wanted, entry.language)
    if not any(piece.marked for piece in told) and entry.text:
        from_text = snippet(entry.text, wanted, entry.language)
        if not told or any(piece.marked for piece in from_text):
            told = from_text
    return Hit(entry, title, told)


def suggest(query: Query, half: str) -> list[str]:
    """Searches near to one that found nothing, each of which finds something; the likeliest first."""
    words = WORD.findall(query.words)
    if not words:
        return []
    near = {word: _meant(word, half) for word in dict.fromkeys(words)}
    likeliest = " ".join(near[word][0] if near[word] else word for word in words)
    alternatives = [" ".join(other if one == word else one for one in words) for word in words for other in near[word]]
    each = [near[word][0] for word in words if near[word]] if len(words) > 1 else []
    candidates = dict.fromkeys([likeliest, *alternatives, *each])
    return [words for words in candidates if words != query.words and matches(parse(words), half)]


def _meant(word: str, half: str) -> list[str]:
    """A word itself where something has it, else the words near to it."""
    return [word] if matches(parse(word), half) else backend().near_words(word)
