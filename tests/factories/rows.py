"""One factory for each kind of row."""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from tests.factories.languages import spanish
from transparency.models import (
    Achievement,
    AchievementQuantity,
    Balance,
    Indicator,
    Instalment,
    Measure,
    Note,
    Observation,
    Organisation,
    Outcome,
    Place,
    Programme,
    ReportedShare,
    ReportedTotal,
    Sector,
    Source,
    Statement,
    StatementLine,
    Unit,
)


class LabelFactory(DjangoModelFactory):
    """A label in the source language."""

    class Meta:
        abstract = True

    locale = factory.LazyFunction(spanish)
    code = factory.Sequence(lambda n: f"code-{n}")


class SourceFactory(LabelFactory):
    """A document."""

    class Meta:
        model = Source

    code = factory.Sequence(lambda n: f"doc-{n}")
    name = factory.Sequence(lambda n: f"Informe final {n}")


class ProgrammeFactory(LabelFactory):
    """A programme."""

    class Meta:
        model = Programme

    code = factory.Sequence(lambda n: f"TEST-{n:04}")
    name = factory.LazyAttribute(lambda row: f"Programa {row.code}")
    short_name = factory.SelfAttribute("code")


class OrganisationFactory(LabelFactory):
    """An agency of the United Nations."""

    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"AG{n}")
    name = factory.LazyAttribute(lambda row: f"Agencia {row.code}")
    acronym = factory.SelfAttribute("code")
    kind = Organisation.Kind.MULTILATERAL


class PlaceFactory(LabelFactory):
    """A region."""

    class Meta:
        model = Place

    code = factory.Sequence(lambda n: f"{n % 90 + 10}")
    name = factory.LazyAttribute(lambda row: f"Región {row.code}")
    level = Place.Level.REGION


class SectorFactory(LabelFactory):
    """A sector of work."""

    class Meta:
        model = Sector

    name = factory.Sequence(lambda n: f"Sector {n}")


class UnitFactory(LabelFactory):
    """What a quantity counts."""

    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"personas {n}")


class NoteFactory(LabelFactory):
    """A sentence beside a figure."""

    class Meta:
        model = Note

    programme = factory.SubFactory(ProgrammeFactory)
    text = "El documento no da esta cifra."


class CitedFactory(DjangoModelFactory):
    """A row that says where it was read."""

    class Meta:
        abstract = True

    source = factory.SubFactory(SourceFactory)
    section = "IV.a"


class StatementFactory(CitedFactory):
    """A semester report without lines."""

    class Meta:
        model = Statement

    programme = factory.SubFactory(ProgrammeFactory)
    kind = Statement.Kind.SEMESTER
    period = factory.LazyAttribute(lambda row: f"{row.as_of.year}-{1 if row.as_of.month <= 6 else 2}")
    as_of = factory.Sequence(lambda n: datetime.date(2000 + n // 2 % 20, 6 if n % 2 == 0 else 12, 30))


class StatementLineFactory(CitedFactory):
    """An approved budget of one agency."""

    class Meta:
        model = StatementLine

    statement = factory.SubFactory(StatementFactory)
    source = factory.SelfAttribute("statement.source")
    organisation = factory.SubFactory(OrganisationFactory)
    measure = Measure.BUDGET
    amount = Decimal("1000000.00")


class ReportedTotalFactory(CitedFactory):
    """The approved budget of the programme, as printed."""

    class Meta:
        model = ReportedTotal

    statement = factory.SubFactory(StatementFactory)
    source = factory.SelfAttribute("statement.source")
    measure = Measure.BUDGET
    amount = Decimal("1000000.00")


class ReportedShareFactory(CitedFactory):
    """A delivery rate as printed."""

    class Meta:
        model = ReportedShare

    statement = factory.SubFactory(StatementFactory)
    source = factory.SelfAttribute("statement.source")
    numerator = Measure.DISBURSED
    denominator = Measure.BUDGET
    value = Decimal("99.97")


class BalanceFactory(CitedFactory):
    """A balance to be returned, as printed."""

    class Meta:
        model = Balance

    statement = factory.SubFactory(StatementFactory)
    source = factory.SelfAttribute("statement.source")
    organisation = factory.SubFactory(OrganisationFactory)
    kind = Balance.Kind.TO_RETURN
    amount = Decimal("1000.00")


class InstalmentFactory(CitedFactory):
    """A dated transfer from the fund."""

    class Meta:
        model = Instalment

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    date = datetime.date(2010, 1, 29)
    amount = Decimal("1500000.00")


class OutcomeFactory(CitedFactory, LabelFactory):
    """An outcome of the original framework."""

    class Meta:
        model = Outcome

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.LazyAttribute(lambda row: f"Resultado {row.number}")
    version = Outcome.Version.ORIGINAL
    number = factory.Sequence(lambda n: n + 1)


class AchievementFactory(CitedFactory, LabelFactory):
    """Something done under an outcome."""

    class Meta:
        model = Achievement

    outcome = factory.SubFactory(OutcomeFactory, programme=factory.SelfAttribute("..programme"))
    programme = factory.SubFactory(ProgrammeFactory)
    text = factory.Sequence(lambda n: f"Se formó a {n + 10} artesanas.")


class AchievementQuantityFactory(CitedFactory):
    """The number inside an achievement."""

    class Meta:
        model = AchievementQuantity

    achievement = factory.SubFactory(AchievementFactory)
    unit = factory.SubFactory(UnitFactory)
    value = Decimal(160)


class IndicatorFactory(CitedFactory, LabelFactory):
    """Something counted."""

    class Meta:
        model = Indicator

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Personas atendidas {n}")
    unit = factory.SubFactory(UnitFactory)


class ObservationFactory(CitedFactory):
    """The value of an indicator in one year."""

    class Meta:
        model = Observation

    indicator = factory.SubFactory(IndicatorFactory)
    period = "2013"
    value = Decimal(4315)
