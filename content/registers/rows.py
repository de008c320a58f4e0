"""An item as a row of data: codes plus words in every language, the same columns for every item of a register."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Choices

from content.citations.reference import permanent_url
from content.models.activities import ActivityPage
from content.models.initiatives import InitiativePage
from content.models.ordinances import OrdinancePage
from content.models.products import ProductPage
from content.models.register import RegisterItem
from content.models.studies import StudyPage
from content.registers.records import Record
from transparency.exports.datasets import in_every_language

Row = dict[str, Any]


def row_of(record: Record) -> Row:
    """Everything on record of an item; empty where nothing is. Words that nobody translated are empty, too."""
    facts = record.facts
    own = OWN_COLUMNS.get(type(facts))
    return {
        "permanent_address": permanent_url(record),
        "code": facts.code,
        **choice(record, "kind", type(facts).Kind, facts.kind),
        **words(record, "title"),
        **words(record, "summary"),
        "date": facts.issued,
        **(own(record) if own else {}),
        **label(record, "organisation", facts.organisation.code if facts.organisation_id else ""),
        **labels(record, "place", record.places),
        **labels(record, "sector", record.sectors),
        "programme": facts.programme.code,
        "rights": facts.rights,
        **_file(facts),
        **label(record, "source", facts.source.code if facts.source_id else ""),
        "source_section": facts.source_section,
        **{f"page_{code}": _absolute(record.paths.get(code, "")) for code, _name in settings.LANGUAGES},
        "changed_at": record.changed_at.isoformat(timespec="seconds"),
    }


def words(record: Record, field: str) -> Row:
    """Words of the page in every language that has a page of its own."""
    return {
        f"{field}_{code}": getattr(record.pages[code], field) if code in record.pages else ""
        for code, _name in settings.LANGUAGES
    }


def choice(record: Record, name: str, choices: type[Choices], code: str) -> Row:
    """A code of a fixed list and its words."""
    return {f"{name}_code": code} | {
        f"{name}_{language}": text for language, text in in_every_language(choices(code).label).items()
    }


def label(record: Record, kind: str, code: str) -> Row:
    """A code of the vocabulary and its name in every language."""
    names = record.names[kind].get(code, {})
    return {f"{kind}_code": code} | {f"{kind}_{one}": names.get(one, "") for one, _name in settings.LANGUAGES}


def labels(record: Record, kind: str, codes: tuple[str, ...]) -> Row:
    """Several of them: lists of equal length, with an empty name where one is not translated."""
    names = record.names[kind]
    return {f"{kind}_codes": list(codes)} | {
        f"{kind}s_{one}": [names.get(code, {}).get(one, "") for code in codes] for one, _name in settings.LANGUAGES
    }


def _file(facts: Any) -> Row:
    file = facts.file
    return {
        "file_address": _absolute(file.url) if file else "",
        "file_language": file.language if file else "",
        "file_bytes": file.file_size if file else None,
        "file_pages": file.page_count if file else None,
        "file_sha256": file.sha256 if file else "",
    }


def _absolute(path: str) -> str:
    return settings.PUBLIC_URL + path if path else ""


def _study(record: Record) -> Row:
    study = record.facts
    return {
        **choice(record, "status", StudyPage.Status, study.current_status),
        "authors": study.author_names,
        **words(record, "abstract"),
        **words(record, "method"),
        **words(record, "population"),
        **words(record, "sample"),
        **words(record, "keywords"),
        "edition": study.edition,
        "isbn": study.isbn,
        "doi": study.doi,
    }


def _ordinance(record: Record) -> Row:
    ordinance = record.facts
    return {
        "number": ordinance.number,
        "year": ordinance.year,
        **words(record, "short_name"),
        "jurisdiction_code": ordinance.place.code if ordinance.place_id else "",
        "published_on": _day(ordinance.published_on),
        "in_force_from": _day(ordinance.in_force_from),
        "repealed_on": _day(ordinance.repealed_on),
        **choice(record, "legal_status", OrdinancePage.LegalStatus, ordinance.legal_status),
        "status_checked_on": _day(ordinance.status_checked_on),
        "gazette": ordinance.gazette,
        "gazette_date": _day(ordinance.gazette_date),
        "gazette_page": ordinance.gazette_page,
        "gazette_address": ordinance.gazette_url,
    }


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


OWN_COLUMNS: dict[type[RegisterItem], Callable[[Record], Row]] = {
    StudyPage: _study,
    OrdinancePage: _ordinance,
    ProductPage: lambda record: {**words(record, "audience"), "product_address": record.facts.url},
    InitiativePage: lambda record: words(record, "who"),
    ActivityPage: lambda record: {"ended": record.facts.ended},
}
