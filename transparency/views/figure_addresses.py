"""Where the figures of a page have their own addresses."""

from typing import Any

from publication.navigation import public_path
from transparency.checks.keys import KEYS
from transparency.models import Programme
from transparency.selectors.programmes import page_versions


def figures_urls(programme: Programme) -> dict[str, str]:
    """Language → the page that the addresses of figures begin with, where it is live."""
    pages, roots = page_versions("figures", programme)
    return {language: public_path(page, roots[language], language) for language, page in sorted(pages.items())}


def with_keys(figures: dict[str, Any]) -> dict[str, Any]:
    """The same rows, each figure in them with its key."""
    for table, key_of in KEYS.items():
        for row in figures.get(table, ()):
            if "figure" in row:
                row["figure"]["key"] = key_of(row)
    return figures
