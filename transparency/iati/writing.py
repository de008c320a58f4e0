"""Writing IATI elements: codes as attributes, words in every language that has them."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override
from lxml import etree

from transparency.iati.ruleset import LANGUAGE_ATTRIBUTE
from transparency.selectors.labels import Labels

Words = Mapping[str, str]


def add(parent: etree._Element, name: str, /, **attributes: Any) -> etree._Element:
    """A child element; attributes without a value are left out, ``_`` in their names stands for a hyphen."""
    element = etree.SubElement(parent, name)
    for key, value in attributes.items():
        if value not in (None, ""):
            element.set(key.strip("_").replace("_", "-"), str(value))
    return element


def narrate(element: etree._Element, words: Words) -> etree._Element:
    """The words as narratives: the main language first, for which the activity already says which one it is."""
    for language in sorted(words, key=lambda code: (code != settings.LANGUAGE_CODE, code)):
        if words[language]:
            narrative = etree.SubElement(element, "narrative")
            narrative.text = words[language]
            if language != settings.LANGUAGE_CODE:
                narrative.set(LANGUAGE_ATTRIBUTE, language)
    return element


def say(parent: etree._Element, name: str, words: Words, /, **attributes: Any) -> etree._Element:
    """A child element with its narratives; nothing is written where there are no words at all."""
    return narrate(add(parent, name, **attributes), words)


def words_of(labels: Labels, kind: str, code: str, part: str = "name") -> dict[str, str]:
    """A label in the languages that it exists in; its code where it exists in none."""
    found = labels.get(kind, {}).get(code, {})
    words = {language: fields[part] for language, fields in found.items() if fields.get(part)}
    return words or {settings.LANGUAGE_CODE: code}


def sentence(template: str | Promise, languages: list[str], **values: Any) -> dict[str, str]:
    """A sentence of ours in each of these languages; values that are words are taken in the same language.

    A language that one of the words lacks gets no sentence: half of it would be in another language.
    """
    said = {}
    for language in languages:
        if all(language in value for value in values.values() if isinstance(value, Mapping)):
            with override(language):
                local = {key: value[language] if isinstance(value, Mapping) else value for key, value in values.items()}
                said[language] = str(template) % local
    return said
