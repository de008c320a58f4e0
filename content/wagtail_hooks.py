"""What content adds to Wagtail."""

from django.http import Http404, HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from content.admin.versions import download
from content.models import File
from content.selectors.files import file_is_public


@hooks.register("before_serve_document")
def only_public_files(document: File, request: HttpRequest) -> None:
    """A file is public while a public page shows it; whoever works in the admin may read every file."""
    if not request.user.has_perm("wagtailadmin.access_admin") and not file_is_public(document):
        raise Http404


@hooks.register("register_admin_urls")
def version_urls() -> list[URLPattern]:
    """Where the earlier versions of a file are read."""
    return [path("files/<int:file_id>/versions/<int:number>/", download, name="file_version")]
