"""Where the site has the documents that figures were read from."""

from django.conf import settings

from content.models import DocumentPage
from publication.navigation import language_roots, public_aliases, public_pages, public_path
from transparency.figures.held import HeldDocument


def document_held(code: str, language: str) -> HeldDocument | None:
    """The public page that stands for a source of the record, and its file; None where there is no such page.

    Readers of a language that the page is not translated to are led to its alias there.
    """
    page = (
        DocumentPage.objects.live()
        .public()
        .filter(record_source__code=code, alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
        .select_related("file")
        .order_by("path")
        .first()
    )
    if page is None:
        return None
    roots = language_roots()
    versions = {**public_aliases(page, roots), **public_pages(page, roots)}
    there = language if language in versions else settings.LANGUAGE_CODE
    if there not in versions:
        return None
    url = public_path(versions[there], roots[there], there)
    return HeldDocument(url, page.file.url, page.file.sha256) if page.file else HeldDocument(url)
