"""What the templates of registers and of their items are given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from content.citations.apa import apa
from content.citations.highwire import highwire_tags
from content.citations.reference import own_text, reference_of
from content.models.ordinances import OrdinancePage
from content.models.register import RegisterIndexPage, RegisterItem
from content.models.studies import StudyPage
from content.registers.facts import item_facts
from content.registers.listing import read_listing
from content.registers.names import ATOM, BIBTEX, CSL, CSV, JSON, RIS, file_name
from content.registers.query import Query, parse_query
from content.registers.records import Record, read_records
from content.registers.register import register_of
from content.registers.relations import relations
from publication.navigation import language_roots, public_path

SORT_LABELS: dict[str, str | Promise] = {
    "newest": _("newest first"),
    "oldest": _("oldest first"),
    "title": _("by title"),
    "number": _("by number"),
}


def query_of(index: RegisterIndexPage, request: HttpRequest) -> Query:
    """What a request asks of a register."""
    register = register_of(index)
    return parse_query(request.GET, [facet.name for facet in register.facets], register.sorts)


def register_context(index: RegisterIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The list, and the addresses of everything that can be asked from here."""
    register, query, path = register_of(index), query_of(index, request), own_path(index)
    with override(index.text_language):
        listing = read_listing(index, query)
    language = index.locale.language_code
    sort = query.sort or register.sorts[0]
    return {
        "register_path": path,
        "listing": listing,
        "query": query,
        "pages": _pages(query, listing.page.paginator.num_pages, listing.page.number),
        "sorts": [(SORT_LABELS[name], query.sorted_by(name), name == sort) for name in register.sorts],
        "csv_url": query.narrowed_address(path + file_name(CSV, language)),
        "json_url": query.narrowed_address(path + file_name(JSON, language)),
        "feed_url": query.narrowed_address(path + file_name(ATOM, language)),
    }


def item_context(page: RegisterItem) -> dict[str, Any]:
    """What is known of an item, in the language of its words."""
    record = page.record
    with override(page.text_language):
        reference = reference_of(record)
        return {
            "record": record,
            "facts_list": item_facts(record),
            "relations": relations(record.facts) if isinstance(record.facts, OrdinancePage) else [],
            "supersedes": superseded(record.facts) if isinstance(record.facts, StudyPage) else None,
            "citation": {"text": apa(reference), "files": citation_links(page)},
            "citation_tags": highwire_tags(reference, pdf_url(record)) if isinstance(record.facts, StudyPage) else [],
        }


def citation_links(page: RegisterItem) -> list[dict[str, str]]:
    """The citation as files, for programs."""
    path, language = own_path(page), page.locale.language_code
    return [
        {"label": label, "url": path + file_name(what, language)}
        for what, label in ((RIS, "RIS"), (BIBTEX, "BibTeX"), (CSL, "CSL-JSON"))
    ]


def pdf_url(record: Record) -> str:
    """Where the work itself is read as a PDF; empty where it is not here."""
    file = own_text(record)
    return settings.PUBLIC_URL + file.url if file and file.file_extension.lower() == "pdf" else ""


def own_path(page: Any) -> str:
    """The address of a page in its own language."""
    language = page.locale.language_code
    root = language_roots().get(language)
    return public_path(page, root, language) if root else "/"


def superseded(study: StudyPage) -> Record | None:
    """The edition that a study replaces, where readers may see it."""
    older = StudyPage.objects.live().public().filter(pk=study.supersedes_id).values_list("pk", flat=True)
    return next(iter(read_records(StudyPage, list(older))), None)


def _pages(query: Query, last: int, current: int) -> dict[str, Any]:
    return {
        "current": current,
        "last": last,
        "previous": query.on_page(current - 1) if current > 1 else None,
        "next": query.on_page(current + 1) if current < last else None,
    }
