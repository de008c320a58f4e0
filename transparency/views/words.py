"""A page's words: labels in its language, what is not translated, and the numbered list of its sources."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
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
        return marked(words, language, self.language)

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
        source = self.sources.get(code, {})
        return self._document(number, code, places_told(page, section, source.get("language", ""), self.words.language))

    def _document(self, number: int, code: str, places: list[SafeString]) -> dict[str, Any]:
        source = self.sources.get(code, {})
        parts = [source.get("publisher", ""), issue_date(source.get("issued", ""), self.words.language), *places]
        words, language = self.words.find("source", code)
        return {
            "number": number,
            "title": words,
            "language": language,
            "detail": format_html_join(", ", "{}", ((part,) for part in parts if part)),
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

    def _places(self, code: str) -> list[SafeString]:
        sections = list(dict.fromkeys(section for source, _page, section in self.order if source == code and section))
        pages = sorted({page for source, page, _section in self.order if source == code and page})
        language = self.sources.get(code, {}).get("language", "")
        told = []
        if len(sections) == 1:
            told += places_told(None, sections[0], language, self.words.language)
        elif sections:
            named = marked("; ".join(sections), language, self.words.language)
            told.append(filled(_("sections %(sections)s"), sections=named))
        if len(pages) == 1:
            told += places_told(pages[0], "", language, self.words.language)
        elif pages:
            told.append(filled(_("pages %(pages)s"), pages=", ".join(map(str, pages))))
        return told


def places_told(page: int | None, section: str, language: str, page_language: str) -> list[SafeString]:
    """Where in a document something stands. A section is named as the document does, in its ``language``."""
    told = []
    if section:
        told.append(filled(_("section %(section)s"), section=marked(section, language, page_language)))
    if page:
        told.append(filled(_("page %(page)s"), page=str(page)))
    return told


def marked(text: str, language: str, page_language: str) -> SafeString:
    """A text, with ``lang`` where it is in another language than the page."""
    if language in ("", page_language):
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', language, text)


def filled(message: str, **values: str) -> SafeString:
    """A message with its values put in, some of which may be markup."""
    return mark_safe(escape(message) % {name: conditional_escape(value) for name, value in values.items()})  # noqa: S308


def issue_date(issued: str, language: str) -> str:
    """When a document was issued, as far as it says: ``2013-10`` is October 2013. Anything else stays as it is."""
    precision: tuple[formatting.Precision, ...] = ("year", "month", "day")
    parts = issued.split("-")
    try:
        year, month, day = (*map(int, parts), *(1,) * (3 - len(parts)))
        return formatting.date(datetime.date(year, month, day), language, precision[len(parts) - 1])
    except ValueError:
        return issued
