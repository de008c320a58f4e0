"""How the data were made, and how far they are translated: told on the page, in the archive and in the workbook."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info, gettext_lazy, ngettext, override
from django.utils.translation import gettext as _

from publication.manifest import as_text
from publication.registry import Stamp
from transparency.exports.licence import terms
from transparency.selectors.labels import Labels
from transparency.views.words import Words

METHOD: tuple[str | Promise, ...] = (
    gettext_lazy(
        "Every row names the document that it was read from, with the page or section and the SHA-256 of the file. "
        "Figures are as printed, also where two documents disagree or a total is not the sum of its parts."
    ),
    gettext_lazy(
        "A figure that the documents do not give is a row without a value, with a note that says why. "
        "A zero stands only where a document prints one."
    ),
    gettext_lazy(
        "Amounts of statements are cumulative up to their date. Groups of people overlap: do not add them up."
    ),
    gettext_lazy(
        "Every classification has a code, the same in all languages, and its words in each language. "
        "Words that are not translated are empty, never replaced by another language's."
    ),
    gettext_lazy(
        "Numbers have no thousands separator and a decimal point; dates are written year, month, day. "
        "A text that a spreadsheet would run as a formula begins with an apostrophe."
    ),
    gettext_lazy(
        "All files are made again whenever the record changes, and carry the number of their release. "
        "The same record gives the same files, byte for byte."
    ),
)


@dataclass(frozen=True)
class Translation:
    """How many of the labels in use exist in a language."""

    language: str
    name: str
    done: int
    all: int


def translations(labels: Labels) -> list[Translation]:
    """The labels that the data mention, counted in every language."""
    every = [words for codes in labels.values() for words in codes.values() if any(words.values())]
    return [
        Translation(
            code,
            str(get_language_info(code)["name_translated"]),
            sum(bool(words.get(code)) for words in every),
            len(every),
        )
        for code, _name in settings.LANGUAGES
    ]


def translation_status(labels: Labels) -> dict[str, Any]:
    """The same for programs: language → how many labels there are in it, and of how many."""
    return {"labels": {one.language: {"translated": one.done, "of": one.all} for one in translations(labels)}}


def readme(data: dict[str, Any], stamp: Stamp, contents: Iterable[tuple[str, str | Promise, int]]) -> str:
    """What the files are, in the active language; ``contents`` are key, title and number of rows of each."""
    language = get_language() or settings.LANGUAGE_CODE
    named = Words(data["labels"], language).plain("programme", data["programme"])
    lines = [
        f"# {named}",
        "",
        _("Programme %(code)s, release %(number)d, %(moment)s")
        % {"code": data["programme"], "number": stamp.number, "moment": as_text(stamp.published_at)},
        "",
        f"## {_('What is in it')}",
        "",
        *(f"- {key}: {title} ({_rows(count)})" for key, title, count in contents),
        f"- columns: {_('what every column means')}",
        "",
        f"## {_('How the data were made')}",
        "",
        *(f"- {paragraph}" for paragraph in METHOD),
        "",
        f"## {_('Translation of the labels')}",
        "",
        *(f"- {one.name}: {one.done} / {one.all}" for one in translations(data["labels"])),
        "",
        f"## {_('Licence')}",
        "",
        terms()[language],
    ]
    return "\n".join(lines) + "\n"


def in_each_language(write: Callable[..., str], *args: Any) -> dict[str, str]:
    """What a function writes in the active language, in every language."""
    written = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            written[code] = write(*args)
    return written


def _rows(count: int) -> str:
    return ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
