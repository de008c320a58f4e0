"""A large programme: as many statement lines and observations as asked for, with every page in both languages.

The figures hang together as those of real programmes do: amounts grow from report to report, printed totals and broken
down counts are the sums of their parts, except one in a hundred, and some are missing with a reason.
"""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from tests.factories.languages import english, spanish
from tests.factories.rows import NoteFactory, SourceFactory, StatementFactory
from tests.factories.sites import ProgrammeSite, programme_with_pages, publish_in_english
from transparency.models import (
    Achievement,
    Indicator,
    Label,
    Measure,
    Note,
    Observation,
    Organisation,
    Outcome,
    Place,
    ProgrammePlace,
    ReportedTotal,
    Sector,
    Source,
    Statement,
    StatementLine,
    Unit,
)
from transparency.models.pages import RELEASED_PAGES

AnyLabel = TypeVar("AnyLabel", bound=Label)

BATCH = 2000
FIRST_YEAR = 1991
PROVINCES = 4  # of each region
SHARES = dict(zip(Measure.values, (100, 100, 60, 50, 40), strict=True))
ODD = 97  # one printed total in so many is not the sum of its parts
BLANK = 199  # one line in so many has no amount


@dataclass(frozen=True)
class Size:
    """How much of everything: ``statements`` × ``organisations`` × 5 measures make the lines."""

    statements: int = 400
    organisations: int = 50
    observations: int = 50_000
    indicators: int = 20
    regions: int = 25
    sectors: int = 6
    achievements: int = 300

    @property
    def lines(self) -> int:
        """How many lines the statements have together."""
        return self.statements * self.organisations * len(SHARES)


def large_programme(size: Size, code: str = "LARGE-1") -> ProgrammeSite:
    """A programme of this size; its pages stand below ``/es/transparencia/`` and ``/en/transparency/``."""
    site = programme_with_pages(code, agencies=0, semesters=0)
    _pages(site)
    _money(site, size)
    _results(site, size)
    return site


def _pages(site: ProgrammeSite) -> None:
    """Every kind of released page that the site does not have."""
    for model in RELEASED_PAGES:
        if not model._default_manager.filter(programme=site.programme).exists():
            name = model.view_name
            page = model(title=name, slug=name, programme=site.programme, locale=spanish())
            site.index.add_child(instance=page)
            page.save_revision().publish()
            publish_in_english(page, name, f"{name}-en")


