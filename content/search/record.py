"""Rows of the record as entries of the index. Each leads to the page that shows it; without one it is left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from wagtail.models import Page

from content.models import EvaluationPage, PartnersPage, RegionPage
from content.models.search import SearchEntry
from content.search.addresses import Versions, page_versions
from content.search.entries import Entry, Facts
from content.search.vocabulary import Vocabulary
from transparency import models as record
from transparency.models.labels import Label, ProgrammeLabel

Kind = SearchEntry.Kind
TITLE_LENGTH = 140
WITH_MONEY_NOTES = (
    record.StatementLine,
    record.ReportedTotal,
    record.ReportedShare,
    record.Balance,
    record.Instalment,
    record.Contribution,
    record.Cost,
)
WITH_RESULT_NOTES = (record.Observation, record.AchievementQuantity)


class Destinations:
    """Which page shows what, by translation key; whether it is public is seen later."""

    @cached_property
    def finances(self) -> dict[int, UUID]:
        """Programme → its page of finances."""
        return self._pages(record.FinancesPage, "programme")

    @cached_property
    def results(self) -> dict[int, UUID]:
        """Programme → its page of results."""
        return self._pages(record.ResultsPage, "programme")

    @cached_property
    def evaluations(self) -> dict[int, UUID]:
        """Evaluation → its page."""
        return self._pages(EvaluationPage, "evaluation")

    @cached_property
    def regions(self) -> dict[str, UUID]:
        """Code of a place → the page of this region."""
        return self._pages(RegionPage, "place__code")

    @cached_property
    def partners(self) -> dict[int, UUID]:
        """Organisation → the directory of partners that names it."""
        directories = self._pages(PartnersPage, "programme")
        roles = record.Participation.objects.order_by("-pk").values_list("organisation", "programme")
        return {organisation: directories[programme] for organisation, programme in roles if programme in directories}

    @cached_property
    def money_notes(self) -> set[int]:
        """Notes that stand beside figures of money."""
        return self._notes(WITH_MONEY_NOTES)

    @cached_property
    def result_notes(self) -> set[int]:
        """Notes that stand beside figures of results."""
        return self._notes(WITH_RESULT_NOTES)

    def note(self, row: Any) -> UUID | None:
        """The page on which a note stands."""
        if row.pk in self.money_notes:
            return self.finances.get(row.programme_id)
        return self.results.get(row.programme_id) if row.pk in self.result_notes else None

    @staticmethod
    def _pages(model: type[Page], key: str) -> dict[Any, UUID]:
        pages = model._default_manager.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
        return dict(pages.order_by("-path").values_list(key, "translation_key"))

    @staticmethod
    def _notes(users: tuple[type[Any], ...]) -> set[int]:
        parts = [model._default_manager.exclude(note=None).order_by().values_list("note") for model in users]
        return {pk for (pk,) in parts[0].union(*parts[1:])}


@dataclass(frozen=True)
class Part:
    """One kind of row: what it is found as, and which page shows it. ``parents`` are read along with the rows."""

    model: type[Label]
    kind: str
    destination: Callable[[Destinations, Any, Vocabulary], UUID | None]
    parents: tuple[str, ...] = ()
    anchor: str = ""
    weight: float = 0.6


def _region(destinations: Destinations, row: Any, vocabulary: Vocabulary) -> UUID | None:
    chain = vocabulary.place_chain(row.pk)
    return next((destinations.regions[code] for code in chain if code in destinations.regions), None)


PARTS = (
    Part(record.Organisation, Kind.ORGANISATION, lambda found, row, _: found.partners.get(row.pk), weight=0.9),
    Part(record.Place, Kind.PLACE, _region, weight=0.9),
    Part(
        record.Achievement,
        Kind.ACHIEVEMENT,
        lambda found, row, _: found.results.get(row.programme_id),
        anchor="#achievements",
    ),
    Part(record.Conclusion, Kind.RECOMMENDATION, lambda found, row, _: found.evaluations.get(row.evaluation_id)),
    Part(record.Recommendation, Kind.RECOMMENDATION, lambda found, row, _: found.evaluations.get(row.evaluation_id)),
    Part(
        record.ManagementResponse, Kind.RECOMMENDATION, lambda found, row, _: found.evaluations.get(row.evaluation_id)
    ),
    Part(
        record.KeyAction,
        Kind.RECOMMENDATION,
        lambda found, row, _: found.evaluations.get(row.response.evaluation_id),
        parents=("response",),
    ),
    Part(record.Note, Kind.NOTE, lambda found, row, _: found.note(row), weight=0.3),
)


@dataclass
class Chosen:
    """Rows to look at: those with these keys, all of a programme, all that programmes share."""

    rows: dict[str, set[UUID]] = field(default_factory=dict)
    programmes: set[int] = field(default_factory=set)
    shared: bool = False

    def __bool__(self) -> bool:
        return bool(self.rows or self.programmes or self.shared)

    def sources(self) -> set[str]:
        """What the entries of these rows say that they are made from; a row may be gone."""
        named = {f"record:{model}:{key}" for model, keys in self.rows.items() for key in keys}
        if self.programmes or self.shared:
            named |= {source_of(row) for part in PARTS for row in self.of(part)}
        return named

    def of(self, part: Part) -> QuerySet[Any]:
        """The chosen rows of one kind, in the main language."""
        rows = main_rows(part)
        condition = Q(translation_key__in=self.rows.get(part.model._meta.model_name or "", set()))
        if issubclass(part.model, ProgrammeLabel):
            condition |= Q(programme__in=self.programmes)
        elif self.shared:
            return rows
        return rows.filter(condition)


def main_rows(part: Part) -> QuerySet[Any]:
    """All rows of one kind, in the main language."""
    return part.model._default_manager.filter(locale__language_code=settings.LANGUAGE_CODE).select_related(
        *part.parents
    )


def source_of(row: Label) -> str:
    """What entries made from a row say that they are made from."""
    return f"record:{row._meta.model_name}:{row.translation_key}"


def record_entries(chosen: Chosen | None, roots: dict[str, Page], vocabulary: Vocabulary) -> Iterator[Entry]:
    """The entries of these rows; None stands for the whole record."""
    destinations = Destinations()
    for part in PARTS:
        rows = list(main_rows(part) if chosen is None else chosen.of(part))
        if not rows:
            continue
        targets = {row.pk: part.destination(destinations, row, vocabulary) for row in rows}
        pages = page_versions({key for key in targets.values() if key}, roots)
        words = translations(part, rows)
        for row in rows:
            versions = pages.get(targets[row.pk] or row.translation_key)
            if versions:
                yield from _entries(part, row, words, versions, roots, vocabulary)


def translations(part: Part, rows: list[Any]) -> dict[tuple[UUID, str], Any]:
    """Key and language → the row in this language."""
    same = part.model._default_manager.filter(translation_key__in=[row.translation_key for row in rows])
    return {(row.translation_key, row.locale.language_code): row for row in same.select_related("locale")}


def _entries(
    part: Part,
    row: Any,
    words: dict[tuple[UUID, str], Any],
    versions: Versions,
    roots: dict[str, Page],
    vocabulary: Vocabulary,
) -> Iterator[Entry]:
    for half in roots:
        translated = words.get((row.translation_key, half))
        language = half if translated else settings.LANGUAGE_CODE
        texts = [text for name in part.model.label_fields if (text := getattr(translated or row, name))]
        if not texts or versions.words(half) is None:
            continue
        title = Truncator(texts[0]).chars(TITLE_LENGTH)
        yield Entry(
            source=source_of(row),
            half=half,
            language=language,
            kind=part.kind,
            title=title,
            text="\n".join(texts[1:] if title == texts[0] else texts),
            url=versions.address(half, roots) + part.anchor,
            weight=part.weight,
            facts=_facts(part, row, vocabulary),
        )


def _facts(part: Part, row: Any, vocabulary: Vocabulary) -> Facts:
    place = row.pk if part.model is record.Place else getattr(row, "place_id", None)
    sector = vocabulary.sectors.get(getattr(row, "sector_id", None) or 0)
    return Facts(frozenset(vocabulary.place_chain(place)), frozenset([sector] if sector else []))
