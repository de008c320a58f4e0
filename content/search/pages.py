"""Pages as entries of the index."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from content.models import (
    ActivityPage,
    AlbumPage,
    DocumentPage,
    EvaluationPage,
    InitiativePage,
    OrdinancePage,
    PhotoArchivePage,
    ProductPage,
    RegionPage,
    StudyPage,
)
from content.models.search import SearchEntry
from content.search.addresses import page_versions
from content.search.entries import Entry, Facts
from content.search.vocabulary import Vocabulary
from transparency.models import Organisation, Place, Sector
from transparency.models.pages import ReleasedPage

Kind = SearchEntry.Kind
KINDS: dict[type[Page], str] = {
    ActivityPage: Kind.ACTIVITY,
    AlbumPage: Kind.PHOTOS,
    DocumentPage: Kind.DOCUMENT,
    EvaluationPage: Kind.EVALUATION,
    InitiativePage: Kind.INITIATIVE,
    OrdinancePage: Kind.ORDINANCE,
    PhotoArchivePage: Kind.PHOTOS,
    ProductPage: Kind.PRODUCT,
    RegionPage: Kind.REGION,
    ReleasedPage: Kind.FIGURES,
    StudyPage: Kind.STUDY,
}
# These stand elsewhere in the entry, or are no words to read.
NOT_TEXT = {"title", "slug", "seo_title", "summary"}
# Facts that are words or numbers and that people search for, whatever the type of page.
WORDY_FACTS = ("number", "year", "authors", "isbn", "doi", "gazette")
AT_ONCE = 200


def page_entries(keys: Collection[UUID] | None, roots: dict[str, Page], vocabulary: Vocabulary) -> Iterator[Entry]:
    """The entries of the public pages with these translation keys; None stands for every page."""
    versions = page_versions(keys, roots)
    chosen = list(versions)
    for start in range(0, len(chosen), AT_ONCE):
        part = {key: versions[key] for key in chosen[start : start + AT_ONCE]}
        facts = fact_pages(part)
        specific = specific_pages([page for found in part.values() for page in found.originals.values()])
        for key, found in part.items():
            for half in roots:
                words = found.words(half)
                if words is not None and words.pk in specific:
                    source = facts.get(key) or specific[words.pk]
                    yield _entry(half, specific[words.pk], source, found.address(half, roots), vocabulary)


def fact_pages(versions: Collection[UUID]) -> dict[UUID, Page]:
    """Translation key → the page in the main language, live or not, that facts are read from."""
    pages = Page.objects.filter(
        translation_key__in=list(versions), locale__language_code=settings.LANGUAGE_CODE, alias_of=None
    )
    return {page.translation_key: page for page in specific_pages(list(pages)).values()}


def specific_pages(pages: list[Page]) -> dict[int, Page]:
    """The pages as what they are, by id; a query per type."""
    found = Page.objects.filter(pk__in=[page.pk for page in pages]).select_related("locale").specific()
    return {page.pk: page for page in found}


def _entry(half: str, page: Page, source: Page, url: str, vocabulary: Vocabulary) -> Entry:
    language = page.locale.language_code
    with override(language):  # blocks name their choices in the active language
        text = "\n".join(words_of(page))
    return Entry(
        source=f"page:{page.translation_key}",
        half=half,
        language=language,
        kind=next((kind for model, kind in KINDS.items() if isinstance(page, model)), Kind.PAGE),
        title=page.title,
        url=url,
        summary=getattr(page, "summary", "") or page.search_description,
        text=text,
        facts=facts_of(source, language, vocabulary),
    )


def words_of(row: Any) -> list[str]:
    """Everything that translators would translate: what readers read."""
    found: list[str] = []
    for rule in row.translatable_fields:
        if not isinstance(rule, TranslatableField) or rule.field_name in NOT_TEXT:
            continue
        field, value = row._meta.get_field(rule.field_name), getattr(row, rule.field_name)
        if isinstance(field, models.ManyToOneRel):
            found += [words for child in value.all() for words in words_of(child)]
        elif hasattr(field, "get_searchable_content"):
            found += [str(part) for part in field.get_searchable_content(value)]
        elif value:
            found.append(str(value))
    return found


def facts_of(page: Page, language: str, vocabulary: Vocabulary) -> Facts:
    """What the page in the main language says about where, what and when, with its names in ``language``."""
    chains = [vocabulary.place_chain(pk) for pk in _places(page)]
    sectors = [vocabulary.sectors[row.pk] for row in page.sectors.all()] if hasattr(page, "sectors") else []
    organisation = vocabulary.organisations.get(getattr(page, "organisation_id", None) or 0)
    places = list(dict.fromkeys(code for chain in chains for code in chain))
    words = [str(value) for name in WORDY_FACTS if (value := getattr(page, name, None))]
    words += vocabulary.all_names(Place, places, language) + vocabulary.all_names(Sector, sectors, language)
    words += vocabulary.all_names(Organisation, [organisation] if organisation else [], language)
    year = getattr(page, "year", None) or (getattr(page, "issued", "") or "")[:4]
    return Facts(frozenset(places), frozenset(sectors), int(year) if year else None, tuple(words))


def _places(page: Page) -> list[int]:
    found = [row.pk for row in page.places.all()] if hasattr(page, "places") else []
    place = getattr(page, "place_id", None)
    return [*found, place] if place else found
