"""The tables of the fact sheet: money by agency and by semester, people, and what was achieved."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.models import Measure, Outcome, Statement
from transparency.models.results import Observation
from transparency.selectors.figures import Row
from transparency.views.blocks import Column, Page, Table, TableRow, said, value_of
from transparency.views.cells import Cell
from transparency.views.fact_sheet import Fact, Value
from transparency.views.statement_tables import currencies, organisation_name
from transparency.views.statements import Statements, as_of

MOST_ACHIEVEMENTS = 15  # of an outcome; the results page tells all of them
FLOW = (Measure.TRANSFERRED, Measure.COMMITTED, Measure.DISBURSED)
REACHED = ("direct", "indirect")  # categories that tell how people were reached
PEOPLE = "people-reached"


@dataclass(frozen=True)
class Told:
    """An achievement as one line; ``quantities`` are its numbers with what they count."""

    text: SafeString
    quantities: list[tuple[Cell, SafeString]]
    sources: list[int]


@dataclass(frozen=True)
class Outcomes:
    """An outcome with what was achieved under it; ``more`` counts what there was no room for."""

    number: int
    name: SafeString
    sources: list[int]
    told: list[Told] = field(default_factory=list)
    more: int = 0


def by_agency(page: Page, statements: Statements) -> Table | None:
    """Agency × the original budget, then what the latest statement says; None where no statement names agencies."""
    original = statements.of_kind(Statement.Kind.ORIGINAL_BUDGET)[-1:]
    latest = [one for one in [statements.latest()] if one and one not in original]
    shown = [(one, measure) for one in (*original, *latest) for measure in _measures(statements, one)]
    agencies = dict.fromkeys(code for one in (*original, *latest) for code in statements.organisations(one))
    if not agencies:
        return None
    rows = []
    for code in agencies:
        figures = [statements.line(one, code, measure) for one, measure in shown]
        cells = [page.cell(figure, page.amount) for figure in figures]
        rows.append(TableRow(organisation_name(page, code), cells, page.sources(*figures)))
    wholes = [statements.whole(one, measure) for one, measure in shown]
    cells = [page.cell(figure, page.amount) for figure in wholes]
    rows.append(TableRow(_("Total"), cells, page.sources(*wholes), "total"))
    columns = [
        Column(_("Original budget") if one in original else said(Measure(measure).label)) for one, measure in shown
    ]
    words = {"caption": _("Budget and spending by agency"), "currency": currencies(*original, *latest)}
    return Table(_("%(caption)s, in %(currency)s") % words, _("Agency"), columns, rows)


def by_semester(page: Page, statements: Statements) -> Table | None:
    """What each semester report and the final statement say of the whole programme, with the printed percentages."""
    found = [*statements.of_kind(Statement.Kind.SEMESTER), *statements.of_kind(Statement.Kind.FINAL)[-1:]]
    if not found:
        return None
    rows = []
    for one in found:
        figures = [statements.whole(one, measure) for measure in FLOW]
        cells = [_with_share(page, statements, one, measure) for measure in FLOW]
        rows.append(TableRow(_period(page, one), cells, page.sources(*figures)))
    words = {"caption": _("Financial delivery, cumulative"), "currency": currencies(*found)}
    caption = _("%(caption)s, in %(currency)s") % words
    return Table(caption, _("Period"), [Column(said(measure.label)) for measure in FLOW], rows)


def people(page: Page) -> Table | None:
    """Whom the programme reached directly and indirectly, as the documents break it down; None where none does."""
    groups: dict[tuple[str, str, str], dict[str, Row]] = defaultdict(dict)
    for row in page.data["figures"]["observations"]:
        if row["category"] in REACHED:
            groups[row["indicator"], row["sex"], row["period"]][row["category"]] = row["figure"]
    if not groups:
        return None
    periods = {period for _indicator, _sex, period in groups}
    rows = [
        TableRow(
            _counted(page, indicator, sex, period if len(periods) > 1 else ""),
            [page.cell(found.get(category), page.number) for category in REACHED],
            page.sources(*found.values()),
        )
        for (indicator, sex, period), found in groups.items()
    ]
    columns = [Column(str(page.words.html("category", category))) for category in REACHED]
    caption = _("People and institutions reached")
    if len(periods) == 1:
        caption = f"{caption}, {formatting.period(periods.pop())}"
    return Table(caption, _("Who"), columns, rows)


def reached(page: Page) -> Fact:
    """The people reached in all, and the women and men among them, as printed."""
    values = []
    for row in page.data["figures"]["observations"]:
        whole = not any(row[name] for name in ("funding", "indigenous", "sector", "place", "category"))
        if row["indicator"] == PEOPLE and row["role"] == Observation.Role.ACTUAL and whole:
            about = said(Observation.Sex(row["sex"]).label) if row["sex"] else _("In all")
            cell = page.cell(row["figure"], page.number)
            values.append((bool(row["sex"]), Value(cell, page.sources(row["figure"]), about)))
    return Fact(_("People reached"), [value for _sex, value in sorted(values, key=lambda pair: pair[0])])


def outcomes(page: Page, version: Outcome.Version) -> list[Outcomes]:
    """The outcomes of one framework, with their achievements."""
    quantities: dict[str, list[Row]] = defaultdict(list)
    for row in page.data["figures"]["quantities"]:
        quantities[row["achievement"]].append(row)
    achieved: dict[str, list[Row]] = defaultdict(list)
    for row in page.data["figures"]["achievements"]:
        achieved[row["outcome"]].append(row)
    return [
        Outcomes(
            number=row["number"],
            name=page.words.html("outcome", row["outcome"]),
            sources=page.sources(row),
            told=[_told(page, one, quantities) for one in achieved[row["outcome"]][:MOST_ACHIEVEMENTS]],
            more=max(len(achieved[row["outcome"]]) - MOST_ACHIEVEMENTS, 0),
        )
        for row in page.data["figures"]["outcomes"]
        if row["version"] == version
    ]


def _told(page: Page, row: Row, quantities: dict[str, list[Row]]) -> Told:
    found = quantities[row["achievement"]]
    return Told(
        text=page.words.html("achievement", row["achievement"], "text"),
        quantities=[(page.cell(one["figure"], page.number), page.words.html("unit", one["unit"])) for one in found],
        sources=page.sources(row, *(one["figure"] for one in found)),
    )


def _measures(statements: Statements, statement: Row) -> list[str]:
    """The measures to show: of an original budget the budget alone."""
    if statement["kind"] == Statement.Kind.ORIGINAL_BUDGET:
        return [Measure.BUDGET]
    return [
        one for one in statements.measures(statement) if one in (Measure.BUDGET, Measure.REVISED, Measure.DISBURSED)
    ]


def _with_share(page: Page, statements: Statements, statement: Row, measure: Measure) -> Cell:
    """An amount, with the percentage of the budget that the statement prints beside it."""
    cell = page.cell(statements.whole(statement, measure), page.amount)
    printed = [
        statements.share(statement, None, share)
        for share in statements.share_labels(statement)
        if (share.numerator, share.denominator) == (measure, Measure.BUDGET)
    ]
    value = value_of(printed[0]) if printed else None
    if value is None:
        return cell
    return Cell(_shared(cell, page.percent(value)), cell.missing, cell.note, findings=cell.findings, url=cell.url)


def _shared(cell: Cell, share: str) -> SafeString:
    return format_html('{} <span class="sheet-share">{}</span>', cell.text, share)


def _period(page: Page, statement: Row) -> str:
    if statement["kind"] == Statement.Kind.SEMESTER:
        return str(statement["period"])
    until = as_of(statement, page.language)
    return _("Close, %(date)s") % {"date": until} if until else said(Statement.Kind(statement["kind"]).label)


def _counted(page: Page, indicator: str, sex: str, period: str) -> SafeString:
    parts = [page.words.html("indicator", indicator)]
    if sex:
        parts.append(format_html("{}", str(Observation.Sex(sex).label)))
    named = format_html("{}: {}", *parts) if len(parts) > 1 else parts[0]
    return format_html('{} <span class="aside-inline">{}</span>', named, formatting.period(period)) if period else named
