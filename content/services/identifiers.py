"""Permanent addresses: given when an item is published, never taken back."""

from collections.abc import Iterator
from itertools import count

from django.db import transaction
from django.utils import timezone

from content.models import Identifier, RegisterItem


@transaction.atomic
def identifier_give(page: RegisterItem) -> Identifier:
    """The permanent address of a published item: the one that its facts ask for, or the next that is free.

    An item that has addresses keeps them: one whose number becomes known later is found under both.
    """
    for path in _wanted(page):
        row, _made = Identifier.objects.get_or_create(path=path, defaults={"translation_key": page.translation_key})
        if row.translation_key == page.translation_key:
            return row
    raise AssertionError("there is always a next path")


def identifiers_touch(page: RegisterItem) -> None:
    """Notes that what stands at an item's addresses changed or went away: harvesters ask since when."""
    Identifier.objects.filter(translation_key=page.translation_key).update(changed_at=timezone.now())


def _wanted(page: RegisterItem) -> Iterator[str]:
    """The address by number where there is one, the address by code, and that with a number behind it.

    Two items can claim one address only where they were not checked, or where one of them was withdrawn.
    """
    if page.numbered_path:
        yield page.numbered_path
    path = f"{page.identifier_kind}/{page.code}"
    yield path
    for number in count(2):
        yield f"{path}-{number}"
