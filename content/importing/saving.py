"""Saving a plan that was found sound: all of it or nothing."""

from typing import Any

from django.core.files.storage import Storage
from django.db import transaction
from wagtail.models import Page

from content.importing.archives import Archive
from content.importing.files import content_file, file_there
from content.importing.kinds import Kind
from content.importing.problems import Plan, PlannedRow, User
from content.models import File, Picture

Stored = list[tuple[Storage, str]]


def plan_save(plan: Plan, kind: Kind, archive: Archive, register: Page | None, user: User | None) -> int:
    """Makes and changes the drafts and pictures of a plan; returns how many.

    Raises ``ValueError`` for a plan with problems. Files that were stored before a failure are removed again: a
    rolled back transaction would leave them on disk.
    """
    if not plan.is_sound:
        raise ValueError("a plan with problems is not saved")
    stored: Stored = []
    try:
        with transaction.atomic():
            for row in plan.to_do:
                if register is None:
                    picture_save(row, archive, user, stored)
                else:
                    item_save(row, archive, register, user, stored)
    except BaseException:
        for storage, name in stored:
            storage.delete(name)
        raise
    return len(plan.to_do)


def item_save(row: PlannedRow, archive: Archive, register: Page, user: User | None, stored: Stored) -> None:
    """One page, as a draft: what readers see stays until an editor publishes."""
    page: Any = row.subject
    if row.file_name:
        page.file = file_save(row, archive.read(row.file_name), user, stored)
    if row.is_new:
        page.owner = user
        register.add_child(instance=page)
    elif not page.live:
        page.save(clean=False)
    page.save_revision(user=user, log_action=True)


def file_save(row: PlannedRow, read: bytes, user: User | None, stored: Stored) -> File:
    """The file of an item; a row before may have brought the same bytes."""
    there = file_there(read)
    if there is not None:
        return there
    file = File(title=row.subject.title, file=content_file(row.file_name, read), uploaded_by_user=user)
    file.save()
    stored.append((file.file.storage, file.file.name))
    return file


def picture_save(row: PlannedRow, archive: Archive, user: User | None, stored: Stored) -> None:
    """One picture."""
    picture: Picture = row.subject
    if row.is_new:
        picture.file = content_file(row.file_name, archive.read(row.file_name))
        picture.uploaded_by_user = user
        picture._set_image_file_metadata()
    picture.save()
    if row.is_new:
        stored.append((picture.file.storage, picture.file.name))