def _money(site: ProgrammeSite, size: Size) -> None:
    """A report a month, and a final one; each year's reports are one document."""
    own = {"kind": Organisation.Kind.MULTILATERAL}
    organisations = _labels(
        Organisation, [f"ORG{number:03}" for number in range(size.organisations)], "Organización", **own
    )
    unknown: Note = NoteFactory(programme=site.programme, code="blank", text="El informe deja el campo en blanco.")
    documents = [
        SourceFactory(
            code=f"{site.programme.code}-{FIRST_YEAR + year}",
            issued=str(FIRST_YEAR + year),
            name=f"Informes del año {year}",
        )
        for year in range(-(-size.statements // 12))
    ]
    for number in range(size.statements):
        _statement(site, number, size, organisations, documents[number // 12], unknown)


def _statement(
    site: ProgrammeSite, number: int, size: Size, organisations: list[Organisation], source: Source, unknown: Note
) -> None:
    year, month = FIRST_YEAR + number // 12, number % 12 + 1
    final = number == size.statements - 1
    statement: Statement = StatementFactory(
        programme=site.programme,
        source=source,
        kind=Statement.Kind.FINAL if final else Statement.Kind.SEMESTER,
        period="final" if final else f"{year}-M{month:02}",
        as_of=datetime.date(year, month, 28),
    )
    cited = {"statement": statement, "source": source, "section": f"Cuadro {month}"}
    lines = []
    totals: dict[str, Decimal] = dict.fromkeys(SHARES, Decimal(0))
    for place, organisation in enumerate(organisations):
        for measure, share in SHARES.items():
            blank = (number * 31 + place * 7 + share) % BLANK == 0
            grown = 1 if measure in (Measure.BUDGET, Measure.REVISED) else (number + 1) / size.statements
            amount = None if blank else Decimal(round((place + 1) * share * 1000 * grown))
            totals[measure] += amount or 0
            line = StatementLine(
                organisation=organisation, measure=measure, amount=amount, note=unknown if blank else None, **cited
            )
            lines.append(line)
    StatementLine.objects.bulk_create(lines, batch_size=BATCH)
    ReportedTotal.objects.bulk_create(
        ReportedTotal(measure=measure, amount=total + (1000 if (number * 5 + at) % ODD == 0 else 0), **cited)
        for at, (measure, total) in enumerate(totals.items())
    )


def _results(site: ProgrammeSite, size: Size) -> None:
    codes = [f"{number:02}" for number in range(1, size.regions + 1)]
    regions = _labels(Place, codes, "Región", level=Place.Level.REGION)
    provinces = [
        province
        for region in regions
        for province in _labels(
            Place,
            [f"{region.code}{number:02}" for number in range(1, PROVINCES + 1)],
            "Provincia",
            level=Place.Level.PROVINCE,
            parent=region,
        )
    ]
    cited: dict[str, Any] = {"source": site.source, "section": "V"}
    own = {"programme": site.programme, **cited}
    ProgrammePlace.objects.bulk_create(ProgrammePlace(place=place, **own) for place in [*regions, *provinces])
    sectors = _labels(Sector, [f"sector-{number}" for number in range(size.sectors)], "Sector")
    unit = Unit.objects.get(code="people", locale=spanish())
    indicators = _labels(
        Indicator, [f"indicator-{number:02}" for number in range(size.indicators)], "Personas que", unit=unit, **own
    )
    places = {region: [one for one in provinces if one.parent == region] for region in regions}
    rows = islice(_observations(indicators, places, sectors), size.observations)
    Observation.objects.bulk_create((Observation(**row, **cited) for row in rows), batch_size=BATCH)
    outcome = Outcome.objects.get(programme=site.programme, locale=spanish())
    achievements = [f"done-{number:04}" for number in range(size.achievements)]
    made = _labels(Achievement, achievements, "Se abrió el taller", "text", outcome=outcome, **own)
    for number, row in enumerate(made):
        row.place, row.sector = provinces[number % len(provinces)], sectors[number % len(sectors)]
    Achievement.objects.bulk_update(made, ["place", "sector"], batch_size=BATCH)


def _observations(
    indicators: list[Indicator], places: dict[Place, list[Place]], sectors: list[Sector]
) -> Iterator[dict[str, Any]]:
    """Period by period: women, men and all of each province and region, and each region's sectors."""
    for year in range(FIRST_YEAR, FIRST_YEAR + 100):
        for at, indicator in enumerate(indicators):
            about = {"indicator": indicator, "period": str(year)}
            for region, inside in places.items():
                whole = 0
                for number, province in enumerate(inside):
                    women, men = 10 + at + number, 7 + at + year % 10
                    whole += women + men
                    yield from _by_sex({**about, "place": province}, women, men)
                odd = 1 if (whole + year) % ODD == 0 else 0
                yield {**about, "place": region, "value": Decimal(whole + odd)}
                each = whole // len(sectors)
                rest = whole - each * (len(sectors) - 1)
                for sector in sectors:
                    count = rest if sector is sectors[-1] else each
                    yield {**about, "place": region, "sector": sector, "value": Decimal(count)}


def _by_sex(about: dict[str, Any], women: int, men: int) -> Iterator[dict[str, Any]]:
    yield {**about, "sex": Observation.Sex.WOMEN, "value": Decimal(women)}
    yield {**about, "sex": Observation.Sex.MEN, "value": Decimal(men)}
    yield {**about, "value": Decimal(women + men)}


def _labels(model: type[AnyLabel], codes: list[str], name: str, field: str = "name", **values: Any) -> list[AnyLabel]:
    """Labels in both languages, unless they are there; returns those of the main one."""
    own = {"programme": values["programme"]} if "programme" in values else {}
    there = model._default_manager.filter(locale=spanish(), code__in=codes, **own)
    known = set(there.values_list("code", flat=True))
    keys = {code: uuid.uuid4() for code in codes if code not in known}
    for locale, suffix in ((spanish(), ""), (english(), " (en)")):
        model._default_manager.bulk_create(
            (
                model(locale=locale, code=code, translation_key=key, **{field: f"{name} {code}{suffix}"}, **values)
                for code, key in keys.items()
            ),
            batch_size=BATCH,
        )
    return list(there.order_by("code"))


__all__ = ["Size", "large_programme"]
