"""Pages and downloads as an earlier release had them.

The bytes of a release never change. A page of it is shown with a notice that says which release it belongs to, and
with links that stay in that release; ``?raw`` gives the bytes that were sealed.
"""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from publication.code_version import code_version
from publication.models import Release
from publication.public.contents import Contents, contents_of
from publication.registry import registry
from publication.services.releases import live_release
from publication.serving import (
    CONTENT_TYPES,
    EMBEDDED,
    RELEASED_PATH,
    file_response,
    is_known,
    security_headers,
)
from publication.store import INDEX, bundle_index

RAW, RELEASE = "raw", "release"
LINK = re.compile(r'(?P<before>\s(?:href|action)=")(?P<path>/[^"#?]*)(?P<query>\?[^"#]*)?')
# Where the notice goes: the first of these that the page has.
OPENINGS = (re.compile(r"<main\b[^>]*>"), re.compile(r"<body\b[^>]*>"), re.compile(r"<html\b[^>]*>"))


@dataclass(frozen=True)
class Asked:
    """One file of one release, as a request asks for it."""

    contents: Contents
    page: str
    name: str

    @property
    def path(self) -> str:
        """The public path."""
        return self.page if self.name == INDEX else self.page + self.name

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.contents.pages[self.page][1]

    @property
    def sha256(self) -> str | None:
        """The digest of the file; None when the release has no such file, or its list of files is lost."""
        directory = self.contents.directory(self.page)
        try:
            entry = bundle_index(directory.parent)[directory.name].get(self.name)
        except OSError:
            return None
        return str(entry["sha256"]) if entry else None


@require_safe
@xframe_options_exempt  # the policy of each file says who may frame it, as in the live release
def release_file(request: HttpRequest, number: int, path: str) -> HttpResponse:
    """A page or download as a release had it."""
    contents = contents_of(number)
    if contents is None:
        raise Http404
    match = RELEASED_PATH.fullmatch(f"/{path}")
    if match is None or match["page"] not in contents.pages:
        return _below_a_page(contents, f"/{path}")
    asked = Asked(contents, match["page"], match["name"] or INDEX)
    response = _sealed(request, asked) if RAW in request.GET or not _is_page(asked) else _shown(request, asked)
    if response is None:
        raise Http404
    response["X-Robots-Tag"] = "noindex"
    response["Last-Modified"] = http_date(contents.release.published_at.timestamp())
    return response


@require_safe
def release_manifest(request: HttpRequest, number: int) -> HttpResponse:
    """A release's manifest, the very bytes that its digest was made of."""
    contents = contents_of(number)
    if contents is None:
        raise Http404
    response = HttpResponse(contents.release.manifest, content_type="application/json; charset=utf-8")
    response["X-Release-Digest"] = contents.release.digest
    response["X-Robots-Tag"] = "noindex"
    return response


def with_notice(html: str, asked: Asked, live: Release | None) -> str:
    """A page's HTML with the notice in it, and with its links to pages of the release kept in the release."""
    kept = LINK.sub(lambda link: link["before"] + _kept_in(asked.contents, link["path"], link["query"] or ""), html)
    notice = _notice(asked, live)
    for opening in OPENINGS:
        found = opening.search(kept)
        if found:
            return kept[: found.end()] + notice + kept[found.end() :]
    return notice + kept


def address_in(release: int, path: str) -> str:
    """Where a path of a release stays readable."""
    return f"{reverse('release', args=[release])}{path.lstrip('/')}"


def _is_page(asked: Asked) -> bool:
    return asked.name.endswith(".html")


def _sealed(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    """The bytes as they were sealed."""
    return file_response(request, asked.contents.directory(asked.page), asked.name)


def _shown(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    """The page with its notice. What it says depends on the release that is live, and so does its ETag."""
    sha256 = asked.sha256
    if sha256 is None:
        return None
    live = live_release()
    etag = f'"{sha256[:32]}.{live.number if live else 0}.{code_version()}"'
    if is_known(etag, request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        try:
            html = (asked.contents.directory(asked.page) / asked.name).read_text(encoding="utf-8")
        except OSError:
            return None
        response = HttpResponse(with_notice(html, asked, live), content_type=CONTENT_TYPES[".html"])
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    for header, value in security_headers(asked.name).items():
        response[header] = value
    return response


def _notice(asked: Asked, live: Release | None) -> str:
    release = asked.contents.release
    with override(asked.language):
        return render_to_string(
            "publication/release_notice.html",
            {
                "release": release,
                "live": live,
                "superseded": live is not None and live.number != release.number,
                "live_path": _path_today(asked, live),
                "raw_path": f"{address_in(release.number, asked.path)}?{RAW}",
                "embedded": asked.name.endswith(EMBEDDED),
            },
        )


def _path_today(asked: Asked, live: Release | None) -> str:
    """Where the same page stands in the live release; empty when it is no longer published."""
    if live is None:
        return ""
    scope, language = asked.contents.pages[asked.page]
    entry = Contents(live).manifest.scopes.get(scope)
    path = entry.pages.get(language, "") if entry else ""
    return path + asked.name if path and asked.name != INDEX else path


def _kept_in(contents: Contents, path: str, query: str) -> str:
    """Where a link leads: to the page as the release holds it, to one below it as of the release, else as it did."""
    match = RELEASED_PATH.fullmatch(path)
    if match and match["page"] in contents.pages:
        return address_in(contents.release.number, path) + query
    return path + (_as_of_release(contents, query) if _speaks_of_releases(contents, path) else query)


def _below_a_page(contents: Contents, path: str) -> HttpResponse:
    """Some pages have others below them that no release holds, such as a figure's own: they are asked for as of it.

    Raises ``Http404`` for what is not below any page of the release.
    """
    if path.endswith("/") and any(path.startswith(page) for page in contents.pages):
        return HttpResponseRedirect(_kept_in(contents, path, ""))
    raise Http404


def _speaks_of_releases(contents: Contents, path: str) -> bool:
    """Whether the page above this path is of a view whose pages below can be asked for as of a release."""
    above = max((page for page in contents.pages if path.startswith(page)), key=len, default="")
    return above not in ("", path) and contents.pages[above][0].partition(":")[0] in registry.with_pages_below


def _as_of_release(contents: Contents, query: str) -> str:
    return f"{query}{'&amp;' if query else '?'}{RELEASE}={contents.release.number}"
