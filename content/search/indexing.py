"""Bringing the index up to date: a part of it after a change, all of it by comparison."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from content.models.search import SearchEntry, SearchFacet, SearchWord
from content.search.backends import backend
from content.search.entries import Entry
from content.search.files import file_entries
from content.search.pages import page_entries
from content.search.record import Chosen, record_entries
from content.search.vocabulary import Vocabulary
from content.search.words import WORD, fold
from content.selectors.files import files_of_pages, pages_showing
from publication.navigation import language_roots

Item = TypeVar("Item")

AT_ONCE = 500
SHORTEST_WORD, LONGEST_WORD = 4, 60


@dataclass
class Differences:
    """Keys of entries that were missing, not as they should be, or there without reason."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        return f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"


def refresh(sources: Iterable[str]) -> Differences:
    """Looks again at what changed.

    A source is ``page:<key>``, ``file:<id>``, ``record:<model>:<key>``, ``programme:<id>`` for all rows of a programme,
    ``shared`` for all rows that programmes share, or ``everything``. A page takes the files along that it shows or
    showed, for they are public only through it.
    """
    sources = set(sources)
    if "everything" in sources:
        return compare()
    asked = Asked.parse(sources)
    roots, vocabulary = language_roots(), Vocabulary()
    if asked.pages:
        asked.files |= files_of_pages(asked.pages) | _files_no_longer_shown()
    wanted = list(
        chain(
            page_entries(asked.pages, roots, vocabulary) if asked.pages else (),
            file_entries(asked.files, roots, vocabulary) if asked.files else (),
            record_entries(asked.rows, roots, vocabulary) if asked.rows else (),
        )
    )
    with transaction.atomic():
        there = SearchEntry.objects.filter(source__in=asked.sources())
        found = entries_write(wanted, dict(there.values_list("key", "digest")))
        _remove(found.removed)
        words_store(entries_words(wanted))
    return found


def compare(*, repair: bool = True) -> Differences:
    """Compares the whole index with what it should be, and sets it right unless ``repair`` is off."""
    roots, vocabulary = language_roots(), Vocabulary()
    wanted = chain(
        page_entries(None, roots, vocabulary),
        file_entries(None, roots, vocabulary),
        record_entries(None, roots, vocabulary),
    )
    total, seen, words = Differences(), set[str](), set[str]()
    for part in _batches(wanted):
        keys = [entry.key for entry in part]
        seen.update(keys)
        there = dict(SearchEntry.objects.filter(key__in=keys).values_list("key", "digest"))
        if repair:
            with transaction.atomic():
                found = entries_write(part, there)
        else:
            found = _differences(part, there)
        total.added += found.added
        total.changed += found.changed
        words |= entries_words(part)
    total.removed = [key for key in SearchEntry.objects.values_list("key", flat=True) if key not in seen]
    if repair:
        with transaction.atomic():
            _remove(total.removed)
            _forget_words(words)
            words_store(words)
    return total


@dataclass
class Asked:
    """What to look at, sorted."""

    pages: set[UUID] = field(default_factory=set)
    files: set[int] = field(default_factory=set)
    rows: Chosen = field(default_factory=Chosen)

    @classmethod
    def parse(cls, sources: Iterable[str]) -> "Asked":
        """Sorts what changed. Raises ``ValueError`` for what is not known."""
        asked = cls()
        for source in sources:
            match source.split(":"):
                case ["page", key]:
                    asked.pages.add(UUID(key))
                case ["file", pk]:
                    asked.files.add(int(pk))
                case ["record", model, key]:
                    asked.rows.rows.setdefault(model, set()).add(UUID(key))
                case ["programme", pk]:
                    asked.rows.programmes.add(int(pk))
                case ["shared"]:
                    asked.rows.shared = True
                case _:
                    raise ValueError(source)
        return asked

    def sources(self) -> list[str]:
        """What the entries in question say that they are made from."""
        pages = [f"page:{key}" for key in self.pages]
        return [*pages, *(f"file:{pk}" for pk in self.files), *self.rows.sources()]


def _files_no_longer_shown() -> set[int]:
    files = (
        SearchEntry.objects.filter(kind=SearchEntry.Kind.FILE).order_by().values_list("source", flat=True).distinct()
    )
    ids = {int(source.partition(":")[2]) for source in files}
    return ids - set(pages_showing(ids)) if ids else set()


def _differences(wanted: Collection[Entry], there: dict[str, str]) -> Differences:
    keys = {entry.key for entry in wanted}
    return Differences(
        added=[entry.key for entry in wanted if entry.key not in there],
        changed=[entry.key for entry in wanted if there.get(entry.key, entry.digest) != entry.digest],
        removed=[key for key in there if key not in keys],
    )


def entries_write(wanted: Collection[Entry], there: dict[str, str]) -> Differences:
    """Writes the entries that are missing or differ, with what they can be narrowed down by."""
    found = _differences(wanted, there)
    due = {*found.added, *found.changed}
    entries = [entry for entry in wanted if entry.key in due]
    for part in _batches(entries):
        rows = [SearchEntry(**entry.columns, digest=entry.digest) for entry in part]
        for row in rows:
            backend().prepare(row)
        columns = [name for name in (*part[0].columns, "digest", "vector") if name != "key"]
        SearchEntry.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=columns)
        ids = dict(SearchEntry.objects.filter(key__in=[row.key for row in rows]).values_list("key", "pk"))
        SearchFacet.objects.filter(entry__in=ids.values()).delete()
        SearchFacet.objects.bulk_create(
            SearchFacet(entry_id=ids[entry.key], name=name, value=value[:80])
            for entry in part
            for name, value in sorted(entry.facets)
        )
        backend().written({ids[row.key]: row for row in rows})
    return found


def _remove(keys: Collection[str]) -> None:
    for part in _batches(keys):
        ids = list(SearchEntry.objects.filter(key__in=part).values_list("pk", flat=True))
        backend().removed(ids)
        SearchFacet.objects.filter(entry__in=ids).delete()
        SearchEntry.objects.filter(pk__in=ids).delete()


def entries_words(entries: Iterable[Entry]) -> set[str]:
    """The words of these entries that are worth suggesting."""
    found = {
        word.casefold() for entry in entries for word in WORD.findall(f"{entry.title} {entry.summary} {entry.text}")
    }
    return {word for word in found if SHORTEST_WORD <= len(word) <= LONGEST_WORD and word.isalpha()}


def words_store(words: Collection[str]) -> None:
    for part in _batches(sorted(words)):
        SearchWord.objects.bulk_create(
            [SearchWord(word=word, folded=fold(word)[:LONGEST_WORD]) for word in part], ignore_conflicts=True
        )


def _forget_words(words: Collection[str]) -> None:
    """Forgets the words that no entry has any more."""
    gone = [pk for pk, word in SearchWord.objects.values_list("pk", "word") if word not in words]
    for part in _batches(gone):
        SearchWord.objects.filter(pk__in=part).delete()


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while part := list(islice(iterator, AT_ONCE)):
        yield part
