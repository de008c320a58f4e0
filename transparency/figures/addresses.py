"""Where a figure is found: its permanent address, and its page in each language."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from transparency.selectors.figures import NONE

JSON_NAME = "figure.json"


def permanent_path(programme_code: str, key: str) -> str:
    """``/id/MDGF-2081/figure/…``: the same for every language, wherever the pages move."""
    return reverse("figure_address", kwargs={"programme": programme_code, "key": key})


def permanent_url(programme_code: str, key: str) -> str:
    """The permanent address in full, as it is cited."""
    return f"{settings.PUBLIC_URL}{permanent_path(programme_code, key)}"


def permanent_prefix(programme_code: str) -> str:
    """What the permanent addresses of a programme's figures begin with: the key of each follows as it is."""
    return permanent_url(programme_code, NONE).removesuffix(NONE)


def page_paths(figures_paths: Mapping[str, str], key: str) -> dict[str, str]:
    """Language → the figure's page; ``figures_paths`` are the pages of all figures."""
    return {language: f"{path}{key}/" for language, path in figures_paths.items()}


def json_path(page_path: str) -> str:
    """The figure for programs, below its page."""
    return f"{page_path}{JSON_NAME}"
