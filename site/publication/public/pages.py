"""The list of all releases, and a page for each of them: what it held, and how it hangs on the one before."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from publication.models import Release
from publication.navigation import frame_of_view
from publication.public.contents import Contents, HeldScope, contents_of
from publication.public.downloads import archive_bytes
from publication.public.files import address_in
from publication.services.releases import live_release

PER_PAGE = 50
LANGUAGE = "lang"


class SeeOther(HttpResponseRedirect):
    """What was asked for is described over there."""

    status_code = 303


@require_safe
def in_a_language(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Leads from the address without a language to the page in the one that ``lang`` asks for, or the main one."""
    language = request.GET.get(LANGUAGE, "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    return SeeOther(_address(language, number))


@require_safe
def releases_page(request: HttpRequest) -> HttpResponse:
    """Every release, the newest first."""
    columns = ("number", "digest", "published_at", "trigger")
    page = Paginator(Release.objects.only(*columns), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **_frame(_("Releases"), None),
        "releases": page,
        "live": live_release(),
    }
    return render(request, "publication/releases_page.html", context)


@require_safe
def release_page(request: HttpRequest, number: int) -> HttpResponse:
    """One release: its digest, its parent, its pages and, for the page that ``files`` names, every file."""
    contents = contents_of(number)
    if contents is None:
        raise Http404
    release, live = contents.release, live_release()
    title = _("Release %(number)s") % {"number": number}
    context = {
        **_frame(title, number),
        "release": release,
        "live": live,
        "contents": contents,
        "scopes": [_described(contents, scope) for scope in contents.scopes],
        "opened": _opened(contents, request.GET.get("files", "")),
        "archive_bytes": archive_bytes(contents),
        "parent": Release.objects.filter(digest=release.parent).first() if release.parent else None,
        "earlier": Release.objects.filter(number__lt=number).order_by("-number").first(),
        "later": Release.objects.filter(number__gt=number).order_by("number").first(),
    }
    context["breadcrumbs"] = [
        *context["breadcrumbs"],
        {"title": _("Releases"), "url": reverse("releases_page")},
    ]
    return render(request, "publication/release_page.html", context)


def _frame(title: str, number: int | None) -> dict[str, Any]:
    language = get_language() or settings.LANGUAGE_CODE
    return frame_of_view(language, title, {code: _address(code, number) for code, _name in settings.LANGUAGES})


def _address(language: str, number: int | None) -> str:
    with override(language):
        return reverse("release_page", args=[number]) if number is not None else reverse("releases_page")


def _described(contents: Contents, scope: HeldScope) -> dict[str, Any]:
    """A scope for the list: where its pages can be read, how much there is of it, and since when."""
    number = contents.release.number
    return {
        "scope": scope,
        "pages": [
            {"language": language, "path": path, "url": address_in(number, path)}
            for language, path in in_order(scope.entry.pages)
        ],
        "new": scope.entry.release == number,
    }


def in_order(pages: dict[str, str]) -> list[tuple[str, str]]:
    """Language and path of each page, in the order of the site's languages."""
    order = {code: place for place, (code, _name) in enumerate(settings.LANGUAGES)}
    return sorted(pages.items(), key=lambda page: order.get(page[0], len(order)))


def _opened(contents: Contents, name: str) -> dict[str, Any] | None:
    """The files of the scope that the reader asked for."""
    scope = next((scope for scope in contents.scopes if scope.name == name), None)
    if scope is None:
        return None
    number = contents.release.number
    rows = [
        {"file": file, "url": f"{address_in(number, file.path)}{'?raw' if file.name.endswith('.html') else ''}"}
        for language, _path in in_order(scope.entry.pages)
        for file in scope.files
        if file.language == language
    ]
    return {"scope": scope, "rows": rows}
