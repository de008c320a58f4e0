"""What a citation says of an item, whatever the format it is written in."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.models.activities import ActivityPage
from content.models.documents import DocumentPage
from content.models.initiatives import InitiativePage
from content.models.ordinances import OrdinancePage
from content.models.products import ProductPage
from content.models.register import RegisterItem
from content.models.studies import StudyPage
from content.registers.records import Record
from content.registers.words import source_language

SITE = "Quipu"

# Types of the Citation Style Language 1.0.2.
REPORT, LEGISLATION, DOCUMENT, EVENT, WEBPAGE = "report", "legislation", "document", "event", "webpage"
TYPES: dict[type[RegisterItem], str] = {
    StudyPage: REPORT,
    OrdinancePage: LEGISLATION,
    ProductPage: DOCUMENT,
    InitiativePage: WEBPAGE,
    DocumentPage: REPORT,
    ActivityPage: EVENT,
}
TYPES_OF_PRODUCTS: dict[str, str] = {
    ProductPage.Kind.VIDEO: "motion_picture",
    ProductPage.Kind.RADIO: "broadcast",
    ProductPage.Kind.WEBSITE: WEBPAGE,
}


@dataclass(frozen=True)
class Name:
    """A person by surname and first names, or an organisation by its whole name."""

    family: str
    given: str = ""
    is_person: bool = False

    def __str__(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True)
class Reference:
    """A work. The title is that of the work, in its own language; ``translated_title`` is the page's, in another."""

    key: str
    type: str
    title: str
    url: str
    language: str
    translated_title: str = ""
    authors: tuple[Name, ...] = ()
    issued: str = ""
    publisher: str = ""
    series: str = ""
    genre: str = ""
    number: str = ""
    jurisdiction: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    edition: str = ""
    isbn: str = ""
    doi: str = ""
    unpublished: bool = False

    @property
    def date_parts(self) -> list[int]:
        """Year, month and day, as far as they are known."""
        return [int(part) for part in self.issued.split("-")] if self.issued else []


def reference_of(record: Record) -> Reference:
    """How readers of the active language cite an item."""
    facts, page = record.facts, record.page
    authors = _authors(record)
    organisation = _organisation(record)
    return Reference(
        key=facts.code,
        type=_type(facts),
        title=facts.title,
        translated_title=page.title if record.language != source_language() and page.title != facts.title else "",
        url=permanent_url(record),
        language=facts.file.language if facts.file_id and facts.file.language else source_language(),
        authors=authors,
        issued=facts.issued or str(getattr(facts, "year", None) or ""),
        publisher=organisation if organisation and organisation not in map(str, authors) else "",
        series=facts.programme.name,
        genre=capfirst(facts.get_kind_display()),
        number=getattr(facts, "number", ""),
        jurisdiction=_jurisdiction(record),
        abstract=getattr(page, "abstract", "") or page.summary,
        keywords=_keywords(getattr(page, "keywords", "")),
        edition=getattr(facts, "edition", ""),
        isbn=getattr(facts, "isbn", ""),
        doi=getattr(facts, "doi", ""),
        unpublished=getattr(facts, "current_status", "") == StudyPage.Status.UNPUBLISHED,
    )


def permanent_url(record: Record) -> str:
    """The address to cite: the permanent one, else where the page stands."""
    return settings.PUBLIC_URL + (f"/id/{record.identifier}" if record.identifier else record.url)


def person_or_body(text: str) -> Name:
    """“Quispe, Rosa” is a person, a name without a comma an organisation, as editors are told."""
    family, comma, given = (part.strip() for part in text.partition(","))
    return Name(family, given, is_person=True) if comma and given else Name(text.strip(" ,"))


def own_text(record: Record) -> Any:
    """The file that holds the work itself, or None: one with a note is something beside it, such as a summary."""
    file = record.facts.file
    return file if file and not file.note else None


def no_date() -> str:
    """What stands for a date that is not on record."""
    return _("n.d.")


def _type(facts: Any) -> str:
    return TYPES_OF_PRODUCTS.get(facts.kind, DOCUMENT) if isinstance(facts, ProductPage) else TYPES[type(facts)]


def _authors(record: Record) -> tuple[Name, ...]:
    """Those on record; where none are, the responsible organisation answers for the work."""
    named = tuple(person_or_body(name) for name in getattr(record.facts, "author_names", []))
    organisation = _organisation(record)
    return named or ((Name(organisation),) if organisation else ())


def _organisation(record: Record) -> str:
    """By its name in the main language: names of bodies are not translated in citations."""
    if not record.facts.organisation_id:
        return ""
    names = record.names["organisation"].get(record.facts.organisation.code, {})
    return names.get(source_language(), "")


def _jurisdiction(record: Record) -> str:
    place = getattr(record.facts, "place", None)
    return record.names["place"].get(place.code, {}).get(source_language(), "") if place else ""


def _keywords(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
