"""Where harvesters ask."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.oai.arguments import VERB, parse_arguments
from content.oai.errors import BadArgument, BadVerb, OaiError
from content.oai.verbs import VERBS, base_url, utc
from content.oai.xml import add, document, to_bytes
from content.registers.words import source_language


# Harvesters may ask by POST, without a cookie: nothing is changed by asking.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answers one request of the protocol; what is wrong with it is told in the answer, never by a status."""
    root = document()
    add(root, "responseDate", utc(timezone.now()))
    asked = add(root, "request", base_url())
    try:
        arguments = parse_arguments(request.POST if request.method == "POST" else request.GET)
        with override(source_language()):
            VERBS[arguments[VERB]](root, arguments)
    except OaiError as error:
        add(root, "error", str(error), code=error.code)
        arguments = {} if isinstance(error, BadVerb | BadArgument) else arguments
    for name, value in arguments.items():
        asked.set(name, value)
    return HttpResponse(to_bytes(root), content_type="text/xml; charset=utf-8")
