"""What the columns of the data sets are: their type, and their meaning in every language."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from transparency.exports.datasets import in_every_language
from transparency.formatting import locale_of

STRING, INTEGER, NUMBER, BOOLEAN, DATE, DATETIME = "string", "integer", "number", "boolean", "date", "datetime"
ANY = "any"  # a number or a date


@dataclass(frozen=True)
class Meaning:
    """The type of a column's values (as Table Schema names types) and what they say, in every language."""

    kind: str
    words: dict[str, str]


TYPES = {
    "answered_on": DATE,
    "as_of": DATE,
    "date": DATE,
    "delivered": DATE,
    "difference": NUMBER,
    "due": DATE,
    "base": NUMBER,
    "indigenous": BOOLEAN,
    "met": BOOLEAN,
    "must_exceed": BOOLEAN,
    "number": INTEGER,
    "planned": BOOLEAN,
    "recomputed": ANY,
    "release": INTEGER,
    "released_at": DATETIME,
    "reported": ANY,
    "reported_total": BOOLEAN,
    "source_page": INTEGER,
    "value": NUMBER,
    "value_missing": BOOLEAN,
}

# What a column says; of a label's columns (code and one per language) the meaning stands here once.
MEANINGS: dict[str, str | Promise] = {
    "achievement": gettext_lazy("What was achieved"),
    "address": gettext_lazy("Permanent address of the figure"),
    "answer": gettext_lazy("What was answered to the finding"),
    "answered_by": gettext_lazy("Who answered"),
    "answered_on": gettext_lazy("Day of the answer"),
    "as_of": gettext_lazy("Day up to which the statement counts; its month where precision says so"),
    "as_printed": gettext_lazy("The very characters of the document"),
    "base": gettext_lazy("Amount that the share is taken of; empty where it cannot be known"),
    "basis": gettext_lazy("Whether a document tells it, or two facts stand side by side"),
    "category": gettext_lazy("What else the count is broken down by"),
    "check": gettext_lazy("Code of the check"),
    "code": gettext_lazy("Code of the row"),
    "comments": gettext_lazy("Comments on the action"),
    "conclusion": gettext_lazy("What the evaluation concluded"),
    "contributor": gettext_lazy("Who contributed"),
    "currency": gettext_lazy("Currency of the value, ISO 4217"),
    "date": gettext_lazy("Day; the first one where only the month or the year is known"),
    "deadline": gettext_lazy("Deadline in the words of the document"),
    "delivered": gettext_lazy("Day on which the report was delivered"),
    "denominator": gettext_lazy("What the label says is divided by"),
    "description": gettext_lazy("What the contribution was for"),
    "difference": gettext_lazy("The difference between the two"),
    "due": gettext_lazy("Last day that the deadline allows"),
    "effect": gettext_lazy("What came of the recommendation"),
    "evaluation": gettext_lazy("Evaluation"),
    "figure_after": gettext_lazy("Key of the figure in which it shows"),
    "figure_before": gettext_lazy("Key of the figure that was there before"),
    "figures": gettext_lazy("Keys of the figures in question"),
    "file_name": gettext_lazy("Name of the file that was read"),
    "finding": gettext_lazy("Finding: its code, or its sentence"),
    "findings": gettext_lazy("Codes of the findings on it"),
    "framework": gettext_lazy("Version of the results framework"),
    "funding": gettext_lazy("Whether the people counted also received funding"),
    "indicator": gettext_lazy("What was counted"),
    "indigenous": gettext_lazy("Whether only indigenous people are counted"),
    "issued": gettext_lazy("Date of the document, as far as it says"),
    "key_action": gettext_lazy("What was to be done"),
    "key": gettext_lazy("Key of the figure, with which its address ends"),
    "kind": gettext_lazy("Kind of the row"),
    "label": gettext_lazy("What the document calls the percentage"),
    "language": gettext_lazy("Language of the document"),
    "level": gettext_lazy("Level"),
    "measure": gettext_lazy("What the amount measures"),
    "met": gettext_lazy("Whether the condition was met; empty where that cannot be known"),
    "milestone": gettext_lazy("What happened"),
    "must_exceed": gettext_lazy("Whether the share must be exceeded, or only reached"),
    "note": gettext_lazy("What explains the value, or why it is missing"),
    "number": gettext_lazy("Number that the document gives it"),
    "numerator": gettext_lazy("What the label says is divided"),
    "organisation": gettext_lazy("Organisation; the whole programme where it is empty"),
    "organisation_type": gettext_lazy("Type of organisation (codes of IATI)"),
    "origin": gettext_lazy("Where the money was to come from"),
    "outcome": gettext_lazy("Outcome of the results framework"),
    "parent": gettext_lazy("Code of the place that it lies in"),
    "period": gettext_lazy("Period, as the programme names it"),
    "phase": gettext_lazy("Whether the role was held at first or later"),
    "place": gettext_lazy("Place; its code is its UBIGEO"),
    "planned": gettext_lazy("Whether the programme's plan foresaw it"),
    "precision": gettext_lazy("How exactly the day is known"),
    "product": gettext_lazy("Study or other work"),
    "programme": gettext_lazy("Code of the programme"),
    "publisher": gettext_lazy("Who issued the document"),
    "reading": gettext_lazy("How “transferred” is read: as printed in the report, or as paid by the fund"),
    "recommendation": gettext_lazy("What the evaluation recommended"),
    "recomputed": gettext_lazy("What the record gives when it is reckoned again"),
    "release": gettext_lazy("Number of the release that these data belong to"),
    "released_at": gettext_lazy("When that release was made (UTC)"),
    "reported": gettext_lazy("What the document prints"),
    "reported_total": gettext_lazy("Whether the document prints the value as a total"),
    "response": gettext_lazy("The management's answer"),
    "responsible": gettext_lazy("Who was to do it"),
    "role": gettext_lazy("Role"),
    "sector": gettext_lazy("Sector of work"),
    "severity": gettext_lazy("How much the finding weighs"),
    "sex": gettext_lazy("Sex of the people counted"),
    "sha256": gettext_lazy("SHA-256 of the file that was read"),
    "source": gettext_lazy("Document that the row was read from"),
    "source_page": gettext_lazy("Page of that document"),
    "source_section": gettext_lazy("Section of that document, as it names it"),
    "source_sha256": gettext_lazy("SHA-256 of the file that was read"),
    "statement_kind": gettext_lazy("Kind of financial statement"),
    "status": gettext_lazy("Status"),
    "table": gettext_lazy("Table of the record that the figure stands in"),
    "theme": gettext_lazy("Theme that runs through every sector"),
    "title": gettext_lazy("Title"),
    "unit": gettext_lazy("What the value counts"),
    "value": gettext_lazy("The figure; empty where there is none"),
    "value_missing": gettext_lazy("Whether a figure was expected and the documents do not give it"),
}


def base_of(column: str) -> tuple[str, str]:
    """A column's name without the part that says code or language, and that part: ``("sector", "en")``."""
    base, _separator, last = column.rpartition("_")
    parts = {"code", *(code for code, _name in settings.LANGUAGES)}
    return (base, last) if base and last in parts else (column, "")


@cache
def meaning(column: str) -> Meaning:
    """What a column is; a column that the dictionary does not have is a text without a description.

    Remembered: it is asked for each column of each data set in each format, and never changes while a process runs.
    """
    base, part = base_of(column)
    if not part:
        return Meaning(TYPES.get(base, STRING), in_every_language(MEANINGS.get(base, "")))
    said = {}
    for language, words in in_every_language(MEANINGS.get(base, "")).items():
        with override(language):
            said[language] = f"{words} ({_part_name(part, language)})" if words else ""
    return Meaning(STRING, said)


def _part_name(part: str, language: str) -> str:
    return _("code") if part == "code" else str(locale_of(language).languages.get(part, part))
