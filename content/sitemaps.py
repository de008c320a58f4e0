"""The map of the site for search engines: every page in the languages that it is really written in."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from publication.leaf_pages import leaf_pages
from publication.navigation import language_roots, originals, public_path
from transparency.changes.addresses import VERIFY as VERIFY_PATHS
from transparency.models import ChangesPage

VERIFY = "verify"


@dataclass
class Mapped:
    """A page in one language, and the addresses of all its versions."""

    url: str
    changed: datetime | None
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def default(self) -> str:
        """The version for readers of any other language."""
        return self.versions.get(settings.LANGUAGE_CODE, "")


def mapped_pages() -> list[Mapped]:
    """All public pages with words of their own, released ones among them, in the order of the tree.

    An alias shows another page's words and is not in it. Below a page of changes stands how to check them; the pages
    that a release has beside its pages come last.
    """
    roots = language_roots()
    rows = originals().filter(depth__gt=1).select_related("locale").order_by("path")
    explained = set(ChangesPage.objects.values_list("pk", flat=True))
    versions: dict[Any, dict[str, str]] = {}
    found: list[tuple[Any, Mapped]] = []
    for page in rows:
        code = page.locale.language_code
        root = roots.get(code)
        if root is None or not page.path.startswith(root.path):
            continue
        url = settings.PUBLIC_URL + public_path(page, root, code)
        addresses = {page.translation_key: url}
        if page.pk in explained:
            addresses[page.translation_key, VERIFY] = url + VERIFY_PATHS[code]
        for key, address in addresses.items():
            versions.setdefault(key, {})[code] = address
            found.append((key, Mapped(address, page.last_published_at)))
    for key, mapped in found:
        mapped.versions = versions[key]
    return [*(mapped for _key, mapped in found), *_leaves()]


def _leaves() -> list[Mapped]:
    return [Mapped(settings.PUBLIC_URL + leaf.path, leaf.changed, leaf.versions) for leaf in leaf_pages()]


def sitemap(request: HttpRequest) -> HttpResponse:
    """``/sitemap.xml``."""
    response = render(request, "sitemap.xml", {"pages": mapped_pages()}, content_type="application/xml; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt``."""
    return render(request, "robots.txt", {"public_url": settings.PUBLIC_URL}, content_type="text/plain; charset=utf-8")
