"""What readers must be told before they add counts of people: the checks' own findings, indicator by indicator."""

from transparency.checks import overlaps
from transparency.checks.findings import Finding
from transparency.checks.keys import observation
from transparency.checks.wording import Wording
from transparency.views.blocks import Page
from transparency.views.findings_once import findings_on

EVERY_INDICATOR = "*"


def do_not_add(page: Page) -> dict[str, str]:
    """The warning for each indicator that counts the same people in several ways; the one for all under ``*``."""
    figures, wording = page.data["figures"], Wording(page.words)
    codes = {check.code for check in overlaps.CHECKS}
    found = [one for one in findings_on(figures, page.data) if one.check in codes]
    indicators = {observation(row): row["indicator"] for row in figures["observations"]} if found else {}
    return {_about(finding, indicators): wording.plain_sentence(finding) for finding in found}


def _about(finding: Finding, indicators: dict[str, str]) -> str:
    return EVERY_INDICATOR if finding.check == overlaps.INDICATORS else indicators[finding.figures[0]]
