"""Albums of the photo archive."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from content.models.media import Picture
from content.selectors.pictures import prepared
from content.selectors.sections import Entry, children_of

COVER_WIDTH = 480
PICTURE_WIDTH = 800


@dataclass(frozen=True)
class Cover:
    """An album in the archive: its first picture and how many it has."""

    entry: Entry
    picture: Picture | None
    count: int


@dataclass(frozen=True)
class Shown:
    """A picture of an album with its caption there."""

    picture: Picture
    caption: str


def covers(archive: Page, albums: type[Any]) -> list[Cover]:
    """The albums below an archive, with the pictures that open them; a fixed number of queries."""
    entries = children_of(archive)
    model = albums.pictures.rel.related_model
    rows = model.objects.filter(page__in=[entry.page.pk for entry in entries]).order_by("page", "sort_order")
    inside: dict[int, list[int]] = {}
    for page, picture in rows.values_list("page", "picture"):
        inside.setdefault(page, []).append(picture)
    pictures = prepared([found[0] for found in inside.values()], COVER_WIDTH)
    return [
        Cover(
            entry,
            pictures.get(inside[entry.page.pk][0]) if entry.page.pk in inside else None,
            len(inside.get(entry.page.pk, ())),
        )
        for entry in entries
    ]


def pictures_of(album: Any) -> list[Shown]:
    """The pictures of an album, in its order."""
    rows = list(album.pictures.all())
    found = prepared([row.picture_id for row in rows], PICTURE_WIDTH)
    return [Shown(found[row.picture_id], row.caption) for row in rows if row.picture_id in found]
