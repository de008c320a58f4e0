"""What a page is looked over for before readers see it: pure functions from a page to findings."""

from content.checks.findings import Finding, Severity
from content.checks.registry import check_page, errors_of, register

__all__ = ["Finding", "Severity", "check_page", "errors_of", "register"]
