"""Words as search compares them: without case, accents and endings."""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\w+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that say nothing: PostgreSQL's own lists leave out more of them, SQLite has none.
STOP_WORDS = {
    "es": _set(
        "a al ante con contra cual cuando de del desde donde el ella en entre era es esa ese esta este fue ha han "
        "hasta la las le les lo los mas me mi muy no nos o para pero por que quien se sin sobre son su sus tambien te "
        "tu un una uno y ya"
    ),
    "en": _set(
        "a about an and are as at be been but by for from had has have if in into is it its no not of on or our such "
        "that the their then there these they this to was we were what when where which who will with you"
    ),
}
ALGORITHMS = {"es": "spanish", "en": "english"}
# Number, year and, where it is printed, the letters of who passed it: 015-2012-MDQ, 012/2012, N° 15 - 2012.
RULE_NUMBER = re.compile(r"(?<!\w)(\d{1,5})\s?[-/]\s?((?:19|20)\d\d)(?!\d)((?:[-/][^\W\d_]+)*)")
YEAR = re.compile(r"(?:19|20)\d\d")

_local = threading.local()


def fold(text: str) -> str:
    """Without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def config_language(language: str) -> str:
    """The language whose rules apply: words of any other language are treated as Spanish ones."""
    return language if language in ALGORITHMS else "es"


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """A word without case, accents and ending; empty for one that says nothing."""
    language, folded = config_language(language), fold(word)
    if folded in STOP_WORDS[language]:
        return ""
    stemmers = _local.__dict__.setdefault("stemmers", {})  # one each thread: they keep the word they work on
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(ALGORITHMS[language])
    ended: str = stemmers[language].stemWord(folded)
    return ended


def stems(text: str, language: str) -> list[str]:
    """The stems of a text, in order, without the words that say nothing."""
    return [ended for word in WORD.findall(text) if (ended := stem(word, language))]


def rule_numbers(text: str) -> list[str]:
    """The numbers of rules in a text, written alike: ``15-2012-mdq``."""
    return [rule_number(*found.groups()) for found in RULE_NUMBER.finditer(text)]


def rule_number(number: str, year: str, letters: str) -> str:
    """One number of a rule without leading zeros, in small letters, with dashes."""
    return f"{int(number)}-{year}{fold(letters).replace('/', '-')}"
