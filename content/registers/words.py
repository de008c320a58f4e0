"""Words with the language that they are in, so that no text passes for another language's."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from transparency.models.labels import SharedLabel

# code → language → name
Names = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Words:
    """A text and its language."""

    text: str
    language: str

    @property
    def foreign(self) -> bool:
        """Whether the text is in another language than the one being spoken."""
        return self.language != speaking()

    def __str__(self) -> str:
        return self.text


def source_language() -> str:
    """The main language, in which facts are kept."""
    return settings.LANGUAGE_CODE


def speaking() -> str:
    """The active language as a code of the site; the main one where translation is switched off."""
    return (get_language() or source_language()).split("-")[0]


def here(text: str) -> Words:
    """A text of the site itself, which is in the active language."""
    return Words(text, speaking())


def label_names(model: type[SharedLabel], codes: Iterable[str]) -> Names:
    """The names of these rows in every language that they are translated to; one query."""
    wanted = set(codes)
    found: Names = defaultdict(dict)
    if wanted:
        rows = model._default_manager.filter(code__in=wanted).order_by()
        for code, language, name in rows.values_list("code", "locale__language_code", model.label_fields[0]):
            if name:
                found[code][language] = name
    return found


def label_words(model: type[SharedLabel], codes: Iterable[str]) -> dict[str, Words]:
    """Code → name in the active language, else in the main one."""
    return {code: best for code, names in label_names(model, codes).items() if (best := in_best_language(names))}


def in_best_language(names: dict[str, str]) -> Words | None:
    """The name in the active language, else in the main one."""
    for language in (speaking(), source_language()):
        if language in names:
            return Words(names[language], language)
    return None


def folded(text: str) -> str:
    """A text without case and accents, to sort by."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def pattern(text: str) -> str:
    """A regular expression that finds a text whatever its case and accents, on every database.

    Each letter stands for itself in either case and with any mark, written as one sign or as two.
    """
    return "".join(_letter(sign) for sign in folded(text))


def _letter(sign: str) -> str:
    if not sign.isalpha():
        return re.escape(sign)
    return f"[{sign}{sign.upper() if len(sign.upper()) == 1 else ''}{MARKED.get(sign, '')}][\u0300-\u036f]*"


def _marked() -> dict[str, str]:
    """Letter → the Latin letters that are this one with a mark."""
    found: dict[str, str] = defaultdict(str)
    for sign in map(chr, range(0xC0, 0x250)):
        if sign.isalpha() and len(plain := folded(sign)) == 1 and plain != sign:
            found[plain] += sign
    return found


MARKED = _marked()
