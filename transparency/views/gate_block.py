"""The block of the finances page that replays what the fund asked for before an instalment."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency import formatting
from transparency.charts import Mark, Reading, threshold_chart
from transparency.models import Measure, Statement
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, SHARE_DIGITS, Block, Column, Page, Table, TableRow, said, value_of
from transparency.views.cells import Cell
from transparency.views.gate import Gate, Instalments, Paid, Reckoned, Step, first_met, last_before
from transparency.views.key_figures import tone_of
from transparency.views.statement_tables import currencies
from transparency.views.statements import Statements, as_of

FILES = ("gates", "gate-by-report")
MOST_PERIODS = 16  # in the chart: the newest
TONES = (tone_of(Measure.COMMITTED), tone_of(Measure.TRANSFERRED))


def gate(page: Page, statements: Statements, rows: list[Row], found: list[Row]) -> Block | None:
    """Every condition on record, report by report; None where the record has no condition."""
    if not rows:
        return None
    instalments = Instalments(found)
    replays = [_Replay(page, Gate(row, statements, instalments)) for row in rows]
    block = Block("gate", _("The condition for the next instalment"), FILES, text=_introduction(replays))
    block.tables.append(_conditions(page, rows))
    for number, replay in enumerate(replays, start=1):
        if replay.steps:
            block.charts.extend(replay.charts(number))
            block.tables.append(replay.by_report())
            if len(instalments.all) > 1:
                block.tables.append(replay.by_instalment())
    return block


def share_name(row: Row) -> str:
    """What a condition divides by what."""
    return _("%(numerator)s out of %(denominator)s") % {
        "numerator": said(Measure(row["numerator"]).label),
        "denominator": Measure(row["denominator"]).label,
    }


def _introduction(replays: list["_Replay"]) -> str:
    if not any(replay.gate.has_two_readings for replay in replays):
        return _("Recomputed for every report: whether the condition was met.")
    return _(
        "Recomputed for every report under two readings of “transferred”. Reading A is the amount that the report "
        "itself prints. Reading B is what the fund's instalments add up to by the day of the report."
    )


def _conditions(page: Page, rows: list[Row]) -> Table:
    """What had to be reached, as the documents give it."""
    found = []
    for row in rows:
        wanted = _wanted(page, row)
        cell = page.cell(row["figure"], lambda value, wanted=wanted: wanted)  # type: ignore[misc]
        found.append(TableRow(share_name(row), [cell], page.sources(row["figure"])))
    return Table(_("What had to be reached"), _("Share"), [Column(_("Condition"))], found)


def _wanted(page: Page, row: Row) -> str:
    value = value_of(row["figure"])
    if value is None:
        return ""
    said_value = {"percent": formatting.percent(value, page.language)}
    return (_("more than %(percent)s") if row["must_exceed"] else _("at least %(percent)s")) % said_value


class _Replay:
    """One condition as a chart and tables."""

    def __init__(self, page: Page, gate: Gate) -> None:
        self.page, self.gate = page, gate
        self.steps = gate.steps()
        self.names = [_("Reading A"), _("Reading B")] if gate.has_two_readings else [_("Share")]
        self.transferred = [_("A: printed in the report"), _("B: paid by the fund")]

    def charts(self, number: int) -> list[SafeString]:
        """The shares of every report against the one that had to be reached."""
        if self.gate.wanted is None:
            return []
        shown = self.steps[-MOST_PERIODS:]
        # Taken away from the page, an image has to say by itself what the readings are.
        legend = self.transferred if self.gate.has_two_readings else self.names
        chart = threshold_chart(
            chart_id=f"gate-{number}",
            title=share_name(self.gate.row),
            description=_("For each report, one bar per reading; the broken line is the share that had to be reached."),
            periods=[period_name(step) for step in shown],
            readings=[
                Reading(
                    name,
                    [Mark(step.readings[place].share, self._mark(step.readings[place])) for step in shown],
                    tone,
                )
                for place, (name, tone) in enumerate(zip(legend, TONES, strict=False))
            ],
            threshold=self.gate.wanted,
            threshold_label=_("Condition: %(condition)s") % {"condition": _wanted(self.page, self.gate.row)},
        )
        return [chart]

    def by_report(self) -> Table:
        """Report by report: amounts, shares, and which instalment was waiting."""
        used = said(Measure(self.gate.numerator).label)
        columns = [Column(used), Column(said(Measure(self.gate.denominator).label))]
        if self.gate.has_two_readings:
            columns = [Column(used), *(Column(name) for name in self.transferred)]
        if self.gate.instalments.all:
            columns.append(Column(_("The next instalment"), numeric=False))
        words = {
            "caption": _("%(share)s, report by report") % {"share": share_name(self.gate.row)},
            "currency": currencies(*(step.statement for step in self.steps if step.statement)),
        }
        shown = self.steps[-MOST_ROWS:]
        rows = [self._report(step) for step in shown]
        left_out = len(self.steps) - len(shown)
        return Table(_("%(caption)s, in %(currency)s") % words, _("Semester"), columns, rows, left_out=left_out)

    def _report(self, step: Step) -> TableRow:
        if step.statement is None:
            cells = [Cell(missing=True)] * (1 + len(step.readings))
        else:
            cells = [self.page.cell(step.used, self.page.amount)]
            printed = self.page.cell(step.printed, self.page.amount)
            cells.append(replace(printed, shares=self._below(step.readings[0])))
            if self.gate.has_two_readings:
                cells.append(self._paid(step))
        if self.gate.instalments.all:
            cells.append(self._next(step))
        header: SafeString | str = period_name(step)
        aside = as_of(step.statement, self.page.language) if step.statement else _("no report on record")
        if aside:
            header = format_html('{} <span class="aside">{}</span>', header, aside)
        counted = self.gate.instalments.figures_by(step.day) if step.statement and step.day else []
        return TableRow(header, cells, self.page.sources(step.used, step.printed, *counted))

    def _paid(self, step: Step) -> Cell:
        reading = step.readings[1]
        if reading.base is None:
            return Cell(missing=True, note=_("An instalment that may have been paid by then has no date or no amount."))
        return Cell(self.page.amount(reading.base), shares=self._below(reading))

    def _below(self, reading: Reckoned) -> tuple[Cell, ...]:
        if reading.share is None:
            return ()
        return tuple(Cell(part) for part in (self._percent(reading.share), _verdict(reading.met)) if part)

    def _mark(self, reading: Reckoned) -> str:
        if reading.share is None:
            return _("no data")
        return " · ".join(part for part in (self._percent(reading.share), _verdict(reading.met)) if part)

    def _percent(self, share: Decimal) -> str:
        return formatting.percent(share, self.page.language, SHARE_DIGITS)

    def _next(self, step: Step) -> Cell:
        """Which instalment was waiting, whether it could follow, and when it did."""
        waiting = self.gate.instalments.next_after(step.day) if step.day else None
        if waiting is None:
            return Cell(_("No later instalment is on record"))
        answers = {reading.met for reading in step.readings} - {None}
        if answers == {True}:
            sentence = _("No. %(number)s could follow")
        elif answers == {False}:
            sentence = _("No. %(number)s had to wait")
        elif answers:
            sentence = _("No. %(number)s: it depends on the reading")
        else:
            sentence = _("No. %(number)s: not known")
        came = (Cell(self._came(step, waiting)),) if step.statement else ()
        return Cell(sentence % {"number": waiting.number}, shares=came)

    def _came(self, step: Step, waiting: Paid) -> str:
        if waiting.date is None or step.day is None:
            return _("its date is not on record")
        days = (waiting.date - step.day).days
        words = ngettext("came %(days)s day later, on %(date)s", "came %(days)s days later, on %(date)s", days)
        return words % {
            "days": formatting.number(days, self.page.language),
            "date": formatting.date(waiting.date, self.page.language),
        }

    def by_instalment(self) -> Table:
        """Instalment by instalment, after the first: what the last report before it shows."""
        columns = [Column(_("Date"), numeric=False), Column(_("Last report before it"), numeric=False)]
        columns += [Column(name) for name in self.names]
        columns.append(Column(_("First report that meets the condition after the one before"), numeric=False))
        paid = self.gate.instalments.all[: MOST_ROWS + 1]
        rows = [self._instalment(one, first_met(self.steps, before.earliest)) for before, one in pairwise(paid)]
        left_out = len(self.gate.instalments.all) - len(paid)
        caption = _("What was known when each instalment came")
        return Table(caption, _("Instalment"), columns, rows, left_out=left_out)

    def _instalment(self, paid: Paid, first: Step | None) -> TableRow:
        figure = paid.row["figure"]
        note = self.page.words.html("note", figure["note"], "text") if figure["note"] else ""
        date, before = paid.date, last_before(self.steps, paid.date) if paid.date else None
        cells = [Cell(formatting.date(date, self.page.language)) if date else Cell(missing=True, note=note)]
        if before is None:
            cells += [Cell(missing=True)] * (1 + len(self.names))
        else:
            cells.append(Cell(period_name(before)))
            cells += [self._shown(reading) for reading in before.readings]
        cells.append(Cell(period_name(first)) if first else Cell(_("none")))
        return TableRow(instalment_name(paid.number), cells, self.page.sources(figure))

    def _shown(self, reading: Reckoned) -> Cell:
        if reading.share is None:
            return Cell(missing=True)
        verdict = _verdict(reading.met)
        return Cell(self._percent(reading.share), shares=(Cell(verdict),) if verdict else ())


def period_name(step: Step) -> str:
    """How the page calls what a report covers: a semester by its own name, a final statement as such."""
    if step.statement and step.statement["kind"] == Statement.Kind.FINAL:
        return said(Statement.Kind.FINAL.label)
    return step.period


def instalment_name(number: int) -> str:
    """How the page calls an instalment."""
    return _("No. %(number)s") % {"number": number}


def _verdict(met: bool | None) -> str:
    if met is None:
        return ""
    return _("met") if met else _("not met")
