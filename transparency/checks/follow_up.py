"""Recommendations without an answer, actions whose outcome nobody tells, and effects that name no figure on record."""

from collections.abc import Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.checks import keys
from transparency.checks.findings import Check, Finding, Severity
from transparency.checks.quantities import Day, Label, Phrase, Said, Words, series
from transparency.checks.record import KeyAction, Recommendation, Record
from transparency.models.evaluations import KeyAction as KeyActionRow
from transparency.models.programme import Milestone as MilestoneRow

RESPONSE, STATUS, OVERDUE = "recommendation-without-answer", "key-action-without-status", "key-action-overdue"
FIGURE = "effect-without-figure"
Status = KeyActionRow.Status

NO_ANSWER: Promise = _("%(what)s: no answer is on record.")
BLANK: Promise = _("%(what)s: the document leaves the answer blank and lists nothing that was to be done.")
BLANK_WITH_ACTIONS: Promise = _(
    "%(what)s: the document leaves the answer blank, though it lists what was to be done about it."
)
NO_STATUS: Promise = _("%(what)s: how far it got is not on record.")
NO_STATUS_IN_TIME: Promise = _("%(what)s: it was to be done by %(due)s; how far it got is not on record.")
NOT_DONE: Promise = _("%(what)s: it was to be done by %(due)s; what is on record of it is “%(status)s”.")
NO_FIGURE: Promise = _("“%(effect)s”: it names the figure %(key)s, which is not on record.")


def unanswered(record: Record) -> Iterator[Finding]:
    """Recommendations that nobody answered, or to which the answer was left blank."""
    for row in record.recommendations:
        if row.answered:
            continue
        sentence = NO_ANSWER if row.response is None else BLANK_WITH_ACTIONS if row.has_actions else BLANK
        severity = Severity.NOTE if row.has_actions else Severity.GAP
        yield Finding(RESPONSE, severity, (row.key,), sentence, {"what": _named(row)}, citations=(row.citation,))


def without_status(record: Record) -> Iterator[Finding]:
    """Key actions of which no document tells how far they got, as long as none can have been late."""
    reach = _reach(record)
    for row in record.key_actions:
        if row.status == Status.NOT_STATED and not _is_due(row, reach):
            yield _of_action(STATUS, Severity.GAP, row, NO_STATUS)


def overdue(record: Record) -> Iterator[Finding]:
    """Key actions that were due before the record ends and are not told to be done."""
    reach = _reach(record)
    for row in record.key_actions:
        if row.due is None or not _is_due(row, reach) or row.status == Status.DONE:
            continue
        due = {"due": Day(row.due, "day")}
        if row.status == Status.NOT_STATED:
            yield _of_action(OVERDUE, Severity.GAP, row, NO_STATUS_IN_TIME, **due)
        else:
            yield _of_action(OVERDUE, Severity.NOTE, row, NOT_DONE, **due, status=Words(Status(row.status).label))


def figures_that_are_not_there(record: Record) -> Iterator[Finding]:
    """Effects that name a figure which no row of the record has."""
    for row in record.effects:
        for key in row.figures:
            if key not in record.keys:
                said: dict[str, Said] = {"effect": Label("effect", row.code, ("text",)), "key": Words(key)}
                yield Finding(
                    FIGURE, Severity.CONTRADICTION, (row.key,), NO_FIGURE, said, citations=(row.citation,), aspect=key
                )


def _reach(record: Record) -> date | None:
    """The day until which the record tells what happened: the end of the programme, or its last statement."""
    ends = [row.date for row in record.milestones if row.date and row.kind == MilestoneRow.Kind.ACTUAL_END]
    return max([*ends, *(row.as_of for row in record.statements if row.as_of)], default=None)


def _is_due(row: KeyAction, reach: date | None) -> bool:
    return row.due is not None and reach is not None and row.due <= reach


def _of_action(check: str, severity: Severity, row: KeyAction, sentence: Promise, **more: Said) -> Finding:
    numbers: list[Said] = [Words(str(number)) for number in row.recommendations]
    parts: dict[str, Said] = {"evaluation": Label("evaluation", row.evaluation), "number": Words(str(row.number))}
    if len(numbers) > 1:
        parts["numbers"] = Phrase(_("%(names)s and %(last)s"), {"names": series(numbers[:-1]), "last": numbers[-1]})
        what = Phrase(_("%(evaluation)s, recommendations %(numbers)s, action %(number)s"), parts)
    else:
        parts["numbers"] = series(numbers)
        what = Phrase(_("%(evaluation)s, recommendation %(numbers)s, action %(number)s"), parts)
    return Finding(check, severity, (row.key,), sentence, {"what": what, **more}, citations=(row.citation,))


def _named(row: Recommendation) -> Said:
    parts: dict[str, Said] = {"evaluation": Label("evaluation", row.evaluation), "number": Words(str(row.number))}
    return Phrase(_("%(evaluation)s, recommendation %(number)s"), parts)


ACTIONS = frozenset({"key_actions", "recommendations", "milestones", "statements"})
CHECKS = (
    Check(
        RESPONSE,
        _("Recommendations without an answer"),
        _("Each recommendation of an evaluation has an answer of the management on record."),
        frozenset({"recommendations", "responses", "key_actions"}),
        unanswered,
    ),
    Check(
        OVERDUE,
        _("Actions that were due"),
        _("An action whose deadline lies before the end of the record is told to be done."),
        ACTIONS,
        overdue,
    ),
    Check(
        STATUS,
        _("Actions without a status"),
        _("Of each action it is told how far it got."),
        ACTIONS,
        without_status,
    ),
    Check(
        FIGURE,
        _("Effects that name a figure"),
        _("A figure in which the effect of a recommendation shows is on record."),
        frozenset({"effects", *keys.KEYS}),
        figures_that_are_not_there,
    ),
)
