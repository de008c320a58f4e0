"""SQLite: a full-text table (FTS5) of words without accents and endings."""

import json
import re
from difflib import get_close_matches
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from content.models.search import SearchEntry, SearchWord
from content.search.backends import MOST, SUMMARY, TEXT, TITLE
from content.search.queries import Query
from content.search.words import config_language, fold, stems

TABLE = "content_search_fts"
LIKENESS, NEAR, SLACK = 0.75, 3, 2
# A phrase in quotation marks, or a word; a minus before either leaves out what has it.
TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


class SqliteBackend:
    """The table is made by the migration. Its rows have the ids of the entries; it holds stems, never shown."""

    def prepare(self, row: SearchEntry) -> None:
        """Nothing: the words are written once the row has an id."""

    def written(self, rows: dict[int, SearchEntry]) -> None:
        """Puts the stems of each row into the table, over those that were there."""
        self.removed(list(rows))
        values: list[Any] = [
            (pk, *(" ".join(stems(text, row.language)) for text in (row.title, row.summary, row.text)))
            for pk, row in rows.items()
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, title, summary, text) VALUES (%s, %s, %s, %s)",  # noqa: S608
                values,
            )

    def removed(self, ids: list[int]) -> None:
        """Takes rows out of the table."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {TABLE} WHERE rowid IN (SELECT value FROM json_each(%s))",  # noqa: S608
                [json.dumps(ids)],
            )

    def find(self, query: Query, half: str) -> list[int]:
        """Each language's words are compared by its own rules."""
        found: list[tuple[float, int, int]] = []
        for language in ("es", "en"):
            terms = match_terms(query.words, language)
            if terms:
                found += self._matches(terms, half, language)
        return [pk for _relevance, _year, pk in sorted(found)[:MOST]]

    def _matches(self, terms: str, half: str, language: str) -> list[tuple[float, int, int]]:
        # bm25() is the smaller the better a row fits.
        statement = f"""
            SELECT bm25({TABLE}, {TITLE}, {SUMMARY}, {TEXT}) * entry.weight, -coalesce(entry.year, 0), entry.id
            FROM {TABLE} JOIN content_searchentry entry ON entry.id = {TABLE}.rowid
            WHERE {TABLE} MATCH %s AND entry.half = %s AND (entry.language = 'en') = %s
        """  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(statement, [terms, half, language == "en"])
            return cursor.fetchall()

    def ids(self, ids: list[int]) -> RawSQL:
        """One parameter, whatever their number."""
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(ids)])

    def near_words(self, word: str) -> list[str]:
        """Among words of about the same length that begin or end alike."""
        folded = fold(word)
        likely = SearchWord.objects.annotate(length=Length("folded")).filter(
            Q(folded__startswith=folded[:1]) | Q(folded__endswith=folded[-2:]),
            length__gte=len(folded) - SLACK,
            length__lte=len(folded) + SLACK,
        )
        words = {found: word for word, found in likely.order_by("-word").values_list("word", "folded")}
        return [words[near] for near in get_close_matches(folded, words, NEAR, LIKENESS)]


def match_terms(words: str, language: str) -> str:
    """What was typed as FTS5 understands it; empty where only words were typed that say nothing."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in TERM.findall(words):
        found = stems(phrase or word, config_language(language))
        if found:
            (unwanted if minus else wanted).append('"{}"'.format(" ".join(found)))
    if not wanted:
        return ""
    return " ".join([" AND ".join(wanted), *(f"NOT {term}" for term in unwanted)])
