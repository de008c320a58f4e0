"""What one changed line costs in a small and in a large site, and what ten thousand cost."""

import statistics

from benchmarks.sites import Inside, Site
from benchmarks.table import Measurement

ROUNDS = 15
BULK_ROWS = 10_000


def small_against_large(small: Site, large: Site, what: str, programmes: int) -> list[Measurement]:
    """One changed line in each site, in turns; then a bulk change in the large one. Their workers are at rest."""
    with Inside(small) as one, Inside(large) as many:
        for inside, site in ((one, small), (many, large)):
            inside.ask("settle")
            inside.ask("edit", line=site.facts["line"])
        pairs = [
            (one.ask("edit", line=small.facts["line"]), many.ask("edit", line=large.facts["line"]))
            for _ in range(ROUNDS)
        ]
        bulk = many.ask("bulk", rows=BULK_ROWS)
    alone = statistics.median(first["seconds"] for first, _ in pairs)
    among = statistics.median(second["seconds"] for _, second in pairs)
    asked, asked_among = pairs[-1][0]["queries"], pairs[-1][1]["queries"]
    return [
        Measurement(
            f"{what}: one changed line, {programmes} programmes / 1",
            among / alone,
            "×",
            1.5,
            context=f"{among * 1000:.0f} against {alone * 1000:.0f} ms, {ROUNDS} rounds in turns",
        ),
        Measurement(
            f"{what}: queries for it, {programmes} programmes / 1",
            asked_among / asked,
            "×",
            1.5,
            context=f"{asked_among} against {asked}; renders {pairs[-1][1]['renders']}",
        ),
        Measurement(
            f"{what}: renders per affected page and language, {bulk['rows']:,} rows changed at once",
            max(bulk["most"], bulk["renders"] / bulk["pages"] if bulk["pages"] else float("inf")),
            "",
            1,
            context=f"{bulk['renders']} renders, {bulk['pages']} pages, {bulk['seconds']:.1f} s",
        ),
    ]
