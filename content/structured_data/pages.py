"""Pages that are about something other than themselves: a place, a gallery of pictures."""

from typing import Any

from django.conf import settings

from content.models import AlbumPage, HomePage, RegionPage
from content.structured_data.items import known


def home(page: HomePage) -> dict[str, Any] | None:
    """The programme that the site is about; None where the home page names none."""
    programme = page.facts.programme
    if programme is None:
        return None
    return known(
        **{"@type": "Project"},
        name=page.title,
        identifier=programme.code,
        description=page.summary,
        url=page.full_url,
    )


def region(page: RegionPage) -> dict[str, Any]:
    """The region itself, with its official code."""
    place = page.place
    return {
        "@type": "AdministrativeArea",
        "name": place.name,
        "identifier": {"@type": "PropertyValue", "propertyID": "UBIGEO", "value": place.code},
        "containedInPlace": {"@type": "Country", "name": "Perú", "identifier": "PE"},
        "subjectOf": {"@type": "WebPage", "url": page.full_url, "inLanguage": page.text_language},
    }


def album(page: AlbumPage) -> dict[str, Any]:
    """The gallery with its pictures, their credit and licence."""
    rows = page.pictures.select_related("picture")
    return {
        "@type": "ImageGallery",
        "name": page.title,
        "inLanguage": page.text_language,
        "image": [
            {
                "@type": "ImageObject",
                "name": row.picture.name,
                "contentUrl": settings.PUBLIC_URL + row.picture.file.url,
                **({"creditText": row.picture.credit_line} if row.picture.credit_line else {}),
            }
            for row in rows
        ],
    }
