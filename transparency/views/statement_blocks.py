"""The blocks of the finances page that show statements, one function each."""

from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.charts import Series, Unit, bar_chart, progress_chart
from transparency.models import Measure, Statement
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow, said, value_of
from transparency.views.key_figures import tone_of
from transparency.views.statement_tables import StatementTables, currencies
from transparency.views.statements import Statements, as_of

# What became of the money, from the widest idea to the narrowest.
SPENDING = (Measure.TRANSFERRED, Measure.COMMITTED, Measure.DISBURSED)
MOST_TONES = 4
MOST_STATEMENTS = 3  # with a table of their own: the newest; the downloads have them all
MOST_BARS = 12  # agencies in one chart: the largest
MOST_PERIODS = 16  # semesters in one chart: the newest


def totals(page: Page, statements: Statements) -> Block:
    """The whole programme, in the statement that speaks last."""
    title, latest = _("The programme as a whole"), statements.latest()
    measures = statements.measures(latest) if latest else []
    found = [(measure, statements.whole(latest, measure)) for measure in measures] if latest else []
    figures = [(measure, figure) for measure, figure in found if figure]
    if not latest or not figures:
        return Block("totals", title, ("totals",))
    rows = [
        TableRow(said(Measure(measure).label), [page.cell(figure, page.amount)], page.sources(figure))
        for measure, figure in figures
    ]
    header = _("Amount in %(currency)s") % {"currency": currencies(latest)}
    caption = statement_caption(_("Totals as printed"), latest, page.language)
    table = Table(caption, _("Measure"), [Column(header)], rows)
    drawn = [pair for pair in figures if pair[0] != Measure.REVISED or len(figures) <= MOST_TONES]
    chart = bar_chart(
        chart_id="totals",
        title=title,
        description=_("One bar per measure, from the budget to what was disbursed."),
        categories=[_("Whole programme")],
        series=[
            Series(said(Measure(measure).label), [value_of(figure)], tone_of(measure)) for measure, figure in drawn
        ],
        language=page.language,
        unit=Unit.money(latest["currency"]),
        missing=_("no data"),
    )
    return Block("totals", title, ("totals",), charts=[chart], tables=[table])


def by_agency(page: Page, statements: Statements) -> Block:
    """The final statement: agency × measure, with the totals and the percentages that it prints."""
    found = statements.of_kind(Statement.Kind.FINAL)
    chart_title = _("Transferred, committed and disbursed by agency")
    return Block(
        "by-agency",
        _("By agency"),
        ("by-agency", "shares"),
        text=older(found),
        charts=agency_charts(page, statements, found[-1:], SPENDING, chart_title),
        tables=agency_tables(page, statements, found, _("Amounts by agency")),
        abbreviations=abbreviations(page, statements, found),
    )


def budgets(page: Page, statements: Statements) -> Block:
    """The original budget by agency, as the fact sheet prints it."""
    found = statements.of_kind(Statement.Kind.ORIGINAL_BUDGET)
    return Block(
        "budgets",
        _("Original budget"),
        ("budgets",),
        text=older(found),
        charts=agency_charts(page, statements, found[:1], (Measure.BUDGET,), _("Original budget by agency")),
        tables=agency_tables(page, statements, found, _("Original budget by agency")),
    )


def by_semester(page: Page, statements: Statements) -> Block:
    """Semester reports: the whole programme, cumulative; then the agencies of each report that names any."""
    found = statements.of_kind(Statement.Kind.SEMESTER)
    named = [statement for statement in found if statements.organisations(statement)]
    block = Block("by-semester", _("By semester"), ("by-semester", "shares"), text=older(named))
    if not found:
        return block
    summary = StatementTables(page, statements, found).by_period(_("Cumulative amounts at the end of each semester"))
    if summary.rows:
        block.tables.append(summary)
        block.charts.extend(_progress(page, statements, found[-MOST_PERIODS:]))
    block.tables.extend(agency_tables(page, statements, named, _("Amounts by agency")))
    return block


