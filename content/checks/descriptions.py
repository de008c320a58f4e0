"""What stands for a page elsewhere: in lists, in search results, in shared links."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.checks.findings import Finding, Severity

NO_DESCRIPTION = _("There is no description for search engines. One or two sentences are enough (tab “Promote”).")
NO_SUMMARY = _("There is no summary. It opens the page and stands for it in lists.")


def descriptions(page: Page) -> Iterator[Finding]:
    """A missing description for search, and a missing summary."""
    if not page.search_description.strip():
        field = page._meta.get_field("search_description")
        yield Finding(Severity.WARNING, field.name, field.verbose_name, NO_DESCRIPTION)
    if hasattr(page, "summary") and not page.summary.strip():
        yield Finding(Severity.WARNING, "summary", page._meta.get_field("summary").verbose_name, NO_SUMMARY)
