"""What readers must be told before they add counts of people: the checks' own findings, indicator by indicator."""

from transparency.checks import overlaps
from transparency.checks.findings import Finding
from transparency.checks.keys import observation
from transparency.checks.reading import record_of
from transparency.checks.wording import Wording
from transparency.views.blocks import Page

EVERY_INDICATOR = "*"


def do_not_add(page: Page) -> dict[str, str]:
    """The warning for each indicator that counts the same people in several ways; the one for all under ``*``."""
    figures = page.data["figures"]
    record = record_of(figures, page.data["sources"])
    wording = Wording(page.words)
    indicators = {observation(row): row["indicator"] for row in figures["observations"]}
    found: dict[str, str] = {}
    for check in overlaps.CHECKS:
        for finding in check.run(record):
            found[_about(finding, indicators)] = wording.plain_sentence(finding)
    return found


def _about(finding: Finding, indicators: dict[str, str]) -> str:
    return EVERY_INDICATOR if finding.check == overlaps.INDICATORS else indicators[finding.figures[0]]