def agency_tables(page: Page, statements: Statements, shown: list[Row], caption: str) -> list[Table]:
    """One table for each statement, of many the newest: organisation × measure."""
    return [
        StatementTables(page, statements, [one]).by_organisation(one, statement_caption(caption, one, page.language))
        for one in shown[-MOST_STATEMENTS:]
    ]


def older(shown: list[Row]) -> str:
    """How many statements have no table on the page; empty when all have."""
    count = max(len(shown) - MOST_STATEMENTS, 0)
    words = ngettext(
        "Amounts by agency of %(count)s older statement are in the download.",
        "Amounts by agency of %(count)s older statements are in the download.",
        count,
    )
    return words % {"count": count} if count else ""


def agency_charts(
    page: Page, statements: Statements, shown: list[Row], measures: tuple[Measure, ...], title: str
) -> list[SafeString]:
    """One chart for each statement that has any of these measures by organisation."""
    charts = []
    for number, statement in enumerate(shown, 1):
        organisations = _largest(statements, statement, measures)
        drawn = [
            measure
            for measure in measures
            if any(statements.line(statement, organisation, measure) for organisation in organisations)
        ]
        if drawn:
            charts.append(
                bar_chart(
                    chart_id=f"{statement['kind']}-{number}",
                    title=title,
                    description=_("For each agency, one bar per measure, with the amount at its end."),
                    categories=[page.words.plain("organisation", code, "acronym", "name") for code in organisations],
                    series=[
                        Series(
                            said(measure.label),
                            [value_of(statements.line(statement, code, measure)) for code in organisations],
                            tone_of(measure),
                        )
                        for measure in drawn
                    ],
                    language=page.language,
                    unit=Unit.money(statement["currency"]),
                    missing=_("no data"),
                )
            )
    return charts


def _largest(statements: Statements, statement: Row, measures: tuple[Measure, ...]) -> list[str]:
    """The organisations that a chart has room for, in the order of the statement."""
    codes = statements.organisations(statement)

    def size(code: str) -> Decimal:
        amounts = (value_of(statements.line(statement, code, measure)) for measure in measures)
        return max((amount for amount in amounts if amount is not None), default=Decimal(0))

    drawn = set(sorted(codes, key=size, reverse=True)[:MOST_BARS])
    return [code for code in codes if code in drawn]


def abbreviations(page: Page, statements: Statements, shown: list[Row]) -> list[tuple[SafeString, SafeString]]:
    """The organisations whose initials stand in the tables, with their names."""
    codes = dict.fromkeys(
        code for statement in shown[-MOST_STATEMENTS:] for code in statements.organisations(statement)[:MOST_ROWS]
    )
    pairs = [
        (page.words.html("organisation", code, "acronym", "name"), page.words.html("organisation", code))
        for code in codes
    ]
    return [(initials, name) for initials, name in pairs if initials != name]


def statement_caption(caption: str, statement: Row, language: str) -> str:
    """A caption with the date up to which the statement counts."""
    until = as_of(statement, language)
    return _("%(caption)s, as of %(date)s") % {"caption": caption, "date": until} if until else caption


def _progress(page: Page, statements: Statements, found: list[Row]) -> list[SafeString]:
    measures = statements.measures(*found)
    drawn = [measure for measure in SPENDING if measure in measures]
    if not drawn:
        return []
    chart = progress_chart(
        chart_id="by-semester",
        title=_("Transferred, committed and disbursed against the budget, by semester"),
        description=_("Cumulative amounts at the end of each semester."),
        periods=[row["period"] for row in found],
        budget=_over_time(statements, found, Measure.BUDGET),
        measures=[_over_time(statements, found, measure) for measure in drawn],
        language=page.language,
        unit=Unit.money(found[-1]["currency"]),
        missing=_("no data"),
    )
    return [chart]


def _over_time(statements: Statements, found: list[Row], measure: Measure) -> Series:
    values = [value_of(statements.whole(row, measure)) for row in found]
    return Series(said(measure.label), values, tone_of(measure))
