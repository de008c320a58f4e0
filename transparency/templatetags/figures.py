"""Figures and dates in the active language: ``{% load figures %}``.

A value of ``None`` shows as an en dash, so that a figure that is missing never reads as an empty cell or a zero; the
reason why it is missing is for the template to tell.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from transparency import formatting

register = template.Library()

MISSING = "–"


def active_language() -> str:
    """The language being rendered; Spanish where translation is switched off."""
    return get_language() or "es"


@register.filter(name="money")
def money_filter(amount: Decimal | int | None, currency: str) -> str:
    """``{{ line.amount|money:line.currency }}``: US$ 4,936,157, with decimals only where the amount has any."""
    return MISSING if amount is None else formatting.money(amount, currency, active_language())


@register.simple_tag(name="money")
def money_tag(amount: Decimal | int | None, currency: str, decimals: int = 2) -> str:
    """``{% money line.amount line.currency %}``: a fixed number of decimals, for columns that must align."""
    return MISSING if amount is None else formatting.money(amount, currency, active_language(), decimals)


@register.filter
def number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """``{{ count|number }}`` or ``{{ value|number:1 }}``."""
    return MISSING if value is None else formatting.number(value, active_language(), decimals)


@register.filter
def percent(value: Decimal | int | None, digits: int | None = None) -> str:
    """``{{ share|percent:1 }}`` of a value in per cent."""
    return MISSING if value is None else formatting.percent(value, active_language(), digits)


@register.filter(expects_localtime=True)
def longdate(value: datetime.date | None, precision: formatting.Precision = "day") -> str:
    """``{{ as_of|longdate }}`` or ``{{ as_of|longdate:statement.precision }}``."""
    return MISSING if value is None else formatting.date(value, active_language(), precision)


@register.simple_tag
def cites(numbers: Sequence[int] | None) -> SafeString:
    """``{% cites row.sources %}``: the marks that lead to the sources of these numbers."""
    return _cites(tuple(numbers or ()), active_language())


@lru_cache(maxsize=4096)
def _cites(numbers: tuple[int, ...], _language: str) -> SafeString:
    # The same few marks stand in thousands of rows.
    return render_to_string("transparency/cites.html", {"numbers": numbers})


@register.filter
def filesize(size: int | None) -> str:
    """``{{ file.size|filesize }}`` of a size in bytes."""
    return MISSING if size is None else formatting.file_size(size, active_language())
