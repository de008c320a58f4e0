"""Figures and dates as readers of a language expect them (CLDR, through Babel).

Numbers are stored once, without a language; this module is the only place that gives them one. Spanish means Peruvian
Spanish: ``4,936,157.00`` and ``setiembre``. English dates follow the United Nations' order: ``30 September 2012``.
"""

import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

Precision = Literal["day", "month", "year"]

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

# CLDR names a dollar differently in each locale ("USD", "$", "US$"); readers of both languages get the same symbol.
SYMBOLS = {"USD": "US$", "PEN": "S/", "EUR": "€"}
LOCALES = {"es": "es_PE", "qu": "qu_PE"}
DAY_PATTERNS = {"en": "d MMMM y"}
BYTES_PER_STEP = 1000
FILE_UNITS = ("B", "kB", "MB", "GB")


@lru_cache(maxsize=16)
def locale_of(language: str) -> Locale:
    """The CLDR locale for a language code of the site (``es``, ``en``, ``es-pe``).

    Raises ``babel.UnknownLocaleError`` or ``ValueError`` for a code that CLDR does not know.
    """
    return Locale.parse(LOCALES.get(language, language.replace("-", "_")))


def decimals_of(value: Decimal) -> int:
    """How many decimals a value needs: two for 1.250000, none for 5.00."""
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"not a finite number: {value}")
    return max(0, -exponent)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half away from zero, as financial statements round; never a negative zero."""
    result = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


@lru_cache(maxsize=8192)
def number(value: Decimal | int, language: str, decimals: int | None = None) -> str:
    """``-4936157.5`` as ``−4,936,157.5``: grouped, with a true minus sign.

    ``decimals=None`` shows as many decimals as the value has, without trailing zeros.
    Raises ``ValueError`` for a value that is not finite.
    """
    value = Decimal(value)
    places = decimals_of(value) if decimals is None else decimals
    pattern = "#,##0" + ("." + "0" * places if places else "")
    digits = format_decimal(abs(rounded(value, places)), format=pattern, locale=locale_of(language))
    return MINUS + digits if rounded(value, places) < 0 else digits


def currency_symbol(currency: str) -> str:
    """``US$`` for ``USD``; a currency that we have no symbol for keeps its ISO 4217 code."""
    return SYMBOLS.get(currency, currency)


def amount(value: Decimal | int, language: str, decimals: int | None = None) -> str:
    """An amount of money without its currency: ``4,936,157`` or ``1,250.50``.

    ``decimals=None`` shows none for a whole amount and at least two for any other; a column of amounts asks for 2.
    """
    value = Decimal(value)
    if decimals is None:
        needed = decimals_of(value)
        decimals = max(2, needed) if needed else 0
    return number(value, language, decimals)


def money(value: Decimal | int, currency: str, language: str, decimals: int | None = None) -> str:
    """``US$ 4,936,157`` with a no-break space, so that it never splits over two lines; decimals as in ``amount``."""
    digits = amount(value, language, decimals)
    sign, digits = (MINUS, digits[1:]) if digits.startswith(MINUS) else ("", digits)
    return f"{sign}{currency_symbol(currency)}{NO_BREAK_SPACE}{digits}"


def percent(value: Decimal | int, language: str, digits: int | None = None) -> str:
    """A value in per cent, as the record stores it: ``99.97`` gives ``99.97%``.

    ``digits`` are decimals; ``None`` shows as many as the value has.
    """
    return locale_of(language).percent_formats[None].pattern.replace("#,##0", number(value, language, digits))


@lru_cache(maxsize=2048)
def date(value: datetime.date, language: str, precision: Precision = "day") -> str:
    """``30 de setiembre de 2012``, ``setiembre de 2012`` or ``2012``: no more than is known."""
    locale = locale_of(language)
    if precision == "year":
        return str(value.year)
    if precision == "month":
        return str(format_skeleton("yMMMM", value, locale=locale))
    return format_date(value, format=DAY_PATTERNS.get(locale.language, "long"), locale=locale)


def period(text: str) -> str:
    """A period as people write it: ``2009/2013`` is 2009–2013."""
    return text.replace("/", "–")


def file_size(size: int, language: str) -> str:
    """A size in bytes for people: ``980 B``, ``12 kB``, ``1.4 MB`` (steps of 1,000)."""
    if size < 0:
        raise ValueError(f"a file cannot hold {size} bytes")
    amount, unit = Decimal(size), FILE_UNITS[0]
    for unit in FILE_UNITS:
        if rounded(amount, 0) < BYTES_PER_STEP or unit == FILE_UNITS[-1]:
            break
        amount /= BYTES_PER_STEP
    decimals = 1 if unit != "B" and rounded(amount, 1) < 10 else 0
    return f"{number(amount, language, decimals)}{NO_BREAK_SPACE}{unit}"
