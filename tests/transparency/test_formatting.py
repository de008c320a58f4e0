"""Figures and dates as readers of each language expect them."""

import datetime
from decimal import Decimal

import pytest
from babel import UnknownLocaleError
from babel.numbers import parse_decimal
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from transparency import formatting

NBSP = "\u00a0"
LANGUAGES = ("es", "en")
languages = st.sampled_from(LANGUAGES)
amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=2, allow_nan=False, allow_infinity=False)


def read_back(text: str, language: str) -> Decimal:
    return parse_decimal(text.replace(formatting.MINUS, "-"), locale=formatting.locale_of(language), strict=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("amount", "currency", "decimals", "expected"),
    [
        ("4936157", "USD", 2, "US$ 4,936,157.00"),
        ("4936157.00", "USD", None, "US$ 4,936,157"),
        ("2000000", "PEN", 2, "S/ 2,000,000.00"),
        ("100.50", "USD", None, "US$ 100.50"),
        ("0", "USD", None, "US$ 0"),
        ("-1250.5", "EUR", None, "−€ 1,250.50"),
        ("10", "CHF", None, "CHF 10"),
        ("-0.004", "USD", 2, "US$ 0.00"),
    ],
)
def test_money_reads_the_same_in_both_languages(
    language: str, amount: str, currency: str, decimals: int | None, expected: str
) -> None:
    assert formatting.money(Decimal(amount), currency, language, decimals) == expected.replace(" ", NBSP)


@given(amount=amounts, language=languages, decimals=st.sampled_from([None, 2]))
def test_an_amount_read_back_is_the_amount(amount: Decimal, language: str, decimals: int | None) -> None:
    shown = formatting.money(amount, "USD", language, decimals)
    assert read_back(shown.replace(f"US${NBSP}", ""), language) == amount


@given(amount=amounts, language=languages)
def test_an_amount_cannot_break_over_two_lines(amount: Decimal, language: str) -> None:
    assert not set(formatting.money(amount, "USD", language)) & set(" \t\n")


@given(value=st.decimals(min_value=-(10**9), max_value=10**9, places=6), language=languages)
def test_a_number_read_back_is_the_number(value: Decimal, language: str) -> None:
    assert read_back(formatting.number(value, language), language) == value


@given(value=st.decimals(min_value=-1000, max_value=1000, places=4), language=languages)
def test_a_percentage_read_back_is_the_percentage(value: Decimal, language: str) -> None:
    assert read_back(formatting.percent(value, language).rstrip(f"%{NBSP}"), language) == value


def test_numbers_round_half_away_from_zero() -> None:
    assert formatting.number(Decimal("2.5"), "es", 0) == "3"
    assert formatting.number(Decimal("-2.5"), "es", 0) == "−3"
    assert formatting.percent(Decimal("98.745"), "es", 2) == "98.75%"


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_a_number_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="finite"):
        formatting.number(value, "es")


@pytest.mark.parametrize(
    ("language", "precision", "expected"),
    [
        ("es", "day", "30 de setiembre de 2012"),
        ("es", "month", "setiembre de 2012"),
        ("es", "year", "2012"),
        ("en", "day", "30 September 2012"),
        ("en", "month", "September 2012"),
        ("en", "year", "2012"),
    ],
)
def test_a_date_shows_no_more_than_is_known(language: str, precision: formatting.Precision, expected: str) -> None:
    assert formatting.date(datetime.date(2012, 9, 30), language, precision) == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9_960, "10 kB"), (12_345, "12 kB"),
     (999_600, "1.0 MB"), (1_440_000, "1.4 MB"), (5_000_000_000_000, "5,000 GB")],
)  # fmt: skip
def test_file_sizes_are_for_people(size: int, expected: str) -> None:
    assert formatting.file_size(size, "es") == expected.replace(" ", NBSP)


def test_a_file_cannot_be_smaller_than_nothing() -> None:
    with pytest.raises(ValueError, match="-1"):
        formatting.file_size(-1, "es")


def test_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownLocaleError):
        formatting.number(1, "xx")


def rendered(source: str, language: str, **context: object) -> str:
    with translation.override(language):
        return Template("{% load figures %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "spanish", "english"),
    [
        ("{{ amount|money:'USD' }}", "US$ 4,936,157", "US$ 4,936,157"),
        ("{% money amount 'USD' %}", "US$ 4,936,157.00", "US$ 4,936,157.00"),
        ("{{ amount|number:1 }}", "4,936,157.0", "4,936,157.0"),
        ("{{ share|percent:1 }}", "98.7%", "98.7%"),
        ("{{ day|longdate }}", "1 de marzo de 2011", "1 March 2011"),
        ("{{ day|longdate:'month' }}", "marzo de 2011", "March 2011"),
        ("{{ size|filesize }}", "12 kB", "12 kB"),
        ("{{ gone|money:'USD' }} {{ gone|number }}", "– –", "– –"),
    ],
)
def test_templates_speak_the_active_language(source: str, spanish: str, english: str) -> None:
    context = {
        "amount": Decimal("4936157.00"),
        "share": Decimal("98.72"),
        "day": datetime.date(2011, 3, 1),
        "size": 12_345,
        "gone": None,
    }
    assert rendered(source, "es", **context).replace(NBSP, " ") == spanish
    assert rendered(source, "en", **context).replace(NBSP, " ") == english
