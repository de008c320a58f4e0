"""The checks that every page goes through. Other apps may add theirs."""

from collections.abc import Callable, Iterable

from wagtail.models import Page

from content.checks.descriptions import descriptions
from content.checks.files import files
from content.checks.findings import Finding
from content.checks.headings import headings
from content.checks.links import link_targets, link_texts
from content.checks.pictures import pictures
from content.checks.sentences import sentences

Check = Callable[[Page], Iterable[Finding]]

_checks: list[Check] = [pictures, headings, link_texts, link_targets, files, descriptions, sentences]


def register(check: Check) -> Check:
    """Adds a check, once; usable as a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


def check_page(page: Page) -> list[Finding]:
    """Everything found on a page as it stands in memory, saved or not; errors first."""
    found = [finding for check in _checks for finding in check(page)]
    return sorted(dict.fromkeys(found), key=lambda finding: finding.severity)


def errors_of(page: Page) -> list[Finding]:
    """What keeps the page from being published."""
    return [finding for finding in check_page(page) if finding.is_error]
