"""The results framework in its versions: side by side, and each outcome with its achievements and indicators."""

from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency import formatting
from transparency.models import Outcome
from transparency.models.results import Observation
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow, said
from transparency.views.breakdowns import Counted, overall
from transparency.views.cells import Cell
from transparency.views.observations import Observations
from transparency.views.results_blocks import observations
from transparency.views.titles import ACHIEVEMENTS, OBSERVATIONS

VERSIONS = (Outcome.Version.REVISED, Outcome.Version.ORIGINAL)
PROGRESS_DIGITS = 1
MOST_ACHIEVEMENTS = 120  # of all outcomes of a version together


def side_by_side(page: Page) -> Block:
    """What each outcome said at first and what it says now; nothing where only one framework is on record."""
    by_version = {version: _outcomes(page, version) for version in (Outcome.Version.ORIGINAL, Outcome.Version.REVISED)}
    block = Block("frameworks", _("The two frameworks side by side"))
    if not all(by_version.values()):
        return block
    original, revised = by_version.values()
    rows = [
        TableRow(
            _("Outcome %(number)s") % {"number": number},
            [_outcome_name(page, original.get(number)), _outcome_name(page, revised.get(number)), Cell(change)],
            page.sources(original.get(number), revised.get(number)),
        )
        for number in sorted(original.keys() | revised.keys())
        for change in [_change(page, original.get(number), revised.get(number))]
    ]
    columns = [Column(said(version.label), numeric=False) for version in by_version]
    table = Table(
        _("Outcomes as first agreed and as revised"),
        _("Outcome"),
        [*columns, Column(_("What changed"), numeric=False)],
        rows,
        texts=True,
    )
    block.tables.append(table)
    return block


def frameworks(page: Page) -> list[dict[str, Any]]:
    """Each version of the framework that is on record, the current one first, with outcomes and achievements."""
    figures = page.data["figures"]
    quantities: dict[str, list[Row]] = {}
    for row in figures["quantities"]:
        quantities.setdefault(row["achievement"], []).append(row)
    observed = observations(page)
    found = []
    for version in VERSIONS:
        outcomes = _outcomes(page, version)
        if outcomes:
            most = max(MOST_ACHIEVEMENTS // len(outcomes), 1)
            shown = [_outcome(page, row, quantities, observed, most) for row in outcomes.values()]
            found.append({"key": str(version), "title": said(version.label), "outcomes": shown})
    return found


def _outcomes(page: Page, version: Outcome.Version) -> dict[int, Row]:
    return {row["number"]: row for row in page.data["figures"]["outcomes"] if row["version"] == version}


def _outcome_name(page: Page, outcome: Row | None) -> Cell:
    return Cell(page.words.html("outcome", outcome["outcome"])) if outcome else Cell(missing=True)


def _change(page: Page, original: Row | None, revised: Row | None) -> str:
    if original is None:
        return _("Added in the revised framework")
    if revised is None:
        return _("Left out of the revised framework")
    words = [page.words.plain("outcome", row["outcome"]) for row in (original, revised)]
    return _("Kept") if words[0] == words[1] else _("Worded anew")


def _outcome(
    page: Page, outcome: Row, quantities: dict[str, list[Row]], observed: list[tuple[Row, Observations]], most: int
) -> dict[str, Any]:
    achieved = [row for row in page.data["figures"]["achievements"] if row["outcome"] == outcome["outcome"]]
    own = [(indicator, found) for indicator, found in observed if indicator["outcome"] == outcome["outcome"]]
    return {
        "key": outcome["outcome"],
        "number": outcome["number"],
        "name": page.words.html("outcome", outcome["outcome"]),
        "sources": page.sources(outcome),
        "achievements": [_achievement(page, row, quantities.get(row["achievement"], [])) for row in achieved[:most]],
        "left_out": achievements_left_out(len(achieved) - most),
        "indicators": _indicators(page, outcome, own) if own else None,
    }


def achievements_left_out(count: int) -> str:
    """That so many achievements are told in the download alone; empty where none is."""
    if count <= 0:
        return ""
    words = ngettext(
        "%(count)d more achievement is in the download “%(title)s”.",
        "%(count)d more achievements are in the download “%(title)s”.",
        count,
    )
    return words % {"count": count, "title": ACHIEVEMENTS}


def _achievement(page: Page, row: Row, quantities: list[Row]) -> dict[str, Any]:
    return {
        "text": page.words.html("achievement", row["achievement"], "text"),
        "about": [page.words.html(kind, row[kind]) for kind in ("place", "sector") if row[kind]],
        "quantities": [
            {"cell": page.cell(item["figure"], page.number), "unit": page.words.html("unit", item["unit"])}
            for item in quantities
        ],
        "sources": page.sources(row, *(item["figure"] for item in quantities)),
    }


def _indicators(page: Page, outcome: Row, own: list[tuple[Row, Observations]]) -> Table:
    """Baseline, target and what was reached of each indicator of an outcome."""
    rows = []
    for indicator, observed in own[:MOST_ROWS]:
        found = {role: overall(page, observed, role) for role in Observation.Role}
        cells = [one.cell if one else Cell(missing=True) for one in found.values()]
        figures = [figure for one in found.values() if one for figure in one.figures]
        name: SafeString = page.words.html("indicator", indicator["indicator"])
        rows.append(TableRow(name, [*cells, Cell(_status(page, found))], page.sources(*figures)))
    columns = [*(Column(said(role.label)) for role in Observation.Role), Column(_("State"), numeric=False)]
    caption = _("Indicators of outcome %(number)s (%(framework)s)") % {
        "number": outcome["number"],
        "framework": Outcome.Version(outcome["version"]).label,
    }
    return Table(caption, _("Indicator"), columns, rows, left_out=len(own) - len(rows), download=OBSERVATIONS)


def _status(page: Page, found: dict[Observation.Role, Counted | None]) -> str:
    """How far an indicator came; one that is to fall is reached at or below its target."""
    values = {role: counted.value for role, counted in found.items() if counted}
    baseline, target, actual = (values.get(role) for role in Observation.Role)
    if actual is None:
        return _("Nothing observed on record")
    if target is None:
        return _("No target on record")
    falls = baseline is not None and target < baseline
    if actual <= target if falls else actual >= target:
        return _("Target reached")
    if falls or not target:
        return _("Target not reached")
    share: Decimal = actual / target * 100
    return _("%(share)s of the target") % {"share": formatting.percent(share, page.language, PROGRESS_DIGITS)}
