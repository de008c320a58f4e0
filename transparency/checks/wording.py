"""The sentences of findings in a reader's language: labels, numbers and dates put in as that language writes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import ngettext

from transparency import formatting
from transparency.checks.findings import Finding
from transparency.checks.quantities import (
    Amount,
    Count,
    Day,
    Days,
    Label,
    Percent,
    Phrase,
    Quantity,
    Said,
    Series,
    Words,
)
from transparency.views.words import Words as PageWords
from transparency.views.words import filled


@dataclass(frozen=True)
class Wording:
    """Says findings in the language of ``words``, which must be the active one."""

    words: PageWords

    def sentence(self, finding: Finding) -> SafeString:
        """The sentence as markup: a label in another language is marked as such."""
        filled = self._filled(str(finding.sentence), finding.values)
        return mark_safe(capfirst(filled))  # noqa: S308 (one letter of what is safe already)

    def plain_sentence(self, finding: Finding) -> str:
        """The sentence as text, for downloads and terminals."""
        return str(capfirst(self._filled_plain(str(finding.sentence), finding.values)))

    def quantity(self, quantity: Quantity | None, *, signed: bool = False) -> str:
        """A value as readers expect it, with a plus sign where it is an excess; nothing for none."""
        if quantity is None:
            return ""
        if isinstance(quantity, Day):
            return formatting.date(quantity.date, self.words.language, quantity.precision)
        shown = self._number(quantity)
        return f"+{shown}" if signed and quantity.value > 0 else shown

    def _number(self, quantity: Amount | Count | Percent | Days) -> str:
        language = self.words.language
        if isinstance(quantity, Amount):
            return formatting.money(quantity.value, quantity.currency, language)
        if isinstance(quantity, Percent):
            return formatting.percent(quantity.value, language, quantity.decimals)
        number = formatting.number(quantity.value, language)
        if isinstance(quantity, Days):
            return ngettext("%(number)s day", "%(number)s days", abs(int(quantity.value))) % {"number": number}
        return number

    def _filled(self, text: str, values: Mapping[str, Said]) -> SafeString:
        return filled(text, **{name: self._html(value) for name, value in values.items()})

    def _filled_plain(self, text: str, values: Mapping[str, Said]) -> str:
        return text % {name: self._plain(value) for name, value in values.items()}

    def _html(self, value: Said) -> SafeString:
        if isinstance(value, Label):
            return self.words.html(value.kind, value.code, *value.parts)
        if isinstance(value, Series):
            return format_html_join(", ", "{}", ((self._html(part),) for part in value.parts))
        if isinstance(value, Phrase):
            return self._filled(str(value.text), value.values)
        return format_html("{}", str(value.text) if isinstance(value, Words) else self.quantity(value))

    def _plain(self, value: Said) -> str:
        if isinstance(value, Label):
            return self.words.plain(value.kind, value.code, *value.parts)
        if isinstance(value, Series):
            return ", ".join(self._plain(part) for part in value.parts)
        if isinstance(value, Phrase):
            return self._filled_plain(str(value.text), value.values)
        return str(value.text) if isinstance(value, Words) else self.quantity(value)


def labels_of(finding: Finding) -> set[tuple[str, str]]:
    """The (kind, code) of every label that the sentence names."""
    return {found for value in finding.values.values() for found in _labels(value)}


def _labels(value: Said) -> set[tuple[str, str]]:
    if isinstance(value, Label):
        return {(value.kind, value.code)}
    if isinstance(value, Series):
        return {found for part in value.parts for found in _labels(part)}
    if isinstance(value, Phrase):
        return {found for part in value.values.values() for found in _labels(part)}
    return set()
