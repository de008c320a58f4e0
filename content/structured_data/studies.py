"""A study as a schema.org ``Report``."""

from typing import Any

from content.models.studies import StudyPage
from content.structured_data.items import work


def study(page: StudyPage) -> dict[str, Any]:
    """Who wrote it, about what, and whether it was published."""
    facts, words = page.record.facts, page.record.page
    status = facts.current_status
    return work(
        page,
        "Report",
        abstract=words.abstract,
        keywords=words.keywords,
        creativeWorkStatus="" if status == StudyPage.Status.NOT_ON_RECORD else str(status.label),
        measurementTechnique=words.method,
        version=facts.edition,
        isbn=facts.isbn,
        sameAs=f"https://doi.org/{facts.doi}" if facts.doi else "",
    )
