"""Amounts as people type or paste them, read without guessing."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PLAIN = re.compile(r"-?\d+(\.\d+)?")
# Each of these needs a second sign that settles which one parts the thousands: "1,234" alone could mean either.
THOUSANDS_BY_COMMA = re.compile(r"-?\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})")
THOUSANDS_BY_POINT = re.compile(r"-?\d{1,3}((\.\d{3})+,\d+|(\.\d{3}){2,})")
AMBIGUOUS = re.compile(r"-?\d{1,3},\d{3}")
SPACES = re.compile(r"\s")
MINUS = "\u2212"
CENTS = 2


def plain_number(text: str) -> str:
    """The digits of an amount, with a point before the decimals and nothing between thousands.

    Reads ``1234567.89``, ``1,234,567.89`` and ``1.234.567,89``, the ways in which reports print amounts.
    Raises ``ValidationError`` where a text is no amount or could mean two.
    """
    digits = SPACES.sub("", text).replace(MINUS, "-")
    if PLAIN.fullmatch(digits):
        return digits
    if THOUSANDS_BY_COMMA.fullmatch(digits):
        return digits.replace(",", "")
    if THOUSANDS_BY_POINT.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if AMBIGUOUS.fullmatch(digits):
        raise ValidationError(
            _("“%(text)s” can be read in two ways. Write %(whole)s or %(decimal)s."),
            code="ambiguous",
            params={"text": text, "whole": digits.replace(",", ""), "decimal": digits.replace(",", ".")},
        )
    raise ValidationError(
        _("“%(text)s” is not an amount. Write digits and a point before the decimals, for example 1234567.89."),
        code="invalid",
        params={"text": text},
    )


class AmountField(forms.DecimalField):
    """A decimal number in a plain text box: a browser's number box drops what it cannot read without a word."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """The ``Decimal`` that the text means; None when it is empty."""
        if isinstance(value, str):
            value = plain_number(value) if value.strip() else ""
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """As a person would write it: money keeps its cents, of other numbers no zeros are shown that say nothing."""
        if isinstance(value, Decimal) and (self.decimal_places or 0) > CENTS:
            return format(value.normalize(), "f")
        return super().prepare_value(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Phones show digits; nothing completes an amount by itself."""
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}
