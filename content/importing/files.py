"""Whether the bytes of a file are what its name says, without trusting either."""

import io
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.utils.file import hash_filelike

from content.importing.cells import CellRefused
from content.models import File, Picture

HEAD, TAIL = 1024, 2048


def digest(read: bytes) -> str:
    """The digest by which Wagtail knows a file."""
    return str(hash_filelike(io.BytesIO(read)))


def document_check(name: str, read: bytes) -> None:
    """Raises ``CellRefused`` for an empty file, a type that the site does not take, and a PDF that is none."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if not read:
        raise CellRefused(_("The file “%(name)s” is empty.") % {"name": name})
    if ending not in settings.WAGTAILDOCS_EXTENSIONS:
        raise CellRefused(_("The site takes no files of the type of “%(name)s”.") % {"name": name})
    if ending == "pdf" and (b"%PDF-" not in read[:HEAD] or b"%%EOF" not in read[-TAIL:]):
        raise CellRefused(_("“%(name)s” is no PDF, or an incomplete one.") % {"name": name})


def picture_check(name: str, read: bytes) -> None:
    """Raises ``CellRefused`` for what is no picture, or too large a one."""
    try:
        WagtailImageField().clean(SimpleUploadedFile(name, read))
    except ValidationError as error:
        words = {"name": name, "problem": " ".join(error.messages)}
        raise CellRefused(_("“%(name)s”: %(problem)s") % words) from error


def file_there(read: bytes) -> File | None:
    """The file on the site that has these very bytes."""
    return File.objects.filter(file_hash=digest(read)).order_by("pk").first()


def picture_there(read: bytes) -> Picture | None:
    """The picture on the site that has these very bytes."""
    return Picture.objects.filter(file_hash=digest(read)).order_by("pk").first()


def content_file(name: str, read: bytes) -> ContentFile:
    """The bytes under their name, to be stored."""
    return ContentFile(read, name=name)
