"""A document as a schema.org ``DigitalDocument``."""

from typing import Any

from content.models.documents import DocumentPage
from content.structured_data.items import work


def document(page: DocumentPage) -> dict[str, Any]:
    """What kind of document it is."""
    return work(page, "DigitalDocument", genre=str(page.record.facts.get_kind_display()))
