"""Amounts as people type or paste them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from transparency.admin.amounts import AmountField, plain_number

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@given(AMOUNTS)
def test_an_amount_is_read_back_however_it_is_grouped(amount):
    english = f"{amount:,.2f}"
    european = english.translate(str.maketrans(",.", ".,"))
    spaced = english.replace(",", "\u00a0")

    for text in (str(amount), english, spaced):
        assert Decimal(plain_number(text)) == amount
    # Below a thousand a decimal comma stands alone, and is not guessed at.
    if abs(amount) >= 1000:
        assert Decimal(plain_number(european)) == amount


@pytest.mark.parametrize("text", ["", "  ", None])
def test_nothing_is_no_amount(text):
    assert AmountField(required=False).clean(text) is None


def test_a_true_minus_sign_is_a_minus_sign():
    assert AmountField().clean("\u22121,234.50") == Decimal("-1234.50")


@pytest.mark.parametrize("text", ["1,234", "-12,345", "99,97", "1.23.4", "US$ 5", "cinco", "1e5", "NaN"])
def test_what_could_mean_two_amounts_or_none_is_refused(text):
    with pytest.raises(ValidationError):
        plain_number(text)


def test_a_refusal_offers_both_readings():
    with pytest.raises(ValidationError) as refusal:
        plain_number("1,234")

    assert "1234" in str(refusal.value)
    assert "1.234" in str(refusal.value)


def test_more_decimals_than_the_column_holds_are_refused():
    with pytest.raises(ValidationError):
        AmountField(max_digits=15, decimal_places=2).clean("1.234")


@pytest.mark.parametrize(
    ("places", "kept", "shown"),
    [
        (4, "1301.0000", "1301"),
        (4, "12.5000", "12.5"),
        (4, "1300.0000", "1300"),
        (4, "0.0000", "0"),
        (2, "7.50", "7.50"),
    ],
)
def test_a_number_is_shown_without_zeros_that_say_nothing_and_money_with_its_cents(places, kept, shown):
    field = AmountField(max_digits=20, decimal_places=places)

    assert str(field.prepare_value(Decimal(kept))) == shown
    assert not field.has_changed(Decimal(kept), shown)
