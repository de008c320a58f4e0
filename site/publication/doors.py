"""Files and further addresses below a page: whoever may not read the page may not read these either."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail import hooks
from wagtail.models import Page

Answer = Callable[[], HttpResponseBase]


def behind_doors(page: Page, request: HttpRequest, answer: Answer) -> HttpResponseBase:
    """What ``answer`` gives, unless a door of the page is shut: a restriction, a method that it does not take.

    The same steps as ``wagtail.views.serve`` takes before it lets a page answer.
    """

    def serve(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        return answer()

    chain: Callable[..., HttpResponseBase] = serve
    for wrap in reversed(hooks.get_hooks("on_serve_page")):
        chain = wrap(chain)
    for check in hooks.get_hooks("before_serve_page"):
        refusal = check(page, request, [], {})
        if isinstance(refusal, HttpResponse):
            return refusal
    return chain(page, request, [], {})
