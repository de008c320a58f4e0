"""Trying the links of pages, and remembering where they led."""

import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.checks import Finding, Severity
from content.checks.links import external_addresses
from desk.models import CheckedLink, LinkCheck
from desk.services.fetching import NO_SUCH_NAME, Allowed, Refused, Unreachable, ask, is_public

State = CheckedLink.State
FRESH = timedelta(days=7)
PAGES_A_TURN = 20
LINKS_A_PAGE = 50
SECONDS_A_PAGE = 120
GONE = {404, 410}

BROKEN = _("The address {url} leads nowhere (answer: {answer}).")


def state_of(status: int) -> str:
    """What a status says to readers: a server that lets programs in no more than 401, 403 or 429 is left in doubt."""
    if status < 400:
        return State.GOOD.value
    return (State.BROKEN if status in GONE or status >= 500 else State.UNCLEAR).value


def link_try(url: str, allowed: Allowed = is_public) -> tuple[str, str]:
    """The state of an address and the answer behind it."""
    try:
        answer = ask(url, allowed)
    except Refused as reason:
        return State.REFUSED.value, str(reason)
    except Unreachable as reason:
        return (State.BROKEN if str(reason) == NO_SUCH_NAME else State.UNCLEAR).value, str(reason)
    return state_of(answer.status), str(answer.status)


def page_links_check(page_id: int, allowed: Allowed = is_public) -> list[CheckedLink]:
    """Tries every address of a live page; what it no longer links to is forgotten. Network first, then one write."""
    page = Page.objects.live().filter(pk=page_id).specific().first()
    if page is None:
        LinkCheck.objects.filter(page_id=page_id).delete()
        return []
    begun, until = timezone.now(), time.monotonic() + SECONDS_A_PAGE
    found = external_addresses(page)[:LINKS_A_PAGE]
    tried: dict[str, tuple[str, str]] = {}
    for url in dict.fromkeys(url for _field, url in found):
        tried[url] = link_try(url, allowed) if time.monotonic() < until else (State.UNCLEAR.value, "no time left")
    with transaction.atomic():
        check, _created = LinkCheck.objects.update_or_create(page=page, defaults={"checked_at": begun})
        check.links.all().delete()
        rows = [
            CheckedLink(check_of_page=check, field=field, url=url, state=tried[url][0], answer=tried[url][1])
            for field, url in found
        ]
        return CheckedLink.objects.bulk_create(rows)


def pages_due(limit: int = PAGES_A_TURN) -> list[int]:
    """Live pages of their own words whose links were never tried, not since they were published, or not this week."""
    tried = "link_check__checked_at"
    old = Q(**{f"{tried}__lt": timezone.now() - FRESH}) | Q(**{f"{tried}__lt": F("last_published_at")})
    pages = Page.objects.live().filter(Q(link_check=None) | old, alias_of=None, depth__gt=1)
    return list(pages.order_by(F(tried).asc(nulls_first=True), "pk").values_list("pk", flat=True)[:limit])


def broken_links(page: Page) -> Iterator[Finding]:
    """A check for the registry: addresses of the page that led nowhere when they were last tried."""
    if not page.pk:
        return
    still = set(external_addresses(page))
    for link in CheckedLink.objects.filter(check_of_page__page_id=page.pk, state=State.BROKEN):
        if (link.field, link.url) in still:
            said = format_lazy(BROKEN, url=link.url, answer=link.answer)
            yield Finding(Severity.WARNING, link.field, _("link"), said)
