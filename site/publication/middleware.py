"""Serving released pages ahead of everything else, where no web server does it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from publication.serving import released_response


class ReleasedFiles:
    """Answers what the live release holds; passes everything else on.

    Wagtail's previews are requests to the page's own address: they are marked ``is_dummy`` and must reach the page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD") and not getattr(request, "is_dummy", False):
            response = released_response(request)
            if response is not None:
                return response
        return self.get_response(request)
