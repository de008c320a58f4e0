"""A file to download says what it is, how large it is and how many pages it has: that must be known."""

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.checks.findings import Finding, Severity
from content.checks.walking import Kind, pieces

NO_TYPE = _("The file “{title}” has no known type: its name ends in no extension.")
NO_SIZE = _("The file “{title}” is empty or its size is not known.")
NO_PAGES = _("The number of pages of the file “{title}” is not known. If it was just uploaded, it is being read.")
BROKEN = _("The file “{title}” could not be read. Upload it again.")


def files(page: Page) -> Iterator[Finding]:
    """Files whose type, size or number of pages readers would not be told."""
    for piece in pieces(page):
        if piece.kind is not Kind.FILE:
            continue
        file = piece.value
        if not file.file_extension:
            yield Finding(Severity.ERROR, piece.field, piece.place, format_lazy(NO_TYPE, title=file.title))
        if not file.file_size:
            yield Finding(Severity.ERROR, piece.field, piece.place, format_lazy(NO_SIZE, title=file.title))
        if file.text_state == file.TextState.BROKEN:
            yield Finding(Severity.ERROR, piece.field, piece.place, format_lazy(BROKEN, title=file.title))
        elif file.file_extension.lower() == "pdf" and not file.page_count:
            yield Finding(Severity.WARNING, piece.field, piece.place, format_lazy(NO_PAGES, title=file.title))
