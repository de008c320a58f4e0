"""The same quantity in two documents: which one counts, and why.

The published order of precedence: a final statement counts before a semester report, and that before a plan; otherwise
the document that was issued later; otherwise the one that says when it was issued. Where none of this decides, no
document counts before the other, and the finding says so.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.checks import names
from transparency.checks.dates import last_day
from transparency.checks.findings import Check, Finding, Severity, compared
from transparency.checks.quantities import Amount, Count, Day, Label, Phrase, Quantity, Said, Words, minus
from transparency.checks.record import Citation, Figure, Milestone, Record
from transparency.models import Measure, Statement
from transparency.models.programme import Cost
from transparency.models.programme import Milestone as MilestoneRow

FIGURES, DATES = "two-documents", "two-documents-dates"
RANKS = {Statement.Kind.FINAL: 3, Statement.Kind.SEMESTER: 2, Statement.Kind.ORIGINAL_BUDGET: 1}
# What happens more than once: two of these in two documents are two, not one told in two ways.
OFTEN = (MilestoneRow.Kind.EVENT, MilestoneRow.Kind.MISSION)

BY_KIND: Promise = _("%(document)s counts, as the later kind of statement")
BY_DATE: Promise = _("%(document)s counts, as the later document")
BY_HAVING_A_DATE: Promise = _("%(document)s counts, as the one that says when it was issued")
UNDECIDED: Promise = _("neither document counts before the other, as the record does not tell which is the later")
DIFFERS: Promise = _("%(what)s: %(reported)s in %(left)s, %(recomputed)s in %(right)s. Precedence: %(precedence)s.")


@dataclass(frozen=True, slots=True)
class Version:
    """A quantity as one document gives it; without a currency it is a count."""

    figure: Figure
    what: Said
    currency: str = ""
    rank: int = 0

    @property
    def quantity(self) -> Quantity:
        """How much it is."""
        return Amount(self.figure.known, self.currency) if self.currency else Count(self.figure.known)


def figures_in_two_documents(record: Record) -> Iterator[Finding]:
    """Every quantity that two documents give differently."""
    quantities: dict[Hashable, list[Version]] = defaultdict(list)
    for identity, version in _versions(record):
        quantities[identity].append(version)
    for versions in quantities.values():
        for one, other in _different_documents(versions):
            left, right = sorted((one, other), key=lambda version: _weight(version, record.issued))
            if abs(left.figure.known - right.figure.known) > left.figure.slack + right.figure.slack:
                yield compared(
                    FIGURES,
                    Severity.CONTRADICTION,
                    [left.figure, right.figure],
                    DIFFERS,
                    left.quantity,
                    right.quantity,
                    aspect=right.figure.key,
                    what=left.what,
                    left=names.document(left.figure.citation.source),
                    right=names.document(right.figure.citation.source),
                    precedence=_reason(left.rank, right.rank, left.figure.citation, right.figure.citation, record),
                )


def _different_documents(versions: list[Version]) -> Iterator[tuple[Version, Version]]:
    """Pairs of documents; where a document repeats a quantity, it speaks once, as it says it last.

    No pair of documents that all say the same differs: of hundreds of them there would be tens of thousands of pairs.
    """
    if len({version.figure.known for version in versions}) < 2:
        return
    ordered = sorted(versions, key=lambda version: (version.rank, version.figure.key))
    by_source = {version.figure.citation.source: version for version in ordered}
    yield from combinations(by_source.values(), 2)


def _versions(record: Record) -> Iterator[tuple[Hashable, Version]]:
    """Every known figure under what it is a figure of, whichever document it stands in."""
    for statement in record.statements:
        for organisation in (*statement.organisations, None):
            for measure in statement.measures:
                figure = statement.amount(organisation, measure)
                # A budget is approved once; other amounts are those of a day.
                moment = "" if measure == Measure.BUDGET else statement.as_of or statement.key
                if figure and figure.value is not None:
                    what = names.amount(measure, organisation)
                    identity = ("statement", organisation, measure, moment, statement.currency)
                    yield identity, Version(figure, what, statement.currency, RANKS[Statement.Kind(statement.kind)])
    for row in record.observations:
        if row.figure.value is not None:
            counted = ("observation", row.indicator, row.role, row.period, row.group)
            yield counted, Version(row.figure, names.counted(row))
    for cost in record.costs:
        if cost.figure.value is not None:
            words = Words(Cost.Origin(cost.origin).label)
            yield (
                ("cost", cost.origin, cost.currency),
                Version(cost.figure, words, cost.currency),
            )
    for paid in record.instalments:
        if paid.figure.value is not None:
            yield (
                ("instalment", paid.number, paid.currency),
                Version(paid.figure, names.instalment(paid.number), paid.currency),
            )


def dates_in_two_documents(record: Record) -> Iterator[Finding]:
    """Planned and actual starts and ends that two documents date differently."""
    kinds: dict[str, list[Milestone]] = defaultdict(list)
    for row in record.milestones:
        if row.date and row.kind not in OFTEN:
            kinds[row.kind].append(row)
    for rows in kinds.values():
        for one, other in combinations(rows, 2):
            left, right = sorted((one, other), key=lambda row: (record.issued.get(row.citation.source, ""), row.key))
            if left.citation.source != right.citation.source and _apart(left, right):
                yield _dates(left, right, record)


def _apart(one: Milestone, other: Milestone) -> bool:
    first, second = sorted((one, other), key=lambda row: (row.date, last_day(row)))
    return second.date is not None and last_day(first) < second.date


def _dates(left: Milestone, right: Milestone, record: Record) -> Finding:
    if left.date is None or right.date is None:
        raise ValueError("only dates that are known can be compared")
    reported, recomputed = Day(left.date, left.precision), Day(right.date, right.precision)
    return Finding(
        DATES,
        Severity.CONTRADICTION,
        (left.key, right.key),
        DIFFERS,
        {
            "what": Label("milestone", left.code),
            "reported": reported,
            "recomputed": recomputed,
            "left": names.document(left.citation.source),
            "right": names.document(right.citation.source),
            "precedence": _reason(0, 0, left.citation, right.citation, record),
        },
        reported=reported,
        recomputed=recomputed,
        difference=minus(reported, recomputed),
        citations=(left.citation, right.citation),
        aspect=right.key,
    )


def _weight(version: Version, issued: Mapping[str, str]) -> tuple[int, str, str]:
    """The later of two versions weighs more: it is the one that the other is measured by."""
    return version.rank, issued.get(version.figure.citation.source, ""), version.figure.key


def _reason(left_rank: int, right_rank: int, left: Citation, right: Citation, record: Record) -> Said:
    """Why the right one counts, which ``_weight`` has put last."""
    counts = names.document(right.source)
    dates = record.issued.get(left.source, ""), record.issued.get(right.source, "")
    if left_rank < right_rank:
        return Phrase(BY_KIND, {"document": counts})
    if dates[0] and dates[0] < dates[1]:
        return Phrase(BY_DATE, {"document": counts})
    if dates[1] and not dates[0]:
        return Phrase(BY_HAVING_A_DATE, {"document": counts})
    return Words(UNDECIDED)


CHECKS = (
    Check(
        FIGURES,
        _("The same quantity in two documents"),
        _(
            "Two documents give the same quantity alike. Otherwise a final statement counts before a semester report "
            "and that before a plan; then the later document; then the one that says when it was issued."
        ),
        frozenset({"statements", "lines", "totals"}),
        figures_in_two_documents,
        also=frozenset({"observations", "costs", "instalments"}),
    ),
    Check(
        DATES,
        _("The same date in two documents"),
        _("Two documents give the same start and the same end; otherwise the later document counts."),
        frozenset({"milestones"}),
        dates_in_two_documents,
    ),
)
