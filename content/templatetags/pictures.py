"""Pictures and files as pages show them: ``{% load pictures %}``."""

from typing import Any

from django import template
from django.utils.translation import get_language

from content.models.media import File, Picture
from content.selectors.pictures import light_rendition
from transparency.formatting import NO_BREAK_SPACE

register = template.Library()

SHORT = 24  # signs


@register.inclusion_tag("content/includes/picture.html")
def picture(
    shown: Picture | None, width: int = 800, caption: str = "", lazy: bool = True, plain: bool = False
) -> dict[str, Any]:
    """``{% picture page.facts.picture width=640 %}``: light, with its text alternative, its caption and its credit.

    ``plain`` leaves out caption and credit, where the picture stands for something that is named beside it.
    """
    if shown is None:
        return {}
    return {
        "picture": shown,
        "rendition": light_rendition(shown, width),
        "caption": caption,
        "lazy": lazy,
        "plain": plain,
        "alt_language": _language_of(shown.description_en),
        "credit_language": _language_of(shown.credit_en),
    }


@register.filter
def unbroken(name: str) -> str:
    """A short name, such as that of a licence (CC BY 4.0), which no line ends within."""
    return name.replace(" ", NO_BREAK_SPACE) if len(name) <= SHORT else name


@register.filter
def words_language(file: File) -> str:
    """The language of a file's title and note where it is not the active one; empty where it is."""
    return _language_of(file.title_en)


def _language_of(english: str) -> str:
    """Words that have no English are shown in the main language, and say so."""
    return "es" if get_language() == "en" and not english else ""
