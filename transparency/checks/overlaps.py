"""Counts of the same people, which must not be added.

People are what an indicator counts when any of its observations names women, men, indigenous people or their funding.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from transparency.checks import names
from transparency.checks.findings import Check, Finding, Severity
from transparency.checks.quantities import Words, series
from transparency.checks.record import Figure, Observation, Record
from transparency.models.results import Observation as ObservationRow

BREAKDOWNS, INDICATORS = "do-not-add-breakdowns", "do-not-add-indicators"
DIMENSIONS = {
    "sex": _("sex"),
    "funding": _("funding"),
    "indigenous": _("indigenous people"),
    "sector": _("sector"),
    "place": _("place"),
    "category": _("category"),
}
PERSONAL = ("sex", "funding", "indigenous")


def overlapping_breakdowns(record: Record) -> Iterator[Finding]:
    """Indicators that break the same people down in more than one way."""
    for rows in _people(record).values():
        used = [name for name in DIMENSIONS if any(getattr(row.group, name) for row in rows)]
        if len(used) > 1:
            yield Finding(
                BREAKDOWNS,
                Severity.NOTE,
                tuple(figure.key for figure in _figures(rows)),
                _(
                    "%(indicator)s: the same people are counted in several ways (%(dimensions)s). These counts must "
                    "not be added to each other."
                ),
                {
                    "indicator": names.indicator(rows[0].indicator),
                    "dimensions": series([Words(DIMENSIONS[name]) for name in used]),
                },
                citations=tuple(dict.fromkeys(figure.citation for figure in _figures(rows))),
            )


def overlapping_indicators(record: Record) -> Iterator[Finding]:
    """Indicators that count people of one programme: somebody may be in several of them."""
    found = _people(record)
    if len(found) < 2:
        return
    first = [_figures(rows)[0] for _code, rows in sorted(found.items())]
    yield Finding(
        INDICATORS,
        Severity.NOTE,
        tuple(figure.key for figure in first),
        _("The same people may be in several of these counts, which must not be added: %(indicators)s."),
        {"indicators": series([names.indicator(code) for code in sorted(found)])},
        citations=tuple(dict.fromkeys(figure.citation for figure in first)),
    )


def _people(record: Record) -> dict[str, list[Observation]]:
    """The known values of the indicators that count people."""
    known: dict[str, list[Observation]] = defaultdict(list)
    for row in record.observations:
        if row.figure.value is not None and row.role == ObservationRow.Role.ACTUAL:
            known[row.indicator].append(row)
    return {
        code: rows for code, rows in known.items() if any(getattr(row.group, name) for row in rows for name in PERSONAL)
    }


def _figures(rows: list[Observation]) -> list[Figure]:
    """Their figures, the widest group first, so that the finding keeps its code when a part is added."""
    dimensions = tuple(DIMENSIONS)
    return [
        row.figure
        for row in sorted(rows, key=lambda row: (sum(bool(getattr(row.group, n)) for n in dimensions), row.figure.key))
    ]


CHECKS = (
    Check(
        BREAKDOWNS,
        _("Counts of the same people"),
        _("People who are counted by sex, by funding and by place are the same people: their counts are not added."),
        frozenset({"observations"}),
        overlapping_breakdowns,
    ),
    Check(
        INDICATORS,
        _("Indicators that may count the same people"),
        _("Somebody who was trained may be in other counts as well: counts of people are not added across indicators."),
        frozenset({"observations"}),
        overlapping_indicators,
    ),
)
