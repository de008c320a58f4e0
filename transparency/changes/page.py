"""What the templates of the changes are given, in the language of the page, which must be the active one."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from publication.models import Release
from publication.navigation import Link, frame
from publication.public.contents import contents_of
from publication.public.downloads import archive_bytes
from publication.services.releases import live_release
from transparency.changes.addresses import VERIFY, file_name
from transparency.changes.listing import Entry, read_listing
from transparency.changes.query import Query
from transparency.changes.reasons import Reason
from transparency.changes.wording import ToldChange, told_change
from transparency.figures.listing import SECTIONS
from transparency.models import ComparedRelease
from transparency.models.pages import ChangesPage
from transparency.selectors.programmes import PAGE_MODELS, released_links
from transparency.views.figure_addresses import figures_urls

CHAIN_SHOWN = 8


@dataclass(frozen=True)
class ShownEntry:
    """A release as the page shows it.

    ``with_notes`` says that there is something to say beside single changes, ``more`` where what did not fit is.
    """

    comparison: ComparedRelease
    changes: list[ToldChange]
    reasons: list[Reason]
    with_notes: bool
    unexplained: bool
    hidden: int
    more: str
    views: list[Link]


def changes_context(page: ChangesPage, query: Query) -> dict[str, Any]:
    """The list that an address asks for, and the ways to narrow it down."""
    around = frame(page)
    language: str = around["page_language"]
    code = page.programme.code
    listing = read_listing(code, query, language)
    touched = {view for entry in listing.entries for view in entry.comparison.views}
    titles = {link["view"]: link for link in released_links(code, language, *sorted(touched & PAGE_MODELS.keys()))}
    entries = [_shown(entry, query, titles, language) for entry in listing.entries]
    return {
        **around,
        "page": page,
        "introduction": expand_db_html(page.introduction),
        "query": query,
        "listing": listing,
        "entries": entries,
        "parts": _parts(query, listing.parts),
        "years": [
            (year, query.but(year=0 if year == query.year else year), year == query.year) for year in listing.years
        ],
        "active": _active(query, next((change.label.text for entry in entries for change in entry.changes), "")),
        "newer": replace(query, page=listing.page.number - 1) if listing.page.has_previous() else None,
        "older": replace(query, page=listing.page.number + 1) if listing.page.has_next() else None,
        "figures_path": figures_urls(page.programme).get(language, ""),
        "files": {kind: file_name(kind, language) for kind in ("atom", "csv", "json")},
        "feed_url": around["path"] + file_name("atom", language),
        "verify_url": around["path"] + VERIFY[language],
        "programme_code": code,
    }


def verify_context(page: ChangesPage) -> dict[str, Any]:
    """The live release, the end of the chain, and all that a reader needs to check them."""
    around = frame(page)
    language: str = around["page_language"]
    live = live_release()
    return {
        **around,
        "path": around["path"] + VERIFY[language],
        "canonical_url": "",
        "title": _("How to check a release"),
        "seo_title": "",
        "description": _("How anybody can check that no published figure was changed unseen, and with which program."),
        "alternates": [{**link, "url": link["url"] + VERIFY[link["language"]]} for link in around["alternates"]],
        "breadcrumbs": [*around["breadcrumbs"], {"title": page.title, "url": around["path"]}],
        "live": live,
        "chain": list(Release.objects.order_by("-number")[:CHAIN_SHOWN]),
        "archive_bytes": archive_bytes(contents_of(live.number)) if live else None,
    }


def _shown(entry: Entry, query: Query, titles: dict[str, Link], language: str) -> ShownEntry:
    changes = [told_change(change, language) for change in entry.changes]
    return ShownEntry(
        comparison=entry.comparison,
        changes=changes,
        reasons=entry.reasons,
        with_notes=any(change.past.what or change.past.reason not in entry.reasons for change in changes),
        unexplained=entry.unexplained,
        hidden=0 if query.of_figures else entry.hidden,
        more=Query(release=entry.comparison.release_id).address,
        views=[titles[view] for view in entry.comparison.views if view in titles],
    )


def _parts(query: Query, counts: dict[str, int]) -> list[tuple[Any, int, Query, bool]]:
    """The sections of the record that changed: what each is called, how often, its question, whether it is asked."""
    return [
        (section.title, counts[section.key], query.but(part="" if chosen else section.key), chosen)
        for section in SECTIONS
        if section.key in counts
        for chosen in (section.key == query.part,)
    ]


def _years(query: Query, years: list[int]) -> list[tuple[int, Query, bool]]:
    """The years with releases, each with its question and whether it is asked."""
    return [(year, query.but(year=0 if year == query.year else year), year == query.year) for year in years]


def _active(query: Query, figure: str) -> list[tuple[str, Query]]:
    """What narrows the list down beyond the choices on the page, each with the question without it."""
    found = []
    if query.release:
        found.append((_("Release %(number)s") % {"number": query.release}, query.but(release=0)))
    if query.figure:
        found.append((figure or query.figure, query.but(figure="")))
    return found
