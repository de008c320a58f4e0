"""A communication product as a schema.org ``CreativeWork``."""

from typing import Any

from content.models.products import ProductPage
from content.structured_data.items import work

TYPES = {
    ProductPage.Kind.VIDEO: "VideoObject",
    ProductPage.Kind.RADIO: "AudioObject",
    ProductPage.Kind.MODULE: "LearningResource",
    ProductPage.Kind.WEBSITE: "WebSite",
    ProductPage.Kind.PRESS_NOTE: "NewsArticle",
    ProductPage.Kind.POSTER: "Poster",
}


def product(page: ProductPage) -> dict[str, Any]:
    """What it is, for whom, and where it can still be seen."""
    facts, words = page.record.facts, page.record.page
    audience = {"@type": "Audience", "audienceType": words.audience} if words.audience else None
    return work(
        page,
        TYPES.get(facts.kind, "CreativeWork"),
        genre=str(facts.get_kind_display()),
        audience=audience,
        sameAs=facts.url,
    )
