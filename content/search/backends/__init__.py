"""How each database finds words; both answer the same questions."""

from typing import Protocol

from django.db import connection
from django.db.models.expressions import RawSQL

from content.models.search import SearchEntry
from content.search.queries import Query

# How much a word counts in the title, in the summary and in the text.
TITLE, SUMMARY, TEXT = 1.0, 0.4, 0.1
# A word that is in more entries than this leads nowhere: the best of them are enough to narrow down.
MOST = 2_000


class Backend(Protocol):
    """What the index needs of a database."""

    def prepare(self, row: SearchEntry) -> None:
        """Make a row ready to be saved."""

    def written(self, rows: dict[int, SearchEntry]) -> None:
        """Rows were saved, by their ids."""

    def removed(self, ids: list[int]) -> None:
        """Rows are about to be removed."""

    def find(self, query: Query, half: str) -> list[int]:
        """The entries of a half that hold the query's words, the best first, and not more than ``MOST``."""

    def ids(self, ids: list[int]) -> RawSQL:
        """These ids as a subquery, however many they are."""

    def near_words(self, word: str) -> list[str]:
        """Words of the index that a mistyped word may have meant, the nearest first."""


def backend() -> Backend:
    """The one for the database in use."""
    from content.search.backends.postgresql import PostgresBackend
    from content.search.backends.sqlite import SqliteBackend

    return PostgresBackend() if connection.vendor == "postgresql" else SqliteBackend()
