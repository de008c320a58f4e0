"""Earlier versions of a file, for whoever may see the file in the admin."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.documents.permissions import permission_policy

from content.models import FileVersion


def download(request: HttpRequest, file_id: int, number: int) -> FileResponse:
    """The bytes as they were."""
    version = get_object_or_404(FileVersion, file_record=file_id, number=number)
    if not permission_policy.user_has_any_permission_for_instance(
        request.user, ["add", "change", "choose"], version.file_record
    ):
        raise PermissionDenied
    try:
        opened = version.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(opened, as_attachment=True, filename=version.file_record.filename)
