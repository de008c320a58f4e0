"""An activity as a schema.org ``Event``."""

from typing import Any

from content.models.activities import ActivityPage
from content.structured_data.items import item, organisation, places


def activity(page: ActivityPage) -> dict[str, Any]:
    """When, where and by whom."""
    record = page.record
    return item(
        page,
        "Event",
        startDate=record.facts.issued,
        endDate=record.facts.ended,
        location=places(record),
        organizer=organisation(record.organisation_named()),
        keywords=[words.text for words in record.sectors_named()],
    )
