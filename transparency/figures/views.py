"""Answering the addresses of figures."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from wagtail.models import Page

from publication.doors import behind_doors
from publication.navigation import frame
from publication.serving import not_released_yet
from transparency.figures.addresses import json_path, page_paths
from transparency.figures.document import document_of
from transparency.figures.page import context
from transparency.figures.sight import AS_OF, RELEASE, NotReleased, Sight, Unknown, look
from transparency.models.pages import FiguresPage
from transparency.questions.answers import answers_of
from transparency.questions.views import question_path
from transparency.selectors.changes import ChangeOfFigure, history_of
from transparency.selectors.programmes import programme_by_code
from transparency.views.figure_addresses import figures_urls

HTML, JSON = "text/html", "application/json"


class SeeOther(HttpResponseRedirect):
    """What was asked for is described over there."""

    status_code = 303


def figure_page(request: HttpRequest, page: FiguresPage, key: str) -> HttpResponse:
    """A figure's own page, below the page of all figures."""
    try:
        sight, history = _seen(request, page, key)
    except NotReleased:
        return not_released_yet(request)
    shown = context(page, sight, history)
    shown |= {
        "questions": answers_of(page.programme.code, key, shown["page_language"]),
        "question_url": question_path(shown["path"], shown["page_language"]),
    }
    return TemplateResponse(request, "transparency/figure.html", shown, status=sight.status)


@require_safe
def figure_json(request: HttpRequest, path: str) -> HttpResponseBase:
    """The figure whose page stands at ``path``, for programs; behind the same doors as the page."""
    route = Page.route_for_request(request, path)
    page = route.page.specific if route else None
    key = route.args[2].get("key") if route and isinstance(page, FiguresPage) else None
    if not isinstance(page, FiguresPage) or not key:
        raise Http404
    return behind_doors(page, request, lambda: _json_of(page, request, key))


def _json_of(page: FiguresPage, request: HttpRequest, key: str) -> HttpResponse:
    try:
        sight, history = _seen(request, page, key)
    except NotReleased:
        return JsonResponse({"problem": "not-released"}, status=503, headers={"Retry-After": "10"})
    alternates = frame(page)["alternates"]
    paths = page_paths({link["language"]: link["url"] for link in alternates if "fallback" not in link}, key)
    told = document_of(sight, page.programme.code, paths, history)
    response = JsonResponse(told, status=sight.status, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def figure_address(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """Leads from ``/id/…/figure/…`` to the figure's page, or to its JSON for who asks for that.

    The language is the one that ``lang`` names, else the main one: who shares an address must be able to rely on what
    others see. The day that ``as-of`` names goes along, and so does a ``release``.
    """
    found = programme_by_code(programme)
    paths = page_paths(figures_urls(found), key.rstrip("/")) if found else {}
    if not paths:
        raise Http404
    chosen = next(code for code in (request.GET.get("lang"), settings.LANGUAGE_CODE, *paths) if code in paths)
    path = paths[chosen]
    if request.get_preferred_type([HTML, JSON]) == JSON:
        path = json_path(path)
    query = request.GET.copy()
    query.pop("lang", None)
    response = SeeOther(f"{path}?{query.urlencode()}" if query else path)
    patch_vary_headers(response, ["Accept"])
    return response


def _seen(request: HttpRequest, page: FiguresPage, key: str) -> tuple[Sight, list[ChangeOfFigure]]:
    """What the reader sees of the figure, and its past. Raises ``NotReleased``, and ``Http404`` for no figure."""
    source = page.alias_of or page
    language: str = source.locale.language_code
    code = page.programme.code
    history = history_of(code, key, language)
    try:
        return look(code, key, request.GET.get(AS_OF, ""), history, request.GET.get(RELEASE, "")), history
    except Unknown as error:
        raise Http404 from error
