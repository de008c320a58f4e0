"""A record in the fifteen words of Dublin Core."""

from typing import Any

from django.conf import settings

from content.citations.reference import own_text, permanent_url, reference_of
from content.oai.xml import add_dc, dublin_core
from content.registers.records import Record

# DCMI types, by the kind of permanent address.
TYPES = {"actividad": "Event", "iniciativa": "Event"}


def add_metadata(parent: Any, record: Record) -> None:
    """What is known of an item; words in every language that has them."""
    reference = reference_of(record)
    element = dublin_core(parent)
    for language, page in record.pages.items():
        add_dc(element, "title", page.title, language)
    for name in reference.authors:
        add_dc(element, "creator", str(name))
    for language, page in record.pages.items():
        for word in getattr(page, "keywords", "").split(","):
            add_dc(element, "subject", word.strip(), language)
    _add_names(element, "subject", record, "sector", record.sectors)
    for language, page in record.pages.items():
        add_dc(element, "description", getattr(page, "abstract", "") or page.summary, language)
    add_dc(element, "publisher", reference.publisher)
    add_dc(element, "contributor", reference.series)
    add_dc(element, "date", reference.issued)
    add_dc(element, "type", TYPES.get(record.facts.identifier_kind, "Text"))
    add_dc(element, "type", reference.genre)
    _add_file(element, record)
    for identifier in (permanent_url(record), reference.number, _urn("isbn", reference.isbn), _doi(reference.doi)):
        add_dc(element, "identifier", identifier)
    if record.facts.source_id:
        _add_names(element, "source", record, "source", (record.facts.source.code,))
    add_dc(element, "language", reference.language)
    _add_names(element, "coverage", record, "place", record.places)
    add_dc(element, "rights", record.facts.rights)


def _add_names(element: Any, term: str, record: Record, kind: str, codes: tuple[str, ...]) -> None:
    for code in codes:
        for language, name in sorted(record.names[kind].get(code, {}).items(), reverse=True):
            add_dc(element, term, name, language)


def _add_file(element: Any, record: Record) -> None:
    file = record.facts.file
    if own_text(record):
        add_dc(element, "format", file.content_type)
    if file:
        add_dc(element, "identifier" if own_text(record) else "relation", settings.PUBLIC_URL + file.url)


def _urn(kind: str, value: str) -> str:
    return f"urn:{kind}:{value}" if value else ""


def _doi(doi: str) -> str:
    return f"https://doi.org/{doi}" if doi else ""
