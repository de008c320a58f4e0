"""What a reader typed, understood."""

import re
from dataclasses import dataclass

from content.search.words import RULE_NUMBER, WORD, YEAR, rule_numbers

LONGEST = 200
# Quotation marks keep words together whichever they are; every other sign but a leading minus only parts words.
QUOTATION_MARKS = str.maketrans("«»“”„‟", '"' * 6)
WITHIN_A_WORD, SIGN = re.compile(r"(?<=\w)-(?=\w)"), re.compile(r'[^\w\s"-]')
MOST_WORDS = 12


@dataclass(frozen=True)
class Query:
    """``numbers`` of rules and ``years`` are looked up as what they are; ``words`` are searched in the texts.

    A year among words is one of the words: it stands in the text of what has it.
    """

    typed: str
    words: str
    numbers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.numbers or self.years)


def parse(typed: str) -> Query:
    """Reads what was typed; never fails."""
    text = " ".join(typed.replace("\x00", " ").split())[:LONGEST]
    numbers = tuple(rule_numbers(text))
    rest = RULE_NUMBER.sub(" ", text).translate(QUOTATION_MARKS)
    rest = SIGN.sub(" ", WITHIN_A_WORD.sub(" ", rest))
    words = WORD.findall(rest)
    if numbers:  # "N° 015-2012": the sign before a number is no word to search for
        words = [word for word in words if word.casefold() not in ("n", "nº", "nro", "no", "num")]
        rest = " ".join(words)
    if words and all(YEAR.fullmatch(word) for word in words):
        return Query(text, "", numbers, tuple(int(word) for word in words))
    if len(words) > MOST_WORDS:
        rest = " ".join(words[:MOST_WORDS])
    return Query(text, rest.strip() if words else "", numbers)
