"""From the text of a cell to the value of a model's field."""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from transparency.importers.problems import BadCell

NUMBER = re.compile(r"-?\d+(\.\d+)?")
WHOLE = re.compile(r"-?\d+")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TRUTH = {"yes": True, "no": False}

AnyField = models.Field[Any, Any]


def read_cell(field: AnyField, cell: str) -> Any:
    """The value that a cell gives a field; an empty cell gives the field's default, or nothing where that may be.

    Raises ``BadCell``.
    """
    if cell == "":
        return _empty(field)
    if field.choices:
        return _choice(field, cell)
    for kind, reader in READERS:
        if isinstance(field, kind):
            return reader(cell)
    return cell


def _empty(field: AnyField) -> Any:
    if field.has_default():
        return field.get_default()
    if field.null:
        return None
    if field.blank and field.empty_strings_allowed:
        return ""
    raise BadCell(_("this must not be empty."))


def _choice(field: AnyField, cell: str) -> str:
    allowed = [str(value) for value, _label in field.flatchoices]
    if cell not in allowed:
        raise BadCell(
            _("“%(cell)s” is not one of %(allowed)s.") % {"cell": cell, "allowed": ", ".join(filter(None, allowed))}
        )
    return cell


def _decimal(cell: str) -> Decimal:
    if not NUMBER.fullmatch(cell):
        raise BadCell(
            _("“%(cell)s” is not a number; write 1234567.89, with a point and without separators.") % {"cell": cell}
        )
    return Decimal(cell)


def _whole(cell: str) -> int:
    if not WHOLE.fullmatch(cell):
        raise BadCell(_("“%(cell)s” is not a whole number.") % {"cell": cell})
    return int(cell)


def _day(cell: str) -> datetime.date:
    try:
        if DAY.fullmatch(cell):
            return datetime.date.fromisoformat(cell)
    except ValueError:
        pass
    raise BadCell(_("“%(cell)s” is not a date; write it as 2013-06-30.") % {"cell": cell})


def _truth(cell: str) -> bool:
    if cell not in TRUTH:
        raise BadCell(_("“%(cell)s” is not one of %(allowed)s.") % {"cell": cell, "allowed": ", ".join(TRUTH)})
    return TRUTH[cell]


READERS: tuple[tuple[type[AnyField], Callable[[str], Any]], ...] = (
    (models.DecimalField, _decimal),
    (models.BooleanField, _truth),
    (models.DateField, _day),
    (models.IntegerField, _whole),
)
