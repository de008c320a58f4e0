"""The newest items of a register in a few lines, for pages that lead to them."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from wagtail.models import Page

from content.models.activities import ActivityIndexPage, ActivityPage
from content.models.initiatives import InitiativeIndexPage, InitiativePage
from content.models.ordinances import OrdinanceIndexPage, OrdinancePage
from content.models.products import ProductIndexPage, ProductPage
from content.models.register import RegisterIndexPage, RegisterItem
from content.models.studies import StudyIndexPage, StudyPage
from content.registers.facets import ancestors
from publication.navigation import language_roots, public_path

INDEXES: dict[type[RegisterItem], type[RegisterIndexPage]] = {
    InitiativePage: InitiativeIndexPage,
    OrdinancePage: OrdinanceIndexPage,
    ActivityPage: ActivityIndexPage,
    StudyPage: StudyIndexPage,
    ProductPage: ProductIndexPage,
}


@dataclass(frozen=True)
class Item:
    """An item under the words of the reader's language where there are any; ``language`` is that of its words."""

    title: str
    url: str
    summary: str
    language: str
    kind: str | Promise
    issued: str
    facts: Any


@dataclass(frozen=True)
class ShortList:
    """The newest items of a register, how many there are in all, and where all of them are.

    ``language`` is that of its title.
    """

    name: str
    title: str
    url: str
    language: str
    items: list[Item]
    total: int


def short_list(model: type[RegisterItem], language: str, limit: int, place: str = "") -> ShortList | None:
    """The newest items, of one place and all that lies in it if given; None where the register is not live.

    Four queries, whatever the number of items, and one more for the first list of places.
    """
    roots = language_roots()
    root = roots.get(language)
    index = INDEXES[model]._default_manager.live().public().filter(locale__language_code=language).first()
    if root is None or index is None:
        return None
    originals = (
        model._default_manager.live().public().filter(alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
    )
    if place:
        originals = originals.filter(_lies_in(model, place)).distinct()
    path = public_path(index, root, language)
    return ShortList(
        name=model._meta.model_name or "",
        title=index.title,
        url=f"{path}?place={place}" if place else path,
        language=settings.LANGUAGE_CODE if index.alias_of_id else language,
        items=_items(model, list(originals.defer_streamfields().order_by("-issued", "title")[:limit]), roots, language),
        total=originals.count(),
    )


def codes_in(place: str) -> set[str]:
    """The codes of a place and of everything that lies in it."""
    return {code for code, line in ancestors().items() if place in line} | {place}


def _lies_in(model: type[RegisterItem], place: str) -> Q:
    codes = codes_in(place)
    found = Q()
    for path in model.place_paths:
        found |= Q(**{f"{path}__code__in": codes})
    return found


def _items(model: type[RegisterItem], originals: list[Any], roots: dict[str, Page], language: str) -> list[Item]:
    keys = [page.translation_key for page in originals]
    versions = {
        page.translation_key: page
        for page in model._default_manager.live()
        .public()
        .filter(translation_key__in=keys, locale__language_code=language)
        .defer_streamfields()
    }
    items = []
    for facts in originals:
        shown = versions.get(facts.translation_key, facts)
        own = shown.translation_key in versions
        there = language if own else settings.LANGUAGE_CODE
        items.append(
            Item(
                title=shown.title,
                url=public_path(shown, roots[there], there) if there in roots else "",
                summary=shown.summary,
                language=settings.LANGUAGE_CODE if shown.alias_of_id else there,
                kind=facts.get_kind_display(),
                issued=facts.issued,
                facts=facts,
            )
        )
    return items
