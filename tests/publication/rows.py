"""One valid row of any model of the record."""

import datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import models
from wagtail.models import Locale

from tests.factories import spanish
from transparency.models import Programme

_numbers = count(1000)


def row_of(model: type[models.Model], programme: Programme) -> models.Model:
    """A row that is not saved yet, of this programme, with everything required filled in; rows it needs are saved."""
    values = {field.name: _value(field, programme) for field in model._meta.concrete_fields if not field.primary_key}
    return model(**{name: value for name, value in values.items() if value is not models.NOT_PROVIDED})


def _value(field: models.Field[Any, Any], programme: Programme) -> Any:
    if isinstance(field, models.ForeignKey):
        return _target(field, programme)
    if field.name == "section":
        return "IV.a"
    if field.null or field.has_default():
        return models.NOT_PROVIDED if field.name not in ("amount", "value") else Decimal(1)
    if field.choices:
        # Two measures of one row, such as what a share divides, differ.
        return field.flatchoices[-1 if field.name == "denominator" else 0][0]
    if field.name == "currency":
        return "USD"
    if isinstance(field, models.CharField | models.TextField):
        return "" if field.blank else f"x{next(_numbers)}"
    if isinstance(field, models.IntegerField):
        return next(_numbers)
    if isinstance(field, models.DateField):
        return datetime.date(2010, 1, 1)
    return models.NOT_PROVIDED


def _target(field: models.ForeignKey[Any, Any], programme: Programme) -> models.Model | None:
    target: Any = field.remote_field.model
    if field.null:
        return None
    if target is Programme:
        return programme
    if target is Locale:
        return spanish()
    needed = row_of(target, programme)
    needed.save()
    return needed
