"""Words of registers and the ways through them: ``{% load registers %}``."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from content.registers.facts import date_words
from content.registers.query import Query
from content.registers.words import Words
from content.structured_data import json_ld
from publication.templatetags.frame import json_ld_script

register = template.Library()


@register.filter
def at(query: Query, path: str) -> str:
    """``{{ option.query|at:register_path }}``: the address that asks a question of a register."""
    return query.address(path)


@register.filter
def said(words: Words) -> SafeString | str:
    """A text, marked with its language where that is not the one being spoken."""
    if words.foreign:
        return format_html('<span lang="{}">{}</span>', words.language, words.text)
    return words.text


@register.simple_tag
def structured_data(page: Page) -> SafeString:
    """``{% structured_data page %}``: what a page is about, as a data block for machines."""
    described = json_ld(page)
    return json_ld_script(described) if described else SafeString()


@register.filter
def partialdate(text: str) -> str:
    """``{{ item.issued|partialdate }}``: a date as far as it is known."""
    return "".join(words.text for words in date_words(text))
