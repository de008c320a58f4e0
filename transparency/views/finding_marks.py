"""Marks beside figures that the checks question; each leads to its finding on the page of findings."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from publication.navigation import public_path
from transparency.checks.findings import Severity
from transparency.models import Programme
from transparency.selectors.figures import Row
from transparency.selectors.programmes import page_versions
from transparency.views.blocks import Page
from transparency.views.findings_once import findings_on, told_on_page

LINKS = "findings_pages"


def findings_pages(programme: Programme) -> list[Row]:
    """Where the page of findings is, in each language in which it is live."""
    pages, roots = page_versions("findings", programme)
    return [
        {"language": language, "url": public_path(page, roots[language], language)}
        for language, page in sorted(pages.items())
    ]


def with_marks(page: Page, tables: Mapping[str, list[Row]] | None = None) -> Page:
    """The same page with a mark on every figure that a finding questions; without a page of findings, as it was.

    ``tables`` are those of the page that can be checked, where others of it are not complete. Figures that are missing
    are not marked: the page says beside them that they are, and why.
    """
    figures: dict[str, Any] = page.data["figures"]
    url = next((row["url"] for row in figures.get(LINKS, ()) if row["language"] == page.language), None)
    if url is None:
        return page
    return replace(page, marks=page.once("marks", lambda: _marks(page.data, tables or figures)), findings_url=url)


def _marks(data: dict[str, Any], tables: Mapping[str, list[Row]]) -> dict[str, list[str]]:
    """The key of each figure → the codes of what is found on it, the same in every language."""
    marks, found = defaultdict[str, list[str]](list), findings_on(tables, data)
    told = told_on_page(found)
    for finding in found:
        if finding.severity != Severity.GAP:
            # Those that the page of findings has no room for are told on the figure's own page.
            marks[finding.figures[0]].append(finding.code if finding.code in told else "")
    return dict(marks)
