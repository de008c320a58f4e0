"""Pages described to machines in the words of schema.org: one module per type, gathered here."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from content.models import (
    ActivityPage,
    AlbumPage,
    DocumentPage,
    HomePage,
    InitiativePage,
    OrdinancePage,
    ProductPage,
    RegionPage,
    RegisterIndexPage,
    StudyPage,
)
from content.structured_data.activities import activity
from content.structured_data.documents import document
from content.structured_data.initiatives import initiative
from content.structured_data.ordinances import ordinance
from content.structured_data.pages import album, home, region
from content.structured_data.products import product
from content.structured_data.registers import register
from content.structured_data.studies import study

Describe = Callable[[Any], dict[str, Any] | None]

DESCRIPTIONS: dict[type[Page], Describe] = {
    StudyPage: study,
    OrdinancePage: ordinance,
    ProductPage: product,
    InitiativePage: initiative,
    DocumentPage: document,
    ActivityPage: activity,
    RegisterIndexPage: register,
    RegionPage: region,
    AlbumPage: album,
    HomePage: home,
}


def json_ld(page: Page) -> dict[str, Any] | None:
    """What a page is about, in the active language; None where there is nothing to say."""
    for model in type(page).__mro__:
        if model in DESCRIPTIONS:
            described = DESCRIPTIONS[model](page)
            return {"@context": "https://schema.org", **described} if described else None
    return None
