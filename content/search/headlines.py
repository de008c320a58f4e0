"""The part of a text that shows why it was found, cut into pieces so that templates escape every one of them."""

from dataclasses import dataclass

from content.search.words import WORD, fold, stem, stems

LENGTH = 260
# Words with one stem begin alike, so that most words of a long text need no stemming.
COMMON_START = 2


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``marked`` when it is one of the words that were searched for."""

    text: str
    marked: bool = False


def pieces(text: str, wanted: frozenset[str], language: str) -> list[Piece]:
    """A text with the wanted stems marked."""
    found: list[Piece] = []
    end = 0
    for start, stop in spans(text, wanted, language):
        if start > end:
            found.append(Piece(text[end:start]))
        found.append(Piece(text[start:stop], marked=True))
        end = stop
    if end < len(text):
        found.append(Piece(text[end:]))
    return found


def snippet(text: str, wanted: frozenset[str], language: str) -> list[Piece]:
    """About as much of a text as two lines hold, from where most of the wanted words stand close together."""
    text = " ".join(text.split())
    if len(text) <= LENGTH:
        return pieces(text, wanted, language)
    start = best_start(spans(text, wanted, language))
    start = text.rfind(" ", 0, max(start - LENGTH // 4, 0)) + 1
    stop = start + LENGTH
    stop = len(text) if stop >= len(text) else max(text.rfind(" ", start, stop), start + 1)
    shown = pieces(text[start:stop], wanted, language)
    before = [Piece("… ")] if start else []
    after = [Piece(" …")] if stop < len(text) else []
    return [*before, *shown, *after]


def best_start(found: list[tuple[int, int]]) -> int:
    """Where the words stand after which most others follow within a snippet; the beginning where there are none."""
    best, most = 0, 0
    for index, (start, _stop) in enumerate(found):
        count = sum(1 for other, _ in found[index:] if other < start + LENGTH * 3 // 4)
        if count > most:
            best, most = start, count
    return best


def spans(text: str, wanted: frozenset[str], language: str) -> list[tuple[int, int]]:
    """Where the wanted stems stand in a text."""
    starts = tuple({word[:COMMON_START] for word in wanted})
    return [
        found.span()
        for found in WORD.finditer(text)
        if fold(found[0]).startswith(starts) and stem(found[0], language) in wanted
    ]


def wanted_stems(words: str, language: str) -> frozenset[str]:
    """The stems to mark for what was typed."""
    return frozenset(stems(words, language))
