"""Printed percentages recomputed from the amounts that their label names."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency import formatting
from transparency.checks import names
from transparency.checks.findings import Check, Finding, Severity, compared
from transparency.checks.quantities import Percent, Phrase, Said, Words, series
from transparency.checks.record import Figure, Record, Share, Statement

VALUE, INVERSE = "share-recomputed", "share-inverted"


def shares_recomputed(record: Record) -> Iterator[Finding]:
    """Percentages that neither their label nor its inverse gives."""
    for statement, share, amounts in _known(record):
        if not _gives(share.figure, *amounts) and not _gives(share.figure, *reversed(amounts)):
            yield _finding(
                VALUE,
                statement,
                share,
                amounts,
                _("%(what)s: %(reported)s is printed; %(numerator)s out of %(denominator)s is %(recomputed)s."),
            )


def shares_inverted(record: Record) -> Iterator[Finding]:
    """Percentages that come out only when the measures of the label change places."""
    for statement, share, amounts in _known(record):
        if not _gives(share.figure, *amounts) and _gives(share.figure, *reversed(amounts)):
            yield _finding(
                INVERSE,
                statement,
                share,
                amounts,
                _(
                    "%(what)s: the label names %(numerator)s out of %(denominator)s, which is %(recomputed)s; the "
                    "%(reported)s that is printed is %(denominator)s out of %(numerator)s."
                ),
            )


def _known(record: Record) -> Iterator[tuple[Statement, Share, tuple[Figure, Figure]]]:
    """The percentages that can be recomputed, with what is divided by what."""
    for statement in record.statements:
        for share in statement.shares:
            numerator = statement.amount(share.organisation, share.numerator)
            denominator = statement.amount(share.organisation, share.denominator)
            amounts = [figure for figure in (numerator, denominator) if figure and figure.value is not None]
            if share.figure.value is not None and len(amounts) == 2 and amounts[1].value:
                yield statement, share, (amounts[0], amounts[1])


def _gives(share: Figure, numerator: Figure, denominator: Figure) -> bool:
    """Whether the amounts give the percentage, within the rounding that the digits of all three allow."""
    least = denominator.known - denominator.slack
    if least <= 0:
        return False
    decimals = share.decimals
    lowest = (numerator.known - numerator.slack) / (denominator.known + denominator.slack) * 100
    highest = (numerator.known + numerator.slack) / least * 100
    return formatting.rounded(lowest, decimals) <= share.known <= formatting.rounded(highest, decimals)


def _finding(
    check: str, statement: Statement, share: Share, amounts: tuple[Figure, Figure], sentence: str | Promise
) -> Finding:
    numerator, denominator = amounts
    decimals = share.figure.decimals
    recomputed: Decimal = formatting.rounded(numerator.known / denominator.known * 100, decimals)
    return compared(
        check,
        Severity.CONTRADICTION,
        [share.figure, *amounts],
        sentence,
        Percent(share.figure.known, decimals),
        Percent(recomputed, decimals),
        what=_what(statement, share),
        numerator=names.measure(share.numerator),
        denominator=names.measure(share.denominator),
    )


def _what(statement: Statement, share: Share) -> Said:
    parts = [names.statement(statement), names.organisation(share.organisation)]
    return series([*parts, Phrase(_("“%(label)s”"), {"label": Words(share.label)})] if share.label else parts)


READS = frozenset({"statements", "lines", "totals", "shares"})
CHECKS = (
    Check(
        VALUE,
        _("Percentages recomputed"),
        _("A printed percentage follows from the amounts that its label names, within the rounding of its digits."),
        READS,
        shares_recomputed,
    ),
    Check(
        INVERSE,
        _("Percentages that say the inverse"),
        _("A percentage divides what its label says it divides, and not the other way round."),
        READS,
        shares_inverted,
    ),
)
