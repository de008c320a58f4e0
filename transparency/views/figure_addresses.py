"""Where the figures of a page have their own addresses."""

from typing import Any

from publication.navigation import public_path
from transparency.checks.keys import KEYS
from transparency.made_once import made_once
from transparency.models import Programme
from transparency.selectors.figures import Row
from transparency.selectors.programmes import page_versions


def figures_urls(programme: Programme) -> dict[str, str]:
    """Language → the page that the addresses of figures begin with, where it is live."""
    pages, roots = page_versions("figures", programme)
    return {language: public_path(page, roots[language], language) for language, page in sorted(pages.items())}


def with_keys(figures: dict[str, Any]) -> dict[str, Any]:
    """The same rows, each figure in them with its key; a figure of a table that others read too may have it."""
    for table in KEYS.keys() & figures.keys():
        _put_keys(table, figures[table])
    return figures


def _put_keys(table: str, rows: list[Row]) -> None:
    def put() -> bool:
        for row in rows:
            if "figure" in row:
                row["figure"]["key"] = KEYS[table](row)
        return True

    made_once(("keys", table), [rows], put)
