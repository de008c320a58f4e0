"""Which counts are parts of which: found from the dimensions of the observations alone.

A count is broken down by a dimension where other counts of the same indicator, role, period and document are the same
in everything else and name a value of it. Places of different levels are kept apart: a region and its provinces would
be counted twice.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from transparency.checks.record import Group, Observation
from transparency.models.results import Observation as ObservationRow

# All values of these are known, so that their parts are complete as soon as all are there.
COMPLETE = {"sex": set(ObservationRow.Sex.values), "funding": set(ObservationRow.Funding.values)}
DIMENSIONS = ("sex", "funding", "sector", "place", "category")
BLANK = Group()
UBIGEO_STEP = 2
GROUPS = 10_000  # of which is remembered what they are parts of: observations of many periods have the same ones

Table = tuple[str, str, str, str]


@dataclass(frozen=True)
class Breakdown:
    """A count, and the counts that it is broken down into ``by`` one or more dimensions."""

    whole: Observation
    parts: tuple[Observation, ...]
    by: tuple[str, ...]

    @property
    def aspect(self) -> str:
        """What tells it from other breakdowns of the same count: its dimensions, and the level of its places."""
        level = len(self.parts[0].group.place)
        return "+".join(f"{name}{level}" if name == "place" else name for name in self.by)

    @property
    def is_exhaustive(self) -> bool:
        """Whether there can be no other parts: all values are there, or the document prints the count as a total."""
        complete = all(
            name in COMPLETE and COMPLETE[name] <= {getattr(part.group, name) for part in self.parts}
            for name in self.by
        )
        return self.whole.is_total or complete


def table_of(row: Observation) -> Table:
    """What observations that may be parts of each other have in common."""
    return row.indicator, row.role, row.period, row.figure.citation.source


def breakdowns(observations: tuple[Observation, ...]) -> Iterator[Breakdown]:
    """Every count with its parts, by the fewest dimensions that break it down."""
    parts: dict[tuple[Table, Group, tuple[str, ...], int], list[Observation]] = defaultdict(list)
    for row in observations:
        table = table_of(row)
        for by, wider in widened(row.group):
            parts[table, wider, by, len(row.group.place) if "place" in by else 0].append(row)
    found: dict[tuple[Table, Group], list[tuple[tuple[str, ...], list[Observation]]]] = defaultdict(list)
    for (table, wider, by, _level), rows in parts.items():
        found[table, wider].append((by, rows))
    for row in observations:
        candidates = found.get((table_of(row), row.group), [])
        for by, rows in candidates:
            finer = any(set(other) < set(by) for other, _rows in candidates)
            if not finer and ("sex" not in by or COMPLETE["sex"] <= {part.group.sex for part in rows}):
                yield Breakdown(row, tuple(rows), by)


@lru_cache(maxsize=GROUPS)
def widened(group: Group) -> tuple[tuple[tuple[str, ...], Group], ...]:
    """The groups that a group is a part of, each with the dimensions that were left out; ``indigenous`` is kept."""
    named = [name for name in DIMENSIONS if getattr(group, name)]
    found = (by for length in range(1, len(named) + 1) for by in combinations(named, length))
    return tuple((by, _without(group, by)) for by in found)


@lru_cache(maxsize=GROUPS)
def containing(group: Group) -> tuple[Group, ...]:
    """Every group that holds this one, the nearest first: fewer dimensions, or the place that a place lies in."""
    places = [group.place[:length] for length in range(len(group.place) - UBIGEO_STEP, 0, -UBIGEO_STEP)]
    named = [name for name in Group._fields if getattr(group, name)]
    found = [group._replace(place=place) for place in places]
    for length in range(1, len(named) + 1):
        for names in combinations(named, length):
            wider = _without(group, names)
            found.append(wider)
            if "place" not in names:
                found.extend(wider._replace(place=place) for place in places)
    return tuple(found)


def _without(group: Group, names: tuple[str, ...]) -> Group:
    return group._replace(**{name: getattr(BLANK, name) for name in names})
