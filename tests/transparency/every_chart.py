"""Every kind of chart that there is, with usual labels, with the longest of the record, and with endless ones."""

import csv
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString

from transparency.charts import (
    Carrier,
    Mark,
    Reading,
    Series,
    Share,
    Unit,
    Use,
    bar_chart,
    flow_chart,
    progress_chart,
    share_bar,
    threshold_chart,
)

RECORD = Path(__file__).parents[2] / "data" / "ici"
LANGUAGES = ("es", "en")
MISSING = {"es": "sin dato", "en": "no data"}
PERIODS = ["2009-2", "2010-1", "2010-2", "2011-1", "2011-2", "2012-1", "2012-2", "2013-1", "2013-2"]
LARGE, USUAL, SMALL = Decimal("102150432.55"), Decimal("1402150.55"), Decimal(12)
USUAL_LABELS = {
    "es": [
        "Ministerio de Trabajo y Promoción del Empleo",
        "Comprometido, aún no desembolsado",
        "Departamento-de-cooperación-internacionalización",
        "FAO",
    ],
    "en": [
        "Ministry of Labour and Employment Promotion",
        "Committed, not yet disbursed",
        "Department-for-intergovernmental-internationalisation",
        "FAO",
    ],
}
ENDLESS_LABELS = {
    "es": [
        "Programa conjunto de fortalecimiento institucional, empresarial y asociativo para la promoción de las "
        "industrias creativas, inclusivas y sostenibles de las comunidades altoandinas, amazónicas y costeras, con "
        "participación de los gobiernos regionales, provinciales y distritales",
        "Electroencefalografistainterinstitucionalizadamentedescentralizado",
        "¿WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW? ¡MMMMMMMMMMMMMMMMMMMMMMMMMMMMMM!",
        "N.º 1",
    ],
    "en": [
        "Joint programme for the institutional, entrepreneurial and associative strengthening of creative, inclusive "
        "and sustainable industries in highland, Amazonian and coastal communities, together with the regional, "
        "provincial and district governments that took part in it",
        "Counterinterinstitutionalisationalistdecentralisednotwithstandingly",
        "“WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW” MMMMMMMMMMMMMMMMMMMMMMMMMMMMMM",
        "No. 1",
    ],
}


@cache
def longest_labels(language: str) -> list[str]:
    """The three longest names of the record in a language, and the name with the longest word."""
    names = set()
    for path in sorted(RECORD.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            names |= {row.get(f"name_{language}") or "" for row in csv.DictReader(file)}
    by_length = sorted(names, key=lambda name: (-len(name), name))
    return [*by_length[:3], max(sorted(names), key=lambda name: max(map(len, name.split()), default=0))]


LABELS: dict[str, Callable[[str], list[str]]] = {
    "usual": USUAL_LABELS.__getitem__,
    "longest": longest_labels,
    "endless": ENDLESS_LABELS.__getitem__,
}


def bars(labels: list[str], language: str) -> SafeString:
    """Four measures, one of them below zero here and there, and gaps."""
    values = [LARGE, -USUAL, None, SMALL]
    return bar_chart(
        chart_id="bars", title=labels[0], description=labels[1], language=language, missing=MISSING[language],
        series=[Series(label, values) for label in labels], categories=labels, unit=Unit(labels[1], 2, "money"),
    )  # fmt: skip


def progress(labels: list[str], language: str) -> SafeString:
    """Nine periods, the last not known, and one with a long name."""
    values = [Decimal(number * 612_345) for number in range(1, len(PERIODS) + 1)]
    return progress_chart(
        chart_id="progress", title=labels[0], description=labels[1], language=language, missing=MISSING[language],
        periods=[*PERIODS, labels[1]], budget=Series(labels[0], [Decimal(5_000_000)] * (len(PERIODS) + 1)),
        measures=[Series(label, [*values, None]) for label in labels[1:]], unit=Unit.money("USD"),
    )  # fmt: skip


def shares(labels: list[str], language: str) -> SafeString:
    """Four parts of a whole."""
    return share_bar(
        chart_id="shares", title=labels[0], description=labels[1], language=language, missing=MISSING[language],
        shares=[Share(label, LARGE) for label in labels], unit=Unit(labels[1], 2, "money"),
    )  # fmt: skip


def unknown_shares(labels: list[str], language: str) -> SafeString:
    """Parts of a whole that nobody knows."""
    return share_bar(
        chart_id="unknown", title=labels[0], description=labels[1], language=language, missing=labels[0],
        shares=[Share(label, value) for label, value in zip(labels, (LARGE, None, SMALL, None), strict=True)],
        unit=Unit(labels[1], 2, "money"),
    )  # fmt: skip


def flow(labels: list[str], language: str) -> SafeString:
    """From a fund through five carriers to three uses."""
    amounts = [USUAL, None, SMALL, Decimal(0), LARGE]
    carriers = [
        Carrier(name, amount, (amount, None if amount is None else Decimal(7), Decimal("0.5")))
        for name, amount in zip([*labels, "OIT"], amounts, strict=True)
    ]
    return flow_chart(
        chart_id="flow", title=labels[0], description=labels[1], language=language, missing=MISSING[language],
        source=labels[0], value=LARGE, carriers=carriers, unit=Unit.money("USD"),
        uses=[Use(label, LARGE, tone) for tone, label in enumerate(labels[:3], 2)],
        apart=(labels[1], [f"{name}: S/ 2,000,000.00" for name in labels]),
    )  # fmt: skip


def threshold(labels: list[str], language: str) -> SafeString:
    """Three readings of five periods against a condition."""
    said = {"es": "no cumplido", "en": "not met"}[language]
    marks = [Mark(Decimal(value), f"{value}% · {said}") for value in ("0", "69.99", "143.20", "100000.00")]
    marks.append(Mark(None, MISSING[language]))
    return threshold_chart(
        chart_id="threshold", title=labels[0], description=labels[1], periods=[*PERIODS[:3], *labels[:2]],
        readings=[Reading(label, marks, tone) for tone, label in enumerate(labels, 1)],
        threshold=Decimal(70), threshold_label=labels[0],
    )  # fmt: skip


KINDS: dict[str, Callable[[list[str], str], SafeString]] = {
    "bars": bars,
    "progress": progress,
    "shares": shares,
    "unknown_shares": unknown_shares,
    "flow": flow,
    "threshold": threshold,
}


@cache
def drawn(kind: str, language: str, labels: str = "usual") -> SafeString:
    """A chart of a kind in a language, with labels of that length."""
    return KINDS[kind](LABELS[labels](language), language)
