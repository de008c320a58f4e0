"""An initiative: an ``Organization`` where it is a firm or an association, else a ``Project``."""

from typing import Any

from content.models.initiatives import InitiativePage
from content.structured_data.items import item, organisation, places

ORGANISATIONS = (InitiativePage.Kind.ANCHOR, InitiativePage.Kind.CONSORTIUM, InitiativePage.Kind.ASSOCIATION)


def initiative(page: InitiativePage) -> dict[str, Any]:
    """What it is called, where it works, who stands behind it."""
    record = page.record
    return item(
        page,
        "Organization" if record.facts.kind in ORGANISATIONS else "Project",
        foundingDate=record.facts.issued,
        areaServed=places(record),
        keywords=[words.text for words in record.sectors_named()],
        parentOrganization=organisation(record.organisation_named()),
    )
