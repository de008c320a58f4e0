"""CSL-JSON, which Zotero, Mendeley and every citation processor read."""

import json
from typing import Any

from content.citations.reference import LEGISLATION, SITE, Name, Reference

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def to_csl(reference: Reference) -> dict[str, Any]:
    """The item; what is not known has no key."""
    item: dict[str, Any] = {
        "id": reference.key,
        "type": reference.type,
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        "issued": {"date-parts": [reference.date_parts]} if reference.date_parts else None,
        "publisher": reference.publisher,
        "collection-title": reference.series,
        "genre": reference.genre,
        "number": reference.number,
        "jurisdiction": reference.jurisdiction,
        "authority": str(reference.authors[0]) if reference.type == LEGISLATION and reference.authors else "",
        "abstract": reference.abstract,
        "keyword": ", ".join(reference.keywords),
        "edition": reference.edition,
        "ISBN": reference.isbn,
        "DOI": reference.doi,
        "URL": reference.url,
        "language": reference.language,
        "status": "unpublished" if reference.unpublished else "",
        "source": SITE,
    }
    return {key: value for key, value in item.items() if value}


def csl_file(reference: Reference) -> str:
    """A list of one, which is what programs expect."""
    return json.dumps([to_csl(reference)], ensure_ascii=False, indent=1) + "\n"


def _name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.is_person else {"literal": name.family}
