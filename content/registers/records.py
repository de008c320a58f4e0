"""Items with everything that lists, exports and feeds say of them, read in a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from content.models.identifiers import Identifier
from content.models.register import RegisterItem
from content.registers.words import Names, Words, in_best_language, label_names, source_language, speaking
from publication.navigation import language_roots, public_path
from transparency.models import Organisation, Place, Sector, Source
from transparency.models.labels import SharedLabel

LABELS: dict[str, type[SharedLabel]] = {
    "organisation": Organisation,
    "place": Place,
    "sector": Sector,
    "source": Source,
}

# kind of label → code → language → name
LabelNames = dict[str, Names]


@dataclass(frozen=True)
class Record:
    """An item. ``facts`` is its page in the main language; ``pages`` are those with words of their own, by language;
    ``paths`` lead to it in every language."""

    facts: Any
    pages: dict[str, Any]
    paths: dict[str, str]
    places: tuple[str, ...]
    sectors: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    names: LabelNames

    @property
    def page(self) -> Any:
        """The page whose words readers of the active language get."""
        return self.pages.get(speaking(), self.facts)

    @property
    def language(self) -> str:
        """The language of those words."""
        return speaking() if speaking() in self.pages else source_language()

    @property
    def foreign(self) -> bool:
        """Whether nobody has translated it to the active language."""
        return self.language != speaking()

    @property
    def url(self) -> str:
        """Where readers of the active language find it."""
        return self.paths.get(speaking()) or self.paths.get(source_language(), "")

    @property
    def identifier(self) -> str:
        """The newest of its permanent addresses, without ``/id/``; empty before it is published."""
        return self.identifiers[-1].path if self.identifiers else ""

    @property
    def changed_at(self) -> datetime.datetime:
        """When its words or facts last changed for readers, in any language."""
        changed = self.identifiers[-1].changed_at if self.identifiers else self.facts.last_published_at
        return changed or timezone.now()

    def name(self, kind: str, code: str) -> Words | None:
        """A name of the vocabulary in the active language, else in the main one."""
        return in_best_language(self.names[kind].get(code, {}))

    def places_named(self) -> list[Words]:
        """Its places."""
        return self._named("place", self.places)

    def sectors_named(self) -> list[Words]:
        """Its sectors."""
        return self._named("sector", self.sectors)

    def organisation_named(self) -> Words | None:
        """The responsible organisation."""
        return self.name("organisation", self.facts.organisation.code) if self.facts.organisation_id else None

    def source_named(self) -> Words | None:
        """The document that tells of it."""
        return self.name("source", self.facts.source.code) if self.facts.source_id else None

    def _named(self, kind: str, codes: Iterable[str]) -> list[Words]:
        return [words for code in codes if (words := self.name(kind, code))]


def read_records(model: type[RegisterItem], ids: Sequence[int]) -> list[Record]:
    """The records of these items, which are pages in the main language, in this order."""
    joined = ["locale", "programme", *(name for name in model.joined_facts)]
    found = model._default_manager.select_related(*joined).in_bulk(list(ids))
    originals = [found[item] for item in ids if item in found]
    return _records(model, originals, _codes(model, ids, model.place_paths), _codes(model, ids, ("sectors",)))


def read_record(page: RegisterItem) -> Record:
    """The record of one item, from its page in any language; a draft is read as it stands."""
    facts: Any = page.facts
    places = [place.code for place in facts.places.all()]
    for path in facts.place_paths:
        place = getattr(facts, path) if path != "places" else None
        if place is not None and place.code not in places:
            places.insert(0, place.code)
    sectors = [sector.code for sector in facts.sectors.all()]
    [record] = _records(type(facts), [facts], {facts.pk: places}, {facts.pk: sectors})
    if page.alias_of_id is None:
        record.pages[page.locale.language_code] = page
    return record


def _records(
    model: type[RegisterItem], originals: list[Any], places: dict[int, list[str]], sectors: dict[int, list[str]]
) -> list[Record]:
    versions = _versions(model, originals)
    identifiers = _identifiers(originals)
    names = _names(originals, places, sectors)
    roots = language_roots()
    records = []
    for facts in originals:
        versions_of = versions[facts.translation_key]
        pages = {language: page for language, page in versions_of.items() if page.alias_of_id is None}
        pages[source_language()] = facts
        paths = {
            language: public_path(page, roots[language], language)
            for language, page in {**versions_of, source_language(): facts}.items()
            if language in roots
        }
        records.append(
            Record(
                facts=facts,
                pages=pages,
                paths=paths,
                places=tuple(places.get(facts.pk, ())),
                sectors=tuple(sectors.get(facts.pk, ())),
                identifiers=tuple(identifiers[facts.translation_key]),
                names=names,
            )
        )
    return records


def _versions(model: type[RegisterItem], originals: list[Any]) -> dict[Any, dict[str, Any]]:
    """Translation key → language → its page there, for everybody to read; it may be an alias."""
    keys = {page.translation_key for page in originals}
    found: dict[Any, dict[str, Any]] = defaultdict(dict)
    pages = model._default_manager.live().public().filter(translation_key__in=keys)
    for page in pages.select_related("locale"):
        found[page.translation_key][page.locale.language_code] = page
    return found


def _identifiers(originals: list[Any]) -> dict[Any, list[Identifier]]:
    keys = {page.translation_key for page in originals}
    found: dict[Any, list[Identifier]] = defaultdict(list)
    for row in Identifier.objects.filter(translation_key__in=keys).order_by("given_at", "pk"):
        found[row.translation_key].append(row)
    return found


def _codes(model: type[RegisterItem], ids: Sequence[int], paths: tuple[str, ...]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = model._default_manager.filter(pk__in=ids).order_by(*(f"{path}__code" for path in paths))
    for item, *codes in rows.values_list("pk", *(f"{path}__code" for path in paths)):
        found[item] = list(dict.fromkeys([*found[item], *filter(None, codes)]))
    return found


def _names(originals: list[Any], places: dict[int, list[str]], sectors: dict[int, list[str]]) -> LabelNames:
    used = {
        "organisation": {page.organisation.code for page in originals if page.organisation_id},
        "source": {page.source.code for page in originals if page.source_id},
        "place": {code for codes in places.values() for code in codes},
        "sector": {code for codes in sectors.values() for code in codes},
    }
    return {kind: label_names(LABELS[kind], codes) for kind, codes in used.items()}
