"""What the templates of registers and of their items are given."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.models.ordinances import OrdinancePage, OrdinanceRelation
from content.models.register import RegisterIndexPage, RegisterItem
from content.registers.facts import item_facts
from content.registers.listing import read_listing
from content.registers.names import ATOM, CSV, JSON, file_name
from content.registers.query import Query, parse_query
from content.registers.records import Record, read_record
from content.registers.register import register_of
from publication.navigation import language_roots, public_path

SORT_LABELS: dict[str, str | Promise] = {
    "newest": _("newest first"),
    "oldest": _("oldest first"),
    "title": _("by title"),
    "number": _("by number"),
}
INVERSE: dict[str, str | Promise] = {
    OrdinanceRelation.Verb.AMENDS: _("amended by"),
    OrdinanceRelation.Verb.REPEALS: _("repealed by"),
    OrdinanceRelation.Verb.REGULATES: _("regulated by"),
    OrdinanceRelation.Verb.BUILDS_ON: _("taken up by"),
}


@dataclass(frozen=True)
class Relation:
    """A verb and the ordinance that it leads to, by its page in the active language."""

    verb: str | Promise
    record: Record


def query_of(index: RegisterIndexPage, request: HttpRequest) -> Query:
    """What a request asks of a register."""
    register = register_of(index)
    return parse_query(request.GET, [facet.name for facet in register.facets], register.sorts)


def register_context(index: RegisterIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The list, and the addresses of everything that can be asked from here."""
    register, query, path = register_of(index), query_of(index, request), own_path(index)
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
    """What is known of an item."""
    record = read_record(page)
    return {
        "record": record,
        "facts_list": item_facts(record),
        "relations": relations(record) if isinstance(record.facts, OrdinancePage) else [],
    }


def own_path(page: Any) -> str:
    """The address of a page in its own language."""
    language = page.locale.language_code
    root = language_roots().get(language)
    return public_path(page, root, language) if root else "/"


def relations(record: Record) -> list[Relation]:
    """What an ordinance does to others, then what others do to it."""
    return []


def _pages(query: Query, last: int, current: int) -> dict[str, Any]:
    return {
        "current": current,
        "last": last,
        "previous": query.on_page(current - 1) if current > 1 else None,
        "next": query.on_page(current + 1) if current < last else None,
    }
