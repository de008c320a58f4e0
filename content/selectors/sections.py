"""The pages below a page, and the pages right below the home page, as readers of a language meet them."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from wagtail.models import Page

from content.models.media import Picture
from content.selectors.pictures import prepared
from publication.navigation import language_roots, public_path

CARD_WIDTH = 480


@dataclass(frozen=True)
class Entry:
    """A page to go to; ``language`` is that of its words, which an alias has from another."""

    title: str
    url: str
    text: str
    language: str
    page: Any
    picture: Picture | None = None


def children_of(page: Page) -> list[Entry]:
    """The live pages below, in the order of the tree; a query for each type of page among them, not for each page."""
    language = page.locale.language_code
    root = language_roots().get(language)
    if root is None:
        return []
    below = list(page.get_children().live().public().defer_streamfields().specific())
    pictures = prepared((child.picture_id for child in below if getattr(child, "picture_id", None)), CARD_WIDTH)
    return [
        Entry(
            title=child.title,
            url=public_path(child, root, language),
            text=getattr(child, "summary", "") or child.search_description,
            language=settings.LANGUAGE_CODE if child.alias_of_id else language,
            page=child,
            picture=pictures.get(getattr(child, "picture_id", None) or 0),
        )
        for child in below
    ]
