"""Addresses that are no pages: permanent ones, and the files below a page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from content.models import Identifier, RegisterIndexPage, RegisterItem
from publication.doors import behind_doors
from publication.navigation import language_roots, public_path


class SeeOther(HttpResponseRedirect):
    """What was asked for is described over there."""

    status_code = 303


@require_safe
def permanent_address(request: HttpRequest, path: str) -> HttpResponse:
    """Leads from ``/id/…`` to where an item's page stands now, in the language that ``lang`` asks for or the main one.

    The browser's languages decide nothing: who shares an address must be able to rely on what others see. An item
    that was withdrawn is gone, which is not the same as never having been there.
    """
    row = get_object_or_404(Identifier, path=path.rstrip("/"))
    language = request.GET.get("lang", "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    paths = live_paths(row)
    if settings.LANGUAGE_CODE not in paths:
        with override(language):
            return render(request, "content/gone_page.html", {"identifier": row}, status=410)
    return SeeOther(paths.get(language, paths[settings.LANGUAGE_CODE]))


def live_paths(row: Identifier) -> dict[str, str]:
    """Language → where the item's page stands; empty when readers may not see it."""
    roots = language_roots()
    pages = Page.objects.live().public().filter(translation_key=row.translation_key).select_related("locale")
    found = {page.locale.language_code: page for page in pages}
    return {code: public_path(found[code], root, code) for code, root in roots.items() if code in found}


@require_safe
def page_file(request: HttpRequest, path: str, name: str) -> HttpResponseBase:
    """A file below a page: the data of a register, the citation of an item."""
    route = Page.route_for_request(request, path)
    page = route.page.specific if route else None
    if not isinstance(page, RegisterIndexPage | RegisterItem):
        raise Http404
    return behind_doors(page, request, lambda: _file_of(page, request, name))


def _file_of(page: RegisterIndexPage | RegisterItem, request: HttpRequest, name: str) -> HttpResponse:
    response = page.serve_file(request, name)
    if response is None:
        raise Http404
    return response
