"""PostgreSQL: text search configurations without accents, and trigrams for what was mistyped."""

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramSimilarity
from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import RawSQL

from content.models.search import SearchEntry, SearchWord
from content.search.backends import MOST, SUMMARY, TEXT, TITLE
from content.search.queries import Query
from content.search.words import WORD, config_language, fold

# From the weight D, which nothing has, to A.
WEIGHTS = [0.0, TEXT, SUMMARY, TITLE]
# A long text is not better for being long.
DIVIDE_BY_LENGTH = 1
NEAR = 3


class PostgresBackend:
    """Made by the migration: the configurations ``es_una`` and ``en_una``, and the indexes."""

    def prepare(self, row: SearchEntry) -> None:
        """The words of a row, each with the weight of where it stands."""
        config = _config(config_language(row.language))
        parts = ((row.title, "A"), (row.summary, "B"), (row.text, "C"))
        # Words alone: PostgreSQL's parser makes one word of two with a hyphen, and in a database without a locale it
        # takes every sign beyond ASCII for a letter.
        vectors = [
            SearchVector(Value(" ".join(WORD.findall(text))), weight=weight, config=config) for text, weight in parts
        ]
        row.vector = vectors[0] + vectors[1] + vectors[2]

    def written(self, rows: dict[int, SearchEntry]) -> None:
        """Nothing more to do: the words are in the row."""

    def removed(self, ids: list[int]) -> None:
        """Nothing more to do."""

    def find(self, query: Query, half: str) -> list[int]:
        """Each language's words are compared by its own rules."""
        asked = {
            language: SearchQuery(query.words, config=_config(language), search_type="websearch")
            for language in ("es", "en")
        }
        rank = Case(
            When(language="en", then=_rank(asked["en"])),
            default=_rank(asked["es"]),
        )
        found = (
            SearchEntry.objects.filter(half=half)
            .filter(Q(vector=asked["en"], language="en") | (Q(vector=asked["es"]) & ~Q(language="en")))
            .annotate(relevance=rank * F("weight"))
            .order_by("-relevance", "-year", "pk")
        )
        return list(found.values_list("pk", flat=True)[:MOST])

    def ids(self, ids: list[int]) -> RawSQL:
        """One parameter, whatever their number."""
        return RawSQL("SELECT unnest(%s::bigint[])", [ids])

    def near_words(self, word: str) -> list[str]:
        """By the groups of three letters that two words share."""
        folded = fold(word)
        near = SearchWord.objects.filter(folded__trigram_similar=folded).annotate(
            similarity=TrigramSimilarity("folded", folded)
        )
        return list(near.order_by("-similarity", "word").values_list("word", flat=True)[:NEAR])


def _config(language: str) -> str:
    return f"{language}_una"


def _rank(query: SearchQuery) -> SearchRank:
    return SearchRank(F("vector"), query, weights=WEIGHTS, normalization=DIVIDE_BY_LENGTH)
