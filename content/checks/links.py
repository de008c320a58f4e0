"""Links must say where they lead, and lead somewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.checks.findings import Finding, Severity
from content.checks.walking import Kind, pieces
from content.models.media import File

VAGUE_TEXTS = {
    "aca", "aqui", "clic", "click", "enlace", "este enlace", "haga clic", "haga clic aqui", "haz clic aqui", "leer mas",
    "link", "mas", "mas informacion", "pinche aqui", "ver", "ver aqui", "ver mas",
    "click here", "here", "learn more", "more", "more information", "read more", "see more", "this link", "this page",
}  # fmt: skip
ADDRESS = re.compile(r"^(https?://|www\.)\S+$")
ACCENTS = str.maketrans("áéíóú", "aeiou")

VAGUE = _("The link text “{text}” does not say where it leads. Name the page or document.")
EMPTY = _("A link has no text.")
BARE = _("The link text “{text}” is an address. Name the page or document.")
GONE = _("The link “{text}” leads to a page or file that does not exist any more.")
HIDDEN = _("The link “{text}” leads to a page that readers cannot see.")


@dataclass(frozen=True)
class Link:
    """A link: where it stands, its text, and where it leads (``page:3``, ``document:7`` or an address).

    ``written`` says whether its text was written for readers; an address field has no text of its own.
    """

    field: str
    place: Any
    text: str
    target: str
    written: bool = True


def links_of(page: Page) -> Iterator[Link]:
    """Every link of a page."""
    for piece in pieces(page):
        if piece.kind is Kind.ADDRESS:
            yield Link(piece.field, piece.place, str(piece.value), str(piece.value), written=False)
        elif piece.kind is Kind.HTML:
            for tag in BeautifulSoup(piece.value, "html.parser").find_all("a"):
                kind, href = tag.get("linktype"), str(tag.get("href") or "")
                target = f"{kind}:{tag.get('id')}" if kind in ("page", "document") else href
                yield Link(piece.field, piece.place, " ".join(tag.get_text().split()), target)


def external_addresses(page: Page) -> list[tuple[str, str]]:
    """Field and address of every link that leaves the site, once each."""
    found = [(link.field, link.target) for link in links_of(page)]
    return list(dict.fromkeys(item for item in found if item[1].startswith(("http://", "https://"))))


def link_texts(page: Page) -> Iterator[Finding]:
    """Link texts that say nothing out of their sentence: "here", "read more", a bare address."""
    for link in links_of(page):
        if not link.written:
            continue
        plain = link.text.lower().translate(ACCENTS).strip(" .…:»«>")
        if not plain:
            yield Finding(Severity.ERROR, link.field, link.place, EMPTY)
        elif plain in VAGUE_TEXTS:
            yield Finding(Severity.ERROR, link.field, link.place, format_lazy(VAGUE, text=link.text))
        elif ADDRESS.match(plain):
            yield Finding(Severity.WARNING, link.field, link.place, format_lazy(BARE, text=link.text))


def link_targets(page: Page) -> Iterator[Finding]:
    """Links within the site that lead nowhere."""
    inside = [link for link in links_of(page) if link.target.startswith(("page:", "document:"))]
    live = dict(Page.objects.filter(pk__in=_ids(inside, "page")).values_list("pk", "live"))
    files = set(File.objects.filter(pk__in=_ids(inside, "document")).values_list("pk", flat=True))
    for link in inside:
        kind, _separator, pk = link.target.partition(":")
        number = int(pk) if pk.isdigit() else 0
        if (kind == "page" and number not in live) or (kind == "document" and number not in files):
            yield Finding(Severity.ERROR, link.field, link.place, format_lazy(GONE, text=link.text))
        elif kind == "page" and not live[number]:
            yield Finding(Severity.WARNING, link.field, link.place, format_lazy(HIDDEN, text=link.text))


def _ids(links: list[Link], kind: str) -> list[int]:
    ids = [link.target.partition(":")[2] for link in links if link.target.startswith(f"{kind}:")]
    return [int(pk) for pk in ids if pk.isdigit()]
