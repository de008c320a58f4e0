"""The site's languages, and what a test needs of them."""

from typing import TypeVar

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page

from transparency.models import Label

AnyLabel = TypeVar("AnyLabel", bound=Label)


def spanish() -> Locale:
    """The source language of the site."""
    return Locale.objects.get_or_create(language_code="es")[0]


def english() -> Locale:
    """The second language of the site."""
    return Locale.objects.get_or_create(language_code="en")[0]


def wagtail_roots() -> None:
    """The first language, the roots of pages and collections, the right to translate: what migrations put there."""
    spanish()
    content_type, _ = ContentType.objects.get_or_create(app_label="wagtail_localize", model="translation")
    Permission.objects.get_or_create(
        content_type=content_type, codename="submit_translation", name="Can submit translations"
    )
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")


def in_english(label: AnyLabel, **texts: str) -> AnyLabel:
    """The English row of a label, with these texts; without any, its first text with `` (en)`` after it."""
    if not texts:
        first = label.label_fields[0]
        texts = {first: f"{getattr(label, first)} (en)"}
    translated: AnyLabel = label.copy_for_translation(english())
    for name, text in texts.items():
        setattr(translated, name, text)
    translated.save()
    return translated
