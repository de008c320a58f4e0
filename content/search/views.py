"""The search page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from content.search.facets import address, facets
from content.search.finding import FACETS, search
from content.search.queries import LONGEST
from publication.navigation import frame_of_view


def search_page(request: HttpRequest) -> HttpResponse:
    """What was found for ``q``, narrowed down by what the address says; nothing but the form without ``q``."""
    language = get_language() or settings.LANGUAGE_CODE
    typed = request.GET.get("q", "").strip()[:LONGEST]
    chosen = {name: value for name in FACETS if (value := request.GET.get(name, "")[:80].replace("\x00", ""))}
    results = search(typed, language, chosen, _page_number(request.GET))
    offered = facets(results, typed, chosen) if results.query else []
    title = _("Search: %(typed)s") % {"typed": typed} if typed else _("Search")
    context = {
        **frame_of_view(language, title, {code: _path(code) for code, _name in settings.LANGUAGES}),
        "typed": typed,
        "results": results,
        "facets": offered,
        "active": [(facet, option) for facet in offered for option in facet.chosen],
        "search_path": reverse("search"),
        "without_filters": address(typed, {}),
        "previous": address(typed, chosen, results.page - 1) if results.page > 1 else "",
        "next": address(typed, chosen, results.page + 1) if results.page < results.last else "",
        "suggested": [(words, address(words, {})) for words in results.suggestions],
    }
    if typed:  # the other half of the site is asked the same
        for alternate in context["alternates"]:
            alternate["url"] += address(typed, {})
    return render(request, "content/search_page.html", context)


def open_search(request: HttpRequest) -> HttpResponse:
    """How a browser can offer this search itself (OpenSearch 1.1)."""
    template = f"{settings.PUBLIC_URL}{reverse('search')}?q={{searchTerms}}"
    context = {"template": template, "language": get_language()}
    content_type = "application/opensearchdescription+xml"
    return render(request, "content/opensearch.xml", context, content_type=content_type)


def _page_number(asked: QueryDict) -> int:
    number = asked.get("page", "1")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def _path(language: str) -> str:
    with override(language):
        return reverse("search")
