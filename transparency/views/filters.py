"""Filters of a page: each choice is a page beside it in the same release, with an address that stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# From a leaf to the page that it lies beside; relative, so that an earlier release leads to its own.
WHOLE_PAGE = "./"


@dataclass(frozen=True)
class Choice:
    """A link: what it is called, where it leads, how much there is, and whether the reader is there already."""

    title: str | SafeString | Promise
    url: str
    count: str = ""
    current: bool = False


@dataclass(frozen=True)
class Filter:
    """Choices of one kind; ``key`` tells the filters of a page apart."""

    key: str
    title: str | Promise
    choices: list[Choice]


def everything(count: str = "", *, current: bool) -> Choice:
    """The choice to see the whole page."""
    return Choice(_("All"), WHOLE_PAGE, count, current)


def slugs_in(languages: Iterable[str], slugs: Mapping[str, str]) -> dict[str, str]:
    """A file's name in each language, in English where a language has none of its own."""
    return {language: slugs.get(language, slugs["en"]) for language in languages}
