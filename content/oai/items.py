"""What can be harvested: every item that was ever published, also those that were withdrawn."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext
from wagtail.models import Page

from content.models import Identifier, RegisterItem
from content.oai.arguments import Period
from content.oai.tokens import Token
from content.registers.records import Record, read_records
from content.registers.register import REGISTERS
from transparency.models import Sector

Rows = QuerySet[Identifier]

# The set above those of each sector.
SECTOR = "sector"

MODELS: dict[str, type[RegisterItem]] = {
    register.item.identifier_kind: register.item for register in REGISTERS.values()
}


@dataclass(frozen=True)
class Harvest:
    """What harvesters get of an item: its row, the sets that it is in, and its record unless it was withdrawn."""

    row: Identifier
    record: Record | None
    sets: tuple[str, ...]


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
    if not set_spec:
        return rows
    top, _colon, code = set_spec.partition(":")
    if top == SECTOR:
        return rows.filter(_in_sector(code)) if code or set_spec == SECTOR else rows.none()
    return rows.filter(path__startswith=f"{set_spec}/")


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


def sets() -> dict[str, str]:
    """Every set and its name: a register, all that is known to belong to a sector, one sector."""
    registers = {kind: str(model._meta.verbose_name_plural) for kind, model in MODELS.items()}
    sectors = Sector.objects.filter(locale__language_code=settings.LANGUAGE_CODE).values_list("code", "name")
    named = {f"{SECTOR}:{code}": name for code, name in sectors.order_by("code")}
    return {**registers, SECTOR: gettext("By sector"), **named} if named else registers


def harvest_of(rows: Sequence[Identifier]) -> list[Harvest]:
    """What harvesters get of these rows, in their order; a fixed number of queries."""
    records, sectors = _records(rows), _sectors(rows)
    return [
        Harvest(
            row,
            records.get(row.translation_key),
            (_kind(row), *(f"{SECTOR}:{code}" for code in sectors.get(row.translation_key, ()))),
        )
        for row in rows
    ]


def _kind(row: Identifier) -> str:
    return row.path.partition("/")[0]


def _in_sector(code: str) -> Q:
    """Items of one sector, or of any; what was unpublished belongs to it as before."""
    found = Q()
    for model in MODELS.values():
        pages = model._default_manager.filter(locale__language_code=settings.LANGUAGE_CODE, sectors__isnull=False)
        pages = pages.filter(sectors__code=code) if code else pages
        found |= Q(translation_key__in=pages.values("translation_key"))
    return found


def _sectors(rows: Iterable[Identifier]) -> dict[Any, list[str]]:
    """Translation key → the codes of its sectors, withdrawn or not."""
    keys: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        keys[_kind(row)].append(row.translation_key)
    found: dict[Any, list[str]] = defaultdict(list)
    for kind, model in MODELS.items():
        if kind not in keys:
            continue
        pages = model._default_manager.filter(
            translation_key__in=keys[kind], locale__language_code=settings.LANGUAGE_CODE, sectors__isnull=False
        )
        for key, code in pages.order_by("sectors__code").values_list("translation_key", "sectors__code"):
            found[key].append(code)
    return found


def _records(rows: Iterable[Identifier]) -> dict[Any, Record]:
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
