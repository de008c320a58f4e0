"""Dates as far as a document tells them: a year, a month or a day."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from transparency.formatting import Precision

SHAPE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True)
class PartialDate:
    """The first day of what is known, and how much is known."""

    first_day: datetime.date
    precision: Precision


def parse_partial_date(text: str) -> PartialDate:
    """``2013``, ``2013-10`` or ``2013-10-31`` (ISO 8601, reduced precision). Raises ``ValueError`` for the rest."""
    if not SHAPE.fullmatch(text):
        raise ValueError(text)
    return PartialDate(datetime.date.fromisoformat((text + "-01-01")[:10]), PRECISIONS[len(text)])


def validate_partial_date(text: str) -> None:
    """A field's validator. Raises ``ValidationError`` with the ways to write a date."""
    try:
        parse_partial_date(text)
    except ValueError as error:
        message = _("“%(text)s” is not a date. Write 2013, 2013-10 or 2013-10-31.")
        raise ValidationError(message, params={"text": text}, code="date") from error


class PartialDateField(models.CharField):
    """A date of reduced precision, kept as its ISO text so that it sorts; blank when no document tells it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", _("As far as it is known: 2013, 2013-10 or 2013-10-31."))
        kwargs.setdefault("validators", [validate_partial_date])
        super().__init__(*args, **kwargs)
