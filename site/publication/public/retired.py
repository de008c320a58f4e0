"""Style sheets, scripts and pictures that pages of earlier releases name by a digest that is no longer current."""

import re

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

HASHED = re.compile(r"(?P<stem>[\w/.-]+)\.[0-9a-f]{12}(?P<suffix>\.\w+)")


@require_safe
def retired_static(request: HttpRequest, path: str) -> HttpResponse:
    """Leads from the name that a file had to the one that it has; whoever serves static files asks here last."""
    match = HASHED.fullmatch(path)
    if match is None or ".." in path:
        raise Http404
    try:
        today = staticfiles_storage.url(match["stem"] + match["suffix"])
    except ValueError as error:  # there is no such file any more
        raise Http404 from error
    if today == request.path:
        raise Http404  # it has this very name and is not there
    response = HttpResponseRedirect(today)
    response["Cache-Control"] = "no-cache"
    return response
