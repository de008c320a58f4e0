"""What can be harvested: every item that was ever published, also those that were withdrawn."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Min, Q, QuerySet
from wagtail.models import Page

from content.models import Identifier, RegisterItem
from content.oai.arguments import Period
from content.oai.tokens import Token
from content.registers.records import Record, read_records
from content.registers.register import REGISTERS

Rows = QuerySet[Identifier]

MODELS: dict[str, type[RegisterItem]] = {
    register.item.identifier_kind: register.item for register in REGISTERS.values()
}


def harvested() -> Rows:
    """One row per item: the first address that it was given, which is its name for harvesters for ever."""
    first = Identifier.objects.order_by().values("translation_key").annotate(first=Min("pk")).values("first")
    return Identifier.objects.filter(pk__in=first).order_by("changed_at", "pk")


def selected(period: Period, set_spec: str) -> Rows:
    """The items of a set that changed in a time."""
    rows = harvested()
    if period.start:
        rows = rows.filter(changed_at__gte=period.start)
    if period.end:
        rows = rows.filter(changed_at__lt=period.end)
    return rows.filter(path__startswith=f"{set_spec}/") if set_spec else rows


def after(rows: Rows, token: Token) -> Rows:
    """The rows that come after the last one that was given.

    An item that changes meanwhile moves behind it and is given again: nothing is lost, whatever happens in between.
    """
    return rows.filter(Q(changed_at__gt=token.moment) | Q(changed_at=token.moment, pk__gt=token.row))


def oai_identifier(row: Identifier) -> str:
    """The item's name for harvesters."""
    return f"{_prefix()}{row.path}"


def row_named(identifier: str) -> Identifier | None:
    """The row of this name."""
    if not identifier.startswith(_prefix()) or "\x00" in identifier:
        return None
    return harvested().filter(path=identifier.removeprefix(_prefix())).first()


def set_of(row: Identifier) -> str:
    """The set that an item is in, withdrawn or not."""
    return row.path.partition("/")[0]


def records_of(rows: Iterable[Identifier]) -> dict[Any, Record]:
    """Translation key → record; an item that readers may not see has none."""
    keys = [row.translation_key for row in rows]
    pages = (
        Page.objects.live()
        .public()
        .filter(translation_key__in=keys, alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
    )
    by_type: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pk, *kind in pages.values_list("pk", "content_type__app_label", "content_type__model"):
        by_type[(kind[0], kind[1])].append(pk)
    return {
        record.facts.translation_key: record
        for model in MODELS.values()
        for record in read_records(model, by_type.get((model._meta.app_label, model._meta.model_name or ""), []))
    }


def _prefix() -> str:
    return f"oai:{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'}:"
