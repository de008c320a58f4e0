"""A page's words: labels in its language, what is not translated, and the numbered list of its sources."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.selectors.labels import Labels


@dataclass
class Words:
    """Labels of one language. A label without a translation is shown in the main language, marked as such."""

    labels: Labels
    language: str
    untranslated: set[tuple[str, str]] = field(default_factory=set)

    def plain(self, kind: str, code: str, *parts: str) -> str:
        """The words alone, for charts and attributes; the code when there are none in any language.

        ``parts`` are the label's fields in the order of preference, ``name`` if none is given.
        """
        return self.find(kind, code, *parts)[0]

    def html(self, kind: str, code: str, *parts: str) -> SafeString:
        """The words, with ``lang`` where they are not in the page's language."""
        words, language = self.find(kind, code, *parts)
        if language == self.language:
            return format_html("{}", words)
        return format_html('<span lang="{}">{}</span>', language, words)

    def find(self, kind: str, code: str, *parts: str) -> tuple[str, str]:
        """The words and the language that they are in."""
        translations = self.labels.get(kind, {}).get(code, {})
        for language in (self.language, settings.LANGUAGE_CODE):
            for part in parts or ("name",):
                words = translations.get(language, {}).get(part)
                if words:
                    if language != self.language:
                        self.untranslated.add((kind, code))
                    return words, language
        return code, self.language


@dataclass
class Citations:
    """The sources that a page's figures name, numbered as they first occur."""

    words: Words
    sources: dict[str, dict[str, Any]]
    order: dict[tuple[str, int | None, str], int] = field(default_factory=dict)

    def number(self, citation: dict[str, Any]) -> int:
        """The number of this document and place in the page's list of sources."""
        key = (citation["source"], citation["page"], citation["section"])
        return self.order.setdefault(key, len(self.order) + 1)

    def listed(self) -> list[dict[str, Any]]:
        """The list of sources as the template shows it."""
        return [self._entry(number, *key) for key, number in self.order.items()]

    def _entry(self, number: int, code: str, page: int | None, section: str) -> dict[str, Any]:
        places = []
        if section:
            places.append(_("section %(section)s") % {"section": section})
        if page:
            places.append(_("page %(page)s") % {"page": page})
        return self._document(number, code, places)

    def _document(self, number: int, code: str, places: list[str]) -> dict[str, Any]:
        source = self.sources.get(code, {})
        parts = [source.get("publisher", ""), issue_date(source.get("issued", ""), self.words.language), *places]
        words, language = self.words.find("source", code)
        return {
            "number": number,
            "title": words,
            "language": language,
            "detail": ", ".join(part for part in parts if part),
            "sha256": source.get("sha256", ""),
            "file_name": source.get("file_name", ""),
        }


@dataclass
class Documents(Citations):
    """Sources numbered by document, for a page without room for more; each is listed with all the places in it."""

    _documents: dict[str, int] = field(default_factory=dict)

    def number(self, citation: dict[str, Any]) -> int:
        """The number of this document in the page's list of sources."""
        super().number(citation)
        return self._documents.setdefault(citation["source"], len(self._documents) + 1)

    def listed(self) -> list[dict[str, Any]]:
        """A line for each document."""
        return [self._document(number, code, self._places(code)) for code, number in self._documents.items()]

    def _places(self, code: str) -> list[str]:
        sections = list(dict.fromkeys(section for source, _page, section in self.order if source == code and section))
        pages = sorted({page for source, page, _section in self.order if source == code and page})
        told = []
        if len(sections) == 1:
            told.append(_("section %(section)s") % {"section": sections[0]})
        elif sections:
            told.append(_("sections %(sections)s") % {"sections": "; ".join(sections)})
        if len(pages) == 1:
            told.append(_("page %(page)s") % {"page": pages[0]})
        elif pages:
            told.append(_("pages %(pages)s") % {"pages": ", ".join(map(str, pages))})
        return told


def issue_date(issued: str, language: str) -> str:
    """When a document was issued, as far as it says: ``2013-10`` is October 2013. Anything else stays as it is."""
    precision: tuple[formatting.Precision, ...] = ("year", "month", "day")
    parts = issued.split("-")
    try:
        year, month, day = (*map(int, parts), *(1,) * (3 - len(parts)))
        return formatting.date(datetime.date(year, month, day), language, precision[len(parts) - 1])
    except ValueError:
        return issued
