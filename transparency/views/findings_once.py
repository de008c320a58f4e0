"""What the checks find on the tables of a view: looked for once, whichever pages, languages and downloads tell it."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any

from transparency.checks.findings import Check, Finding
from transparency.checks.reading import record_of
from transparency.checks.record import Record
from transparency.checks.registry import able, in_order
from transparency.made_once import made_once
from transparency.selectors.figures import Row
from transparency.views.blocks import KEPT

# Findings of one check and severity that the page of findings tells; its download tells all.
MOST_OF_A_CHECK = 30
# What stands beside the tables of the record and is none.
BESIDE = {"findings_pages", "answers"}


def findings_on(tables: Mapping[str, list[Row]], data: dict[str, Any]) -> list[Finding]:
    """The findings on these tables of ``data``, the heaviest first; kept in the data for whoever asks next."""
    checked = {name: rows for name, rows in tables.items() if name not in BESIDE}
    key = ("findings", *((name, id(rows)) for name, rows in sorted(checked.items())))
    kept: dict[Any, tuple[Any, Any]] = data.setdefault(KEPT, {})
    if key not in kept:
        # With the tables, so that no others can get their ids.
        kept[key] = checked, _found(checked, data["sources"])
    found: list[Finding] = kept[key][1]
    return found


def _found(tables: Mapping[str, list[Row]], sources: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    """The findings on tables: each check runs once for all views that read the tables that it looks at."""
    record = record_of(tables, sources)
    issued = frozenset(record.issued.items())
    return in_order(finding for check in able(record.tables) for finding in _of_check(check, tables, record, issued))


def _of_check(check: Check, tables: Mapping[str, list[Row]], record: Record, issued: Hashable) -> tuple[Finding, ...]:
    there = sorted(check.looks_at & tables.keys())
    what = ("findings", check.code, issued, *there)
    return made_once(what, [tables[name] for name in there], lambda: tuple(check.run(record)))


def told_on_page(found: list[Finding]) -> set[str]:
    """The codes of those that have a place on the page of findings."""
    counts: Counter[tuple[str, str]] = Counter()
    told = set()
    for finding in found:
        counts[finding.check, finding.severity] += 1
        if counts[finding.check, finding.severity] <= MOST_OF_A_CHECK:
            told.add(finding.code)
    return told
