"""Answering the addresses of the changes."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from publication.doors import behind_doors
from publication.navigation import frame
from transparency.changes.addresses import KINDS, VERIFY, file_name
from transparency.changes.exports import TITLE, changes_table
from transparency.changes.feed import to_atom
from transparency.changes.page import changes_context, verify_context
from transparency.changes.query import parse_query
from transparency.exports.datasets import to_csv, to_json
from transparency.models import ComparedRelease
from transparency.models.pages import ChangesPage

MEDIA_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


def changes_page(request: HttpRequest, page: ChangesPage) -> HttpResponseBase:
    """The list of changes that the address asks for."""
    with override(text_language(page)):
        context = changes_context(page, parse_query(request.GET))
    html = render_to_string("transparency/changes.html", context, request)
    return _answer(request, page, html.encode(), "text/html; charset=utf-8")


def verify_page(request: HttpRequest, page: ChangesPage, segment: str) -> HttpResponseBase:
    """How to check a release. The address in another language's words leads to the one in the page's own."""
    own = VERIFY.get(page.locale.language_code, VERIFY["en"])
    if segment != own:
        return HttpResponseRedirect(frame(page)["path"] + own)
    with override(text_language(page)):
        context = verify_context(page)
    html = render_to_string("transparency/changes_verify.html", context, request)
    return _answer(request, page, html.encode(), "text/html; charset=utf-8")


@require_safe
def changes_file(request: HttpRequest, path: str, name: str) -> HttpResponseBase:
    """All changes as a feed or as data; behind the same doors as the page that they stand below."""
    route = Page.route_for_request(request, path)
    page = route.page.specific if route else None
    kind = name.rpartition(".")[2]
    if not isinstance(page, ChangesPage) or name != file_name(kind, page.locale.language_code) or kind not in KINDS:
        raise Http404
    return behind_doors(page, request, lambda: _file_of(page, request, kind))


def _file_of(page: ChangesPage, request: HttpRequest, kind: str) -> HttpResponseBase:
    with override(page.locale.language_code):
        response = _answer(request, page, _content(request, page, kind), MEDIA_TYPES[kind])
    if kind == "csv":
        response["Content-Disposition"] = f'attachment; filename="{file_name(kind, page.locale.language_code)}"'
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def text_language(page: ChangesPage) -> str:
    """The language of a page's words: that of the page it repeats, where it is not translated."""
    code: str = (page.alias_of or page).locale.language_code
    return code


def _content(request: HttpRequest, page: ChangesPage, kind: str) -> bytes:
    query = parse_query(request.GET)
    if kind == "atom":
        return to_atom(page, frame(page)["path"], query).encode()
    table = changes_table(page.programme.code, query)
    return to_csv(table) if kind == "csv" else to_json(table, TITLE)


def _answer(request: HttpRequest, page: ChangesPage, content: bytes, content_type: str) -> HttpResponseBase:
    """The content, or the word that the reader has it already. The ETag is made of the content: a reason that is
    given, a page that is renamed, a template that is new all count.
    """
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    whole = HttpResponse(content, content_type=content_type)
    found: HttpResponseBase = get_conditional_response(request, etag=etag, response=whole) or whole
    found["ETag"] = etag
    found["Cache-Control"] = "no-cache"
    newest = ComparedRelease.objects.filter(programme=page.programme.code).select_related("release").first()
    if newest:
        found["Last-Modified"] = http_date(newest.release.published_at.timestamp())
    return found
