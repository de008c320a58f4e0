"""What the descriptions of all items of registers share."""

from typing import Any

from django.conf import settings

from content.citations.reference import Name, own_text, permanent_url, reference_of
from content.models.register import RegisterItem
from content.registers.records import Record
from content.registers.words import Words


def known(**properties: Any) -> dict[str, Any]:
    """Properties that have a value."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def item(page: RegisterItem, kind: str, **own: Any) -> dict[str, Any]:
    """What every item says of itself: name, address, identifier, summary, language, place, file."""
    record = page.record
    return {
        "@type": kind,
        **known(
            **{"@id": permanent_url(record)},
            url=settings.PUBLIC_URL + record.url,
            identifier=permanent_url(record),
            name=record.page.title,
            description=record.page.summary,
            inLanguage=record.language,
            **own,
        ),
    }


def work(page: RegisterItem, kind: str, **own: Any) -> dict[str, Any]:
    """An item that is a work: who made it, when, about where, for what, and its file."""
    record = page.record
    reference = reference_of(record)
    return item(
        page,
        kind,
        author=[agent(name) for name in reference.authors],
        publisher=known(**{"@type": "Organization"}, name=reference.publisher) if reference.publisher else None,
        datePublished=reference.issued,
        spatialCoverage=places(record),
        about=[words.text for words in record.sectors_named()],
        **media(record),
        copyrightNotice=record.facts.rights,
        isPartOf={"@type": "Project", "name": record.facts.programme.name},
        **own,
    )


def agent(name: Name) -> dict[str, Any]:
    """A person or an organisation."""
    return known(
        **{"@type": "Person" if name.is_person else "Organization"},
        name=f"{name.given} {name.family}".strip(),
        familyName=name.family if name.is_person else "",
        givenName=name.given,
    )


def organisation(words: Words | None) -> dict[str, Any] | None:
    """A body by its name."""
    return {"@type": "Organization", "name": words.text} if words else None


def places(record: Record) -> list[dict[str, Any]]:
    """Places with their official codes."""
    return [
        {"@type": "AdministrativeArea", "identifier": code, "name": words.text}
        for code in record.places
        if (words := record.name("place", code))
    ]


def media(record: Record) -> dict[str, Any]:
    """The file, with what proves that it is the same one: the work itself, or something beside it."""
    file = record.facts.file
    if not file:
        return {}
    described = {
        "@type": "MediaObject",
        **known(
            name=file.name,
            description=file.remark,
            contentUrl=settings.PUBLIC_URL + file.url,
            encodingFormat=file.content_type,
            contentSize=str(file.file_size or ""),
            sha256=file.sha256,
            inLanguage=file.language,
        ),
    }
    return {"encoding" if own_text(record) else "associatedMedia": described}
