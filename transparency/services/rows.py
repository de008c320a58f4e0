"""Removing rows of the record: with their translations, and never from under a figure."""

from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from wagtail.log_actions import log

from transparency.models import Label


class RowsInUse(Exception):
    """Other rows point at those to be removed; ``users`` are those others."""

    def __init__(self, users: Sequence[models.Model]) -> None:
        super().__init__(f"{len(users)} rows are in the way")
        self.users = users


def rows_with_translations(rows: Sequence[models.Model]) -> list[models.Model]:
    """The rows, and every translation of those that are labels in the source language."""
    found = list(rows)
    for row in rows:
        if isinstance(row, Label) and row.locale.is_default:
            found += [translated for translated in row.get_translations() if translated not in found]
    return found


def rows_that_use(rows: Sequence[models.Model]) -> list[models.Model]:
    """The rows that would be left pointing at nothing; empty when all of ``rows`` may go."""
    going = rows_with_translations(rows)
    collector = Collector(using=DEFAULT_DB_ALIAS)
    users: list[models.Model] = []
    for row in going:
        try:
            collector.collect([row])
        except ProtectedError as refusal:
            users += [user for user in refusal.protected_objects if user not in going and user not in users]
    return sorted(users, key=lambda user: (user._meta.label, str(user)))


@transaction.atomic
def rows_delete(rows: Sequence[models.Model]) -> None:
    """Removes rows and, of labels in the source language, every translation; one entry of the log for each row.

    Raises ``RowsInUse`` when another row points at one of them, and removes nothing.
    """
    if users := rows_that_use(rows):
        raise RowsInUse(users)
    waiting = rows_with_translations(rows)
    for row in rows:
        log(instance=row, action="wagtail.delete")
    while waiting:
        waiting = [row for row in waiting if not _deleted(row)]


def _deleted(row: models.Model) -> bool:
    """Whether the row went; one that another of the same batch points at (a district's province) goes after it."""
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True
