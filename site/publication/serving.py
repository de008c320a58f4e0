"""Answering public paths from released files: no database, no broker, no session."""

import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from publication.configuration import configuration
from publication.store import ENCODINGS, INDEX, bundle_index

# A page ends in "/", a download in a file name; no segment may begin with a dot, so nothing leads out of the release.
RELEASED_PATH = re.compile(r"(?P<page>/[a-z]{2,3}(?:/[\w-]+)*/)(?P<name>[\w-]+(?:\.\w+)+)?")
CONTENT_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}
# A chart that other sites may show in a frame; no other page may be framed elsewhere.
EMBEDDED = ".embed.html"
KEPT = (".csv", ".xlsx", ".zip")  # tables and archives are kept, pages and JSON are shown
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'self'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

_last_known: dict[Path, str] = {}


def released_response(request: HttpRequest) -> HttpResponse | None:
    """The live release's answer to a request; None when it holds nothing under this path."""
    match = RELEASED_PATH.fullmatch(request.path_info)
    if not match:
        return None
    directory = _bundle_of(match["page"])
    return file_response(request, directory, match["name"] or INDEX) if directory else None


def released_names(page: str) -> Collection[str]:
    """The files that the live release holds under the path of a page; none where it does not hold the page."""
    directory = _bundle_of(page)
    if directory is None:
        return ()
    try:
        return bundle_index(directory.parent)[directory.name].keys()
    except OSError:
        return ()


def file_response(request: HttpRequest, directory: Path, name: str) -> HttpResponse | None:
    """Answer with one file of a bundle in the best encoding that the reader takes; None when there is no such file."""
    try:
        entry = bundle_index(directory.parent)[directory.name].get(name)
    except OSError:
        return None  # the bundle was lost; the comparison of fingerprints has it written again
    if entry is None:
        return None
    encoding = accepted_encoding(request.headers.get("Accept-Encoding", ""))
    etag = f'"{str(entry["sha256"])[:32]}{ENCODINGS.get(encoding, "")}"'
    response: HttpResponse
    if is_known(etag, request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        try:
            content = (directory / (name + ENCODINGS.get(encoding, ""))).read_bytes()
        except OSError:
            return None
        response = HttpResponse(content, content_type=CONTENT_TYPES.get(Path(name).suffix, "application/octet-stream"))
        response["Content-Length"] = len(content)
        if encoding:
            response["Content-Encoding"] = encoding
        if name.endswith(KEPT):
            response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # keep it, but ask whether it still holds: an answer of a few bytes
    for header, value in security_headers(name).items():
        response[header] = value
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def security_headers(name: str) -> dict[str, str]:
    """What a browser is told of a file with this name."""
    if not name.endswith(EMBEDDED):
        return SECURITY_HEADERS
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    return {
        **SECURITY_HEADERS,
        "Content-Security-Policy": policy.replace("frame-ancestors 'self'", "frame-ancestors *"),
    }


def is_known(etag: str, if_none_match: str) -> bool:
    """Weakly compared, as RFC 9110 asks: proxies that recode an answer weaken its tag."""
    known = parse_etags(if_none_match)
    return known == ["*"] or etag in {tag.removeprefix("W/") for tag in known}


def accepted_encoding(header: str) -> str:
    """The smallest form that an Accept-Encoding header allows: ``br``, ``gzip`` or none."""
    accepted = set()
    for part in header.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        if parameters.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            accepted.add(name.strip())
    return next((encoding for encoding in ENCODINGS if encoding in accepted), "")


def not_released_yet(request: HttpRequest) -> HttpResponse:
    """The page exists, but no release holds it yet: say so in the reader's language and ask to come back."""
    response = render(request, "publication/not_released_yet.html", status=503)
    response["Retry-After"] = "10"
    response["Cache-Control"] = "no-store"
    return response


def _bundle_of(page: str) -> Path | None:
    """Where the files of a page lie, in its language; None when the live release does not hold it."""
    root = configuration().root
    live = _live_directory(root)
    if live is None:
        return None
    try:
        bundle = os.readlink(f"{root}/releases/{live}{page}_")
    except OSError:
        return None
    # …/bundles/<hash>/<language>
    return root / "bundles" / Path(*bundle.split("/")[-2:])


def _live_directory(root: Path) -> str | None:
    """The name of the live release's directory; the last one known should the link be missing for a moment."""
    with suppress(OSError):
        _last_known[root] = os.readlink(f"{root}/releases/current")
    return _last_known.get(root)
