"""The facts of an item as its page lists them: what is on record, and what is not."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.dates import parse_partial_date
from content.models.activities import ActivityPage
from content.models.documents import DocumentPage
from content.models.initiatives import InitiativePage
from content.models.ordinances import OrdinancePage
from content.models.products import ProductPage
from content.models.register import RegisterItem
from content.models.studies import StudyPage
from content.registers.records import Record
from content.registers.words import Words, here, source_language, speaking
from transparency.formatting import date as date_in_words


@dataclass(frozen=True)
class Fact:
    """A line of the list. Without values it is not on record, and says so. ``url`` is where the one value leads."""

    term: str
    values: list[Words]
    url: str = ""


def item_facts(record: Record) -> list[Fact]:
    """What readers are told of an item beside its story, in the active language."""
    return FACTS[type(record.facts)](record)


def date_words(text: str) -> list[Words]:
    """A date as far as it is known."""
    if not text:
        return []
    known = parse_partial_date(text)
    return [here(date_in_words(known.first_day, speaking(), known.precision))]


def day_words(day: datetime.date | None) -> list[Words]:
    """A date known to the day."""
    return [here(date_in_words(day, speaking()))] if day else []


def choice_words(label: str | Promise) -> list[Words]:
    """A word of a fixed list."""
    return [here(capfirst(str(label)))]


def known_choice(choice: TextChoices, unknown: TextChoices) -> list[Words]:
    """A word of a fixed list of which one word says that it is not on record."""
    return [] if choice == unknown else choice_words(choice.label)


def printed(text: str) -> list[Words]:
    """What stands in the documents, which are in the main language."""
    return [Words(text, source_language())] if text else []


def told(record: Record, field: str) -> list[Words]:
    """Words that were written for the page, in the language of the page that is shown."""
    text = getattr(record.page, field)
    return [Words(text, record.language)] if text else []


def known_only(facts: Iterable[Fact]) -> list[Fact]:
    """Facts that few items have: those without are passed over."""
    return [fact for fact in facts if fact.values]


def _organisation(record: Record) -> list[Words]:
    named = record.organisation_named()
    return [named] if named else []


def _where_and_what(record: Record) -> list[Fact]:
    return [Fact(_("Place"), record.places_named()), Fact(_("Sector"), record.sectors_named())]


def _study(record: Record) -> list[Fact]:
    study: StudyPage = record.facts
    return [
        Fact(_("Kind"), choice_words(study.get_kind_display())),
        Fact(_("Status"), known_choice(study.current_status, StudyPage.Status.NOT_ON_RECORD)),
        Fact(_("Authors"), [Words(name, source_language()) for name in study.author_names]),
        Fact(_("Responsible organisation"), _organisation(record)),
        Fact(_("Date"), date_words(study.issued)),
        *_where_and_what(record),
        Fact(_("Method"), told(record, "method")),
        Fact(_("Population"), told(record, "population")),
        Fact(_("Sample"), told(record, "sample")),
        *known_only(
            [
                Fact(_("Edition"), printed(study.edition)),
                Fact(_("Keywords"), told(record, "keywords")),
                Fact("ISBN", printed(study.isbn)),
                Fact("DOI", printed(study.doi), url=f"https://doi.org/{study.doi}"),
                Fact(_("Rights"), printed(study.rights)),
            ]
        ),
    ]


def _ordinance(record: Record) -> list[Fact]:
    ordinance: OrdinancePage = record.facts
    legal_status = OrdinancePage.LegalStatus(ordinance.legal_status)
    return [
        Fact(_("Type"), choice_words(ordinance.get_kind_display())),
        Fact(_("Number as printed"), printed(ordinance.number)),
        Fact(_("Year"), printed(str(ordinance.year or ""))),
        Fact(_("Issuing body"), _organisation(record)),
        *_where_and_what(record),
        Fact(_("Approved"), date_words(ordinance.issued)),
        Fact(_("Published"), day_words(ordinance.published_on)),
        Fact(_("In force from"), day_words(ordinance.in_force_from)),
        *known_only([Fact(_("Repealed"), day_words(ordinance.repealed_on))]),
        Fact(_("Legal status"), known_choice(legal_status, OrdinancePage.LegalStatus.UNKNOWN)),
        *known_only([Fact(_("Status checked on"), day_words(ordinance.status_checked_on))]),
        Fact(_("Gazette"), _gazette(ordinance), url=ordinance.gazette_url),
        *known_only([Fact(_("Legal value of the text"), told(record, "legal_value"))]),
        *known_only([Fact(_("Rights"), printed(ordinance.rights))]),
    ]


def _gazette(ordinance: OrdinancePage) -> list[Words]:
    if not ordinance.gazette:
        return []
    page = _("page %(page)s") % {"page": ordinance.gazette_page} if ordinance.gazette_page else ""
    day = "".join(words.text for words in day_words(ordinance.gazette_date))
    return [here(", ".join(part for part in (ordinance.gazette, day, page) if part))]


def _product(record: Record) -> list[Fact]:
    product: ProductPage = record.facts
    return [
        Fact(_("Kind"), choice_words(product.get_kind_display())),
        Fact(_("For whom"), told(record, "audience")),
        Fact(_("Responsible organisation"), _organisation(record)),
        Fact(_("Date"), date_words(product.issued)),
        *_where_and_what(record),
        *known_only([Fact(_("Address"), printed(product.url), url=product.url)]),
        *known_only([Fact(_("Rights"), printed(product.rights))]),
    ]


def _initiative(record: Record) -> list[Fact]:
    initiative: InitiativePage = record.facts
    return [
        Fact(_("Kind"), choice_words(initiative.get_kind_display())),
        Fact(_("Who runs it"), told(record, "who")),
        Fact(_("Responsible organisation"), _organisation(record)),
        Fact(_("Since"), date_words(initiative.issued)),
        *_where_and_what(record),
    ]


def _document(record: Record) -> list[Fact]:
    document: DocumentPage = record.facts
    return [
        Fact(_("Kind"), choice_words(document.get_kind_display())),
        Fact(_("Responsible organisation"), _organisation(record)),
        Fact(_("Date"), date_words(document.issued)),
        *known_only(_where_and_what(record)),
        *known_only([Fact(_("Rights"), printed(document.rights))]),
    ]


def _activity(record: Record) -> list[Fact]:
    activity: ActivityPage = record.facts
    return [
        Fact(_("Kind"), choice_words(activity.get_kind_display())),
        Fact(_("Began"), date_words(activity.issued)),
        *known_only([Fact(_("Ended"), date_words(activity.ended))]),
        Fact(_("Place"), record.places_named() or [here(_("the whole country"))]),
        *known_only([Fact(_("Sector"), record.sectors_named())]),
        Fact(_("Responsible organisation"), _organisation(record)),
    ]


FACTS: dict[type[RegisterItem], Callable[[Any], list[Fact]]] = {
    StudyPage: _study,
    OrdinancePage: _ordinance,
    ProductPage: _product,
    InitiativePage: _initiative,
    DocumentPage: _document,
    ActivityPage: _activity,
}
