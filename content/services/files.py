"""Keeping what a file was, and reading what it says."""

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.core.files import File as Bytes
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from content.models import File, FilePage, FileVersion
from content.pdf.reading import Limits, PdfText, read_pdf
from content.search.changes import search_changed

logger = logging.getLogger(__name__)

CHUNK = 1 << 20
# A file with fewer letters on every page than this has pictures of pages, not pages.
LETTERS_OF_A_PAGE = 20
# Longer than any reading lasts: what still waits then was forgotten by a lost message or an ended worker.
PATIENCE = timedelta(minutes=10)
AT_ONCE = 20


def file_store(file: File, save: Callable[[], None]) -> None:
    """Saves a file through ``save``; where it has new bytes, their digest is taken and the old ones are kept.

    Nothing is overwritten: the bytes before become a version, with who replaced them and when. The public address
    stays, whatever the new bytes are called. The text of new bytes is read by the worker once the change is committed.
    """
    before = File.objects.filter(pk=file.pk).first() if file.pk else None
    if not file.file or (before and file.file._committed and before.file.name == file.file.name):
        save()
        return
    describe(file)
    file.address_name = file.address_name or (before.filename if before else "")
    with transaction.atomic():
        if before and before.sha256 != file.sha256:
            version_keep(before)
        save()
        # Storage may have given new bytes another name than they came with.
        file.address_name = file.address_name or file.filename
        # By itself: the save may have been asked for a few fields only.
        told = {name: getattr(file, name) for name in ("address_name", "sha256", "file_size", "file_hash")}
        File.objects.filter(pk=file.pk).update(**told, page_count=None, text_state=File.TextState.WAITING)
        if before and before.file.name != file.file.name:
            storage, name = before.file.storage, before.file.name
            transaction.on_commit(lambda: storage.delete(name))
        transaction.on_commit(lambda: reading_ask(file.pk), robust=True)


def describe(file: File) -> None:
    """Takes size and digests from the bytes, and forgets what the bytes before said."""
    file._set_document_file_metadata()
    file.sha256 = sha256(file)
    file.page_count, file.text_state = None, File.TextState.WAITING


def sha256(file: File) -> str:
    """The digest of a file's bytes."""
    digest = hashlib.sha256()
    with file.open_file() as opened:
        while chunk := opened.read(CHUNK):
            digest.update(chunk)
        opened.seek(0)
    return digest.hexdigest()


def version_keep(before: File) -> FileVersion | None:
    """Copies the bytes of a file to its versions. None where they are gone, which the log tells."""
    newest = before.versions.aggregate(newest=Max("number"))["newest"] or 0
    version = FileVersion(
        file_record=before,
        number=newest + 1,
        replaced_by=get_active_log_context().user,
    )
    try:
        with before.file.storage.open(before.file.name) as opened:
            version.sha256 = before.sha256 or sha256(before)
            version.size = before.file.storage.size(before.file.name)
            version.file.save(Path(before.file.name).name, Bytes(opened), save=False)
    except FileNotFoundError:
        logger.warning("The bytes of file %s are gone, no version of them can be kept", before.pk)
        return None
    version.save()
    return version


def reading_ask(file_id: int) -> None:
    """Asks the worker to read a file. Never raises: a lost message is made good by the sweep."""
    from content.tasks import read_file

    try:
        read_file.apply_async((file_id,), retry=False)
    except Exception as error:  # whatever the broker does, the file is saved
        logger.warning("Nobody was asked to read file %s, the next sweep will find it: %s", file_id, error)


def file_read(file_id: int, limits: Limits | None = None) -> None:
    """Reads a file's text into its pages. A second call changes nothing; a file replaced meanwhile is left alone."""
    file = File.objects.filter(pk=file_id).first()
    if file is None:
        return
    found, state = text_of(file, limits)
    with transaction.atomic():
        same = File.objects.select_for_update().filter(pk=file_id, sha256=file.sha256, file=file.file.name)
        if not same.exists():
            return
        same.update(text_state=state, page_count=found.page_count)
        FilePage.objects.filter(file=file_id).delete()
        FilePage.objects.bulk_create(
            (FilePage(file_id=file_id, number=number, text=text) for number, text in enumerate(found.pages, start=1)),
            batch_size=500,
        )
        search_changed(f"file:{file_id}")


def text_of(file: File, limits: Limits | None) -> tuple[PdfText, str]:
    """What a file says, and the state that this puts it in."""
    if file.file_extension.lower() != "pdf":
        return PdfText("read"), File.TextState.NONE
    with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
        try:
            with file.open_file() as opened:
                shutil.copyfileobj(opened, copy)
        except FileNotFoundError:
            return PdfText("broken"), File.TextState.BROKEN
        copy.flush()
        found = read_pdf(Path(copy.name), limits)
    if found.state != "read":
        return found, File.TextState(found.state)
    letters = (sum(map(str.isalnum, text)) for text in found.pages)
    has_text = any(count >= LETTERS_OF_A_PAGE for count in letters)
    return found, File.TextState.READ if has_text else File.TextState.SCAN


def waiting_files_read(patience: timedelta = PATIENCE) -> int:
    """Reads files that nobody has read yet, a few at a time; returns how many."""
    waiting = File.objects.filter(text_state=File.TextState.WAITING, created_at__lte=timezone.now() - patience)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for file_id in ids:
        file_read(file_id)
    return len(ids)
