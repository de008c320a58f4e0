"""Data that are expected and not on record: of whom, for when, and whether a document gives a reason."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency import formatting
from transparency.checks import names
from transparency.checks.findings import Check, Finding, Severity
from transparency.checks.quantities import Label, Phrase, Said, Words, series
from transparency.checks.record import Citation, Figure, Record, Statement
from transparency.models import Statement as StatementRow
from transparency.models.money import Contribution
from transparency.models.programme import Cost
from transparency.models.programme import Milestone as MilestoneRow
from transparency.semesters import Semester

MONEY, COUNTS, DATES, REPORTS = "missing-amount", "missing-count", "missing-date", "missing-report"

REASON: Promise = _("%(what)s: not on record (%(when)s). Reason on record: %(reason)s")
NO_REASON: Promise = _("%(what)s: not on record (%(when)s). No reason is on record.")
NO_DATE: Promise = _("“%(what)s”: the date is not on record (%(when)s).")
NO_ROW: Promise = _("%(what)s: the statement does not give it, though it does for other organisations.")


def missing(figure: Figure, what: Said, when: Said, check: str = MONEY) -> Finding:
    """An expected figure that has no value, with the reason that its note gives."""
    said = {"what": what, "when": when}
    reason = {"reason": Label("note", figure.note, ("text",))} if figure.note else {}
    return Finding(
        check,
        Severity.GAP,
        (figure.key,),
        REASON if figure.note else NO_REASON,
        {**said, **reason},
        citations=(figure.citation,),
    )


def missing_amounts(record: Record) -> Iterator[Finding]:
    """Amounts and percentages of statements, instalments, parts of the cost, money that others added."""
    for statement in record.statements:
        yield from _of_statement(statement)
    for paid in record.instalments:
        if paid.figure.value is None or paid.date is None:
            yield missing(paid.figure, names.instalment(paid.number), _document(paid.figure.citation))
    for cost in record.costs:
        if cost.figure.value is None:
            what = series([Words(_("Cost of the programme")), Words(Cost.Origin(cost.origin).label)])
            yield missing(cost.figure, what, _document(cost.figure.citation))
    for added in record.contributions:
        if added.figure.value is None and added.kind == Contribution.Kind.MONEY:
            added_by = Phrase(_("contribution (%(who)s)"), {"who": names.organisation(added.contributor)})
            yield missing(added.figure, added_by, _document(added.figure.citation))


def _of_statement(statement: Statement) -> Iterator[Finding]:
    when = names.statement(statement)
    for line in (*statement.lines, *statement.totals):
        if line.figure.value is None:
            yield missing(line.figure, names.amount(line.measure, line.organisation), when)
    for share in statement.shares:
        if share.figure.value is None:
            parts = [names.measure(share.numerator), names.measure(share.denominator)]
            yield missing(share.figure, series([*parts, names.organisation(share.organisation)]), when)
    measures = tuple(dict.fromkeys(line.measure for line in statement.lines if line.organisation))
    for organisation in statement.organisations:
        for measure in measures:
            if statement.amount(organisation, measure) is None:
                what = series([when, names.measure(measure), names.organisation(organisation)])
                key = f"lines/{statement.key}/{organisation}/{measure}"
                yield Finding(MONEY, Severity.GAP, (key,), NO_ROW, {"what": what}, citations=(statement.citation,))


def missing_counts(record: Record) -> Iterator[Finding]:
    """Values of indicators."""
    for row in record.observations:
        if row.figure.value is None:
            yield missing(row.figure, names.counted(row), Words(formatting.period(row.period)), COUNTS)


def missing_dates(record: Record) -> Iterator[Finding]:
    """Events that a document tells without a date."""
    for row in record.milestones:
        if row.date is None:
            said = {"what": Label("milestone", row.code), "when": _document(row.citation)}
            yield Finding(DATES, Severity.GAP, (row.key,), NO_DATE, said, citations=(row.citation,))


def missing_reports(record: Record) -> Iterator[Finding]:
    """Semesters between the first report on record and the end of the programme that no report covers."""
    reports = [row for row in record.statements if row.kind == StatementRow.Kind.SEMESTER]
    found = {semester for row in reports if (semester := Semester.named(row.period))}
    ends = [row.date for row in record.milestones if row.date and row.kind == MilestoneRow.Kind.ACTUAL_END]
    if not found or not ends:
        return
    expected = min(found)
    while expected.last_day < max(ends):
        if expected not in found:
            yield Finding(
                REPORTS,
                Severity.GAP,
                (f"statements/{StatementRow.Kind.SEMESTER}/{expected}",),
                _("Semester %(period)s: no financial report is on record, though the programme went on."),
                {"period": Words(str(expected))},
            )
        expected = expected.next()


def _document(citation: Citation) -> Said:
    if not citation.section:
        return names.document(citation.source)
    return Phrase(
        _("%(document)s, section %(section)s"),
        {
            "document": names.document(citation.source),
            "section": Words(citation.section),
        },
    )


CHECKS = (
    Check(
        MONEY,
        _("Amounts that are missing"),
        _("Every amount that a document leaves blank is told, with the reason if one is on record."),
        frozenset({"statements", "lines", "totals"}),
        missing_amounts,
        also=frozenset({"instalments", "costs", "contributions"}),
    ),
    Check(
        COUNTS,
        _("Counts that are missing"),
        _("Every value of an indicator that a document leaves blank is told, with the reason if one is on record."),
        frozenset({"observations"}),
        missing_counts,
    ),
    Check(
        DATES,
        _("Dates that are missing"),
        _("Every event that a document tells without a date is told."),
        frozenset({"milestones"}),
        missing_dates,
    ),
    Check(
        REPORTS,
        _("Reports that are missing"),
        _("There is a report for each semester from the first on record until the programme ended."),
        frozenset({"statements", "milestones"}),
        missing_reports,
    ),
)
