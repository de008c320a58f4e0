"""Where readers get files: each under an address that stays, and what it was before under one of its own."""

from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from wagtail import hooks
from wagtail.documents.views.serve import serve

from content.models import File, FileVersion


def file_now(request: HttpRequest, file_id: int, name: str) -> HttpResponseBase:
    """A file as it is now; under any other name, such as one that it had before, the way to its address."""
    file = get_object_or_404(File, pk=file_id)
    if name == file.last_of_address:
        served: HttpResponseBase = serve(request, file.pk, file.filename)
        return served
    return refusal(file, request) or HttpResponsePermanentRedirect(file.url)


def file_as_it_was(request: HttpRequest, file_id: int, number: int) -> HttpResponseBase:
    """The bytes that a file had before they were replaced, for whoever may read the file."""
    version = get_object_or_404(
        FileVersion.objects.select_related("file_record"), file_record__pk=file_id, number=number
    )
    etag = quote_etag(version.sha256)
    instead = refusal(version.file_record, request) or get_conditional_response(request, etag=etag)
    if instead is not None:
        return instead
    response = bytes_of(version)
    response["ETag"] = etag
    return response


def bytes_of(version: FileVersion) -> FileResponse:
    """The answer that holds a version: shown or saved as its kind of file is, never run, never indexed."""
    then = File(file=version.file.name)
    try:
        opened = version.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        opened,
        as_attachment=not then.content_disposition.startswith("inline"),
        filename=PurePath(str(version.file.name)).name,
        content_type=then.content_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response


def refusal(file: File, request: HttpRequest) -> HttpResponse | None:
    """What a reader who may not have the file gets instead, as ``before_serve_document`` decides; it may raise 404."""
    for decide in hooks.get_hooks("before_serve_document"):
        answer = decide(file, request)
        if isinstance(answer, HttpResponse):
            return answer
    return None
