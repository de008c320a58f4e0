"""Files that were uploaded and found sound, kept until their import is confirmed."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import IO
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from desk.models import KeptUpload

KEPT = timedelta(hours=1)


@transaction.atomic
def upload_keep(
    user_id: int, kind: str, register: Page | None, sheet: IO[bytes], archive: IO[bytes] | None
) -> KeptUpload:
    """Keeps the files of a sheet and its archive for their user, who has one such pair of each kind at a time."""
    KeptUpload.objects.filter(user=user_id, kind=kind).delete()
    kept = KeptUpload(user_id=user_id, kind=kind, register=register)
    for name, opened in (("sheet", sheet), ("archive", archive)):
        if opened:
            opened.seek(0)
            getattr(kept, name).save(name, File(opened), save=False)
    kept.save()
    return kept


def upload_kept(identifier: str, user_id: int, kind: str) -> KeptUpload | None:
    """What this user uploaded not long ago; None for what is not there, not theirs, of another kind, or too old."""
    try:
        key = UUID(identifier)
    except ValueError:
        return None
    fresh = KeptUpload.objects.filter(kept_at__gt=timezone.now() - KEPT)
    return fresh.filter(pk=key, user=user_id, kind=kind).select_related("register").first()


@contextmanager
def opened(kept: KeptUpload) -> Iterator[tuple[IO[bytes], IO[bytes] | None]]:
    """The spreadsheet, and the archive if there is one. Raises ``FileNotFoundError`` where the bytes are gone."""
    with ExitStack() as files:
        sheet = files.enter_context(kept.sheet.open("rb"))
        yield sheet, files.enter_context(kept.archive.open("rb")) if kept.archive else None


def uploads_forget() -> int:
    """Deletes what nobody confirmed in time; returns how many uploads."""
    forgotten = list(KeptUpload.objects.filter(kept_at__lte=timezone.now() - KEPT))
    for upload in forgotten:
        upload.delete()
    return len(forgotten)
