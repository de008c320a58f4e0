"""How the sentences of findings name what they are about."""

from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from transparency.checks.quantities import Count, Day, Label, Phrase, Said, Words, series
from transparency.checks.record import Group, Observation, Statement
from transparency.models import Measure
from transparency.models import Statement as StatementRow
from transparency.models.results import Observation as ObservationRow

LABELLED = ("sector", "place", "category")


def organisation(code: str | None) -> Said:
    """An organisation by its initials; None is the programme as a whole."""
    return Label("organisation", code, ("acronym", "name")) if code else Words(_("the whole programme"))


def measure(code: str) -> Said:
    """A measure."""
    return Words(Measure(code).label)


def statement(row: Statement) -> Said:
    """A statement by its kind and date, else by its kind."""
    kind = Words(StatementRow.Kind(row.kind).label)
    return series([kind, Day(row.as_of, row.precision)]) if row.as_of else kind


def instalment(number: int) -> Said:
    """An instalment by its number."""
    return Phrase(_("instalment No. %(number)s"), {"number": Count(Decimal(number))})


def document(code: str) -> Said:
    """A document by its title."""
    return Label("source", code)


def indicator(code: str) -> Said:
    """An indicator by its name."""
    return Label("indicator", code)


def group(found: Group) -> Said:
    """Whom or what an observation counts."""
    parts: list[Said] = []
    if found.sex:
        parts.append(Words(ObservationRow.Sex(found.sex).label))
    if found.indigenous:
        parts.append(Words(_("indigenous people")))
    if found.funding:
        parts.append(Words(ObservationRow.Funding(found.funding).label))
    parts.extend(Label(name, getattr(found, name)) for name in LABELLED if getattr(found, name))
    return series(parts) if parts else Words(_("all"))


def counted(found: Observation) -> Said:
    """An observation: its indicator, and the group that it counts."""
    return _counted(found.indicator, found.group)


@lru_cache(maxsize=10_000)
def _counted(code: str, counted_group: Group) -> Said:
    return series([indicator(code), group(counted_group)])


@lru_cache(maxsize=10_000)
def amount(measure_code: str, organisation_code: str | None) -> Said:
    """An amount of a statement: its measure, and whose it is."""
    return series([measure(measure_code), organisation(organisation_code)])
