"""Pictures must be told in words, in every language of the site."""

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.checks.findings import Finding, Severity
from content.checks.walking import Kind, pieces

MISSING = _("The picture “{title}” has no alternative text. Describe it under Pictures.")
MISSING_IN_ENGLISH = _("The alternative text of the picture “{title}” has no English translation.")


def pictures(page: Page) -> Iterator[Finding]:
    """Pictures without alternative text, and those whose text exists in Spanish only."""
    for piece in pieces(page):
        if piece.kind is not Kind.PICTURE:
            continue
        title = piece.value.title
        if not piece.value.description.strip():
            yield Finding(Severity.ERROR, piece.field, piece.place, format_lazy(MISSING, title=title))
        elif not piece.value.description_en.strip():
            yield Finding(Severity.WARNING, piece.field, piece.place, format_lazy(MISSING_IN_ENGLISH, title=title))
