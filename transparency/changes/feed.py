"""What changed in the figures, release by release, as an Atom feed."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.changes.addresses import file_name
from transparency.changes.listing import Entry, entries_of, first_changes
from transparency.changes.query import Query
from transparency.changes.wording import ToldChange, as_sentence, told_change
from transparency.models.pages import ChangesPage

MOST_RELEASES = 50
MOST_CHANGES = 20


def to_atom(page: ChangesPage, path: str, query: Query) -> str:
    """The feed of the releases that changed a figure, in the active language; ``path`` is where the page stands.

    An entry is new again when a reason for it is given.
    """
    language, code = page.locale.language_code, page.programme.code
    address = settings.PUBLIC_URL + path
    feed = Atom1Feed(
        title=f"{page.title} – {code}",
        link=address + query.address,
        description="",
        subtitle=page.search_description or None,
        language=language,
        author_name=f"Quipu – {code}",
        feed_url=address + file_name("atom", language) + query.address,
        feed_guid=address + file_name("atom", language) + query.address,
    )
    for entry in newest(code, query, language):
        number = entry.comparison.release_id
        changes = [told_change(change, language) for change in entry.changes]
        feed.add_item(
            title=_title(entry),
            link=f"{address}{Query(release=number).address}",
            description=_summary(entry, changes),
            unique_id=f"{settings.PUBLIC_URL}{reverse('release', args=[number])}#{code}",
            pubdate=entry.comparison.release.published_at,
            updateddate=_updated(entry),
        )
    return feed.writeString("utf-8")


def newest(programme_code: str, query: Query, language: str) -> list[Entry]:
    """The newest releases that changed a figure, with the first changes of each; three queries."""
    if query.of_figures:
        ids = query.changes(programme_code).order_by().values("comparison")
        comparisons = query.releases(programme_code).filter(pk__in=ids)
    else:
        comparisons = query.releases(programme_code).exclude(added=0, changed=0, removed=0)
    found = list(comparisons[:MOST_RELEASES])
    return entries_of(programme_code, found, first_changes(found, MOST_CHANGES), language)


def _title(entry: Entry) -> str:
    comparison = entry.comparison
    number = {"number": comparison.release_id, "count": comparison.figures}
    if comparison.first:
        return ngettext(
            "Release %(number)d: first list of %(count)d figure",
            "Release %(number)d: first list of %(count)d figures",
            comparison.figures,
        ) % (number)
    return (
        ngettext(
            "Release %(number)d: %(count)d figure is not as it was",
            "Release %(number)d: %(count)d figures are not as they were",
            comparison.figures,
        )
        % number
    )


def _summary(entry: Entry, changes: list[ToldChange]) -> str:
    lines = [reason.text for reason in entry.reasons]
    for change in changes:
        own = change.past.reason
        lines.append(as_sentence(change) + (f" – {own.text}" if own and own not in entry.reasons else ""))
    if entry.hidden:
        lines.append(ngettext("And %(count)d more.", "And %(count)d more.", entry.hidden) % {"count": entry.hidden})
    if entry.unexplained:
        lines.append(_("No reason given yet"))
    return "\n".join(lines)


def _updated(entry: Entry) -> datetime.datetime:
    """When the release was published, or the last reason for it was given."""
    reasons = [*entry.reasons, *(change.reason for change in entry.changes if change.reason)]
    return max([entry.comparison.release.published_at, *(reason.changed_at for reason in reasons)])
