"""What is new in a register, or in the part of it that a reader chose, as an Atom feed."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import override

from content.citations.reference import SITE, permanent_url
from content.models.identifiers import Identifier
from content.models.register import RegisterIndexPage
from content.registers.listing import filtered_ids
from content.registers.names import ATOM, file_name
from content.registers.pages import own_path, query_of
from content.registers.query import Query
from content.registers.records import Record, read_records
from content.registers.register import items_of, register_of

MOST_ENTRIES = 50


class Feed(Atom1Feed):
    """Entries say their language where it is not the feed's."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of the entry's words."""
        return {**super().item_attributes(item), "xml:lang": item["language"]}


def feed_response(index: RegisterIndexPage, request: HttpRequest) -> HttpResponse:
    """The items that changed last, in the language of the register's page."""
    with override(index.locale.language_code):
        text = to_atom(index, query_of(index, request))
    return HttpResponse(text, content_type=Feed.content_type)


def to_atom(index: RegisterIndexPage, query: Query) -> str:
    """The feed of what a question gives."""
    path = own_path(index)
    address = settings.PUBLIC_URL + query.narrowed_address(path + file_name(ATOM, index.locale.language_code))
    feed = Feed(
        title=f"{index.title} – {SITE}",
        link=settings.PUBLIC_URL + query.narrowed_address(path),
        description="",
        subtitle=index.summary or None,
        language=index.locale.language_code,
        author_name=SITE,
        feed_url=address,
        feed_guid=address,
    )
    for record in read_records(register_of(index).item, _newest(index, query)):
        _add(feed, record)
    return feed.writeString("utf-8")


def _add(feed: Feed, record: Record) -> None:
    feed.add_item(
        title=record.page.title,
        link=settings.PUBLIC_URL + record.url,
        description=record.page.summary,
        unique_id=permanent_url(record),
        pubdate=record.facts.first_published_at,
        updateddate=record.changed_at,
        categories=[capfirst(record.facts.get_kind_display())],
        language=record.language,
    )


def _newest(index: RegisterIndexPage, query: Query) -> list[int]:
    """The items that were published or changed last, the newest first."""
    ids = set(filtered_ids(index, query))
    changed = dict(Identifier.objects.order_by("given_at", "pk").values_list("translation_key", "changed_at"))
    dated = [
        (changed.get(key) or published, item)
        for item, key, published in items_of(index).values_list("pk", "translation_key", "last_published_at")
        if item in ids
    ]
    return [item for _date, item in sorted(dated, reverse=True)[:MOST_ENTRIES]]
