"""A whole release and the chain of all releases, to take away and to verify elsewhere."""

from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from publication import verify_release
from publication.configuration import configuration
from publication.manifest import as_text, canonical
from publication.models import Release
from publication.public.contents import Contents, contents_of
from publication.public.zips import Member, archive, archive_size, from_gzip, stored
from publication.services.releases import live_release
from publication.serving import is_known
from publication.store import ENCODINGS, Store

CHAIN_FORMAT = 1


@require_safe
def release_archive(request: HttpRequest, number: int) -> HttpResponseBase:
    """Everything of a release as one ZIP archive, the same bytes each time."""
    contents = contents_of(number)
    if contents is None:
        raise Http404
    try:
        members = release_members(contents)
    except OSError as error:
        raise Http404("files of this release are lost") from error
    return _download(
        request, f"release-{number}.zip", f"zip-{contents.release.digest[:32]}", members, archive_size(members)
    )


@require_safe
def chain(request: HttpRequest) -> HttpResponse:
    """Every release with its digest and that of the one before, the oldest first."""
    live = live_release()
    etag = f'"chain-{live.digest[:32] if live else ""}"'
    if is_known(etag, request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(chain_text(), content_type="application/json; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def chain_archive(request: HttpRequest) -> HttpResponseBase:
    """The chain with the manifest of every release, from which each digest can be computed again."""
    live = live_release()
    members = [stored("chain.json", chain_text().encode()), *_manifests()]
    return _download(request, "chain.zip", f"chain-{live.digest[:32] if live else ''}", members, archive_size(members))


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that verifies a release: one file that needs nothing of ours."""
    response = HttpResponse(Path(verify_release.__file__).read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify.py"'
    response["Cache-Control"] = "no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def release_members(contents: Contents) -> list[Member]:
    """What the archive of a release holds. Raises ``OSError`` when files of it are lost."""
    store = Store(configuration().root)
    members = [stored("manifest.json", contents.release.manifest.encode())]
    for bundle in dict.fromkeys(entry.bundle for entry in contents.manifest.scopes.values()):
        members.append(stored(f"bundles/{bundle}.json", (store.bundle_path(bundle) / "bundle.json").read_bytes()))
    for scope in contents.scopes:
        if scope.lost:
            raise FileNotFoundError(scope.name)
        for file in scope.files:
            packed = contents.directory(file.page) / (file.name + ENCODINGS["gzip"])
            name = f"files{file.page}{file.name}"
            members.append(from_gzip(name, file.size, packed.stat().st_size, packed.read_bytes))
    return members


def archive_bytes(contents: Contents | None) -> int | None:
    """The size of the whole release as a download; None when files of it are lost."""
    try:
        return archive_size(release_members(contents)) if contents else None
    except OSError:
        return None


def chain_text() -> str:
    """The chain as JSON; one line per release, so that people can read it too."""
    rows = Release.objects.order_by("number").values_list("number", "digest", "parent", "published_at")
    lines = (
        canonical(
            {
                "number": number,
                "digest": digest,
                "parent": parent,
                "published_at": as_text(moment),
                "manifest": reverse("release_manifest", args=[number]),
            }
        )
        for number, digest, parent, moment in rows.iterator()
    )
    return f'{{"format":{CHAIN_FORMAT},"releases":[\n' + ",\n".join(lines) + "\n]}\n"


def _manifests() -> Iterator[Member]:
    for number, text in Release.objects.order_by("number").values_list("number", "manifest").iterator():
        yield stored(f"manifests/{number}.json", text.encode())


def _download(request: HttpRequest, name: str, tag: str, members: list[Member], size: int) -> HttpResponseBase:
    etag = f'"{tag}"'
    response: HttpResponseBase
    if is_known(etag, request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = StreamingHttpResponse(archive(members), content_type="application/zip")
        response["Content-Length"] = str(size)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        # Said, so that nothing on the way packs it again and takes the size from the reader.
        response["Content-Encoding"] = "identity"
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
