"""Pictures light enough for a slow line."""

from collections.abc import Iterable

from django.conf import settings

from content.models.media import Picture, PictureRendition

LIGHT_BYTES = 60_000
QUALITY = 60
SOCIAL = "fill-1200x630|format-jpeg|jpegquality-70"


def spec(width: int) -> str:
    """Wagtail's name for a picture at this width; drawings stay drawings."""
    return f"width-{width}|format-webp|webpquality-{QUALITY}|preserve-svg"


def light_rendition(picture: Picture, width: int) -> PictureRendition:
    """The picture at this width, or at the widest that a slow line bears: at most 60 KB."""
    while True:
        rendition: PictureRendition = picture.get_rendition(spec(width))
        if width <= 160 or rendition.file.size <= LIGHT_BYTES:
            return rendition
        width = width * 3 // 4


def prepared(pictures: Iterable[int], width: int) -> dict[int, Picture]:
    """Pictures by id, with what is made of them already: a fixed number of queries once each has been made."""
    return {
        picture.pk: picture for picture in Picture.objects.filter(pk__in=set(pictures)).prefetch_renditions(spec(width))
    }


def social_image(picture: Picture | None) -> str:
    """The address of a picture that stands for a page elsewhere; a drawing cannot, so that the site's own card does."""
    if picture is None or picture.is_svg():
        return ""
    return settings.PUBLIC_URL + picture.get_rendition(SOCIAL).url
