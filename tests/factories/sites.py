"""A programme with its pages in both languages."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.text import slugify
from wagtail.models import Page, Site

from content.models import HomePage
from tests.factories.languages import english, in_english, spanish
from tests.factories.rows import (
    AchievementFactory,
    AchievementQuantityFactory,
    IndicatorFactory,
    InstalmentFactory,
    ObservationFactory,
    OrganisationFactory,
    OutcomeFactory,
    ProgrammeFactory,
    SourceFactory,
    StatementFactory,
    UnitFactory,
)
from transparency.models import (
    FinancesPage,
    Measure,
    Observation,
    Organisation,
    Programme,
    ReportedTotal,
    ResultsPage,
    Source,
    Statement,
    StatementLine,
    TransparencyIndexPage,
    Unit,
)

AnyPage = TypeVar("AnyPage", bound=Page)

LANGUAGES_OF_TITLES = {
    TransparencyIndexPage: ("Transparencia", "Transparency"),
    FinancesPage: ("Finanzas", "Finances"),
    ResultsPage: ("Resultados", "Results"),
}


@dataclass
class ProgrammeSite:
    """A programme with its record and the Spanish pages that show it; each page has an English translation."""

    programme: Programme
    source: Source
    home: HomePage
    index: TransparencyIndexPage
    finances: FinancesPage
    results: ResultsPage
    organisations: list[Organisation] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def home_page() -> HomePage:
    """The home page in both languages, as the root of the only site; the one that is there, once there is one."""
    there = HomePage.objects.filter(locale=spanish()).first()
    if there:
        return there
    Page.objects.filter(depth=2).delete()
    root = Page.get_first_root_node()
    home: HomePage = root.add_child(instance=HomePage(title="Inicio", slug="inicio", locale=spanish()))
    publish_in_english(home, "Home", "home")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    return home


def publish_in_english(page: AnyPage, title: str, slug: str) -> AnyPage:
    """The page's English copy with its own title and slug, published."""
    copy: AnyPage = page.copy_for_translation(english())
    copy.title, copy.slug = title, slug
    copy.save_revision().publish()
    copy.refresh_from_db()
    return copy


def _page(model: type[AnyPage], parent: Page, programme: Programme, suffix: str = "") -> AnyPage:
    title, title_in_english = LANGUAGES_OF_TITLES[model]
    page = model(title=title, slug=slugify(title) + suffix, programme=programme, locale=spanish(), show_in_menus=True)
    parent.add_child(instance=page)
    page.save_revision().publish()
    publish_in_english(page, title_in_english, slugify(title_in_english) + suffix)
    page.refresh_from_db()
    return page


def programme_with_pages(code: str = "TEST-0001", agencies: int = 2, semesters: int = 2, **texts: Any) -> ProgrammeSite:
    """A programme with both pages in both languages, and a statement per semester with every agency's figures.

    The first programme of a site has the addresses of the demo (``/es/transparencia/finanzas/``); those of the others
    end in their code (``/es/transparencia-b/finanzas/``). Agencies are shared among programmes. Amounts grow from
    semester to semester, and the totals that a statement prints are those that its lines give.
    """
    home = home_page()
    programme = ProgrammeFactory(code=code, **texts)
    in_english(programme, name=f"Programme {code}")
    source = SourceFactory(code=f"{code}-final")
    in_english(source, name="Final report")
    suffix = f"-{slugify(code)}" if TransparencyIndexPage.objects.exists() else ""
    index = _page(TransparencyIndexPage, home, programme, suffix)
    site = ProgrammeSite(
        programme=programme,
        source=source,
        home=home,
        index=index,
        finances=_page(FinancesPage, index, programme),
        results=_page(ResultsPage, index, programme),
        organisations=[agency(number) for number in range(agencies)],
    )
    site.statements = [_statement(site, number) for number in range(semesters)]
    InstalmentFactory(programme=programme, source=source, number=1)
    _results(site)
    return site


def agency(number: int) -> Organisation:
    """The agency ``AG<number>`` in both languages, made at its first mention."""
    there = Organisation.objects.filter(locale=spanish(), code=f"AG{number}").first()
    if there:
        return there
    made: Organisation = OrganisationFactory(code=f"AG{number}")
    in_english(made, name=f"Agency AG{number}")
    return made


def _statement(site: ProgrammeSite, number: int) -> Statement:
    year, half = 2001 + number // 2, number % 2 + 1
    statement: Statement = StatementFactory(
        programme=site.programme,
        source=site.source,
        period=f"{year}-{half}",
        as_of=datetime.date(year, 6 * half, 30),
    )
    shares = dict(zip(Measure.values, (100, 100, 60, 50, 40), strict=True))
    cited = {"statement": statement, "source": site.source, "section": "IV.a"}
    StatementLine.objects.bulk_create(
        StatementLine(organisation=organisation, measure=measure, amount=Decimal(1000 * (number + 1) * share), **cited)
        for organisation in site.organisations
        for measure, share in shares.items()
    )
    ReportedTotal.objects.bulk_create(
        ReportedTotal(measure=measure, amount=len(site.organisations) * Decimal(1000 * (number + 1) * share), **cited)
        for measure, share in shares.items()
    )
    return statement


def _results(site: ProgrammeSite) -> None:
    cited = {"programme": site.programme, "source": site.source}
    outcome = OutcomeFactory(**cited, code="R1", number=1)
    in_english(outcome, name="Outcome 1")
    achievement = AchievementFactory(**cited, code="R1-1", outcome=outcome, text="Se formó a 160 artesanas.")
    in_english(achievement, text="160 craftswomen were trained.")
    unit = Unit.objects.filter(locale=spanish(), code="people").first()
    if unit is None:
        unit = UnitFactory(code="people", name="personas")
        in_english(unit, name="people")
    AchievementQuantityFactory(achievement=achievement, unit=unit, source=site.source)
    indicator = IndicatorFactory(**cited, code="people-reached", name="Personas atendidas", unit=unit)
    in_english(indicator, name="People reached")
    for sex, value in ((Observation.Sex.WOMEN, 2600), (Observation.Sex.MEN, 1715)):
        ObservationFactory(indicator=indicator, sex=sex, value=Decimal(value), source=site.source)
