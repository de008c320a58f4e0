"""The agencies of a programme side by side, and a profile of each: its money and its part in the programme."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.charts import Series, Unit, bar_chart
from transparency.exports.datasets import Dataset
from transparency.models import Measure, Participation, Programme
from transparency.models.statements import Balance
from transparency.selectors.facts import read_facts
from transparency.selectors.figures import Row
from transparency.selectors.finances import read_finances
from transparency.selectors.references import references_in
from transparency.selectors.whole import LABELS
from transparency.views.base import ProgrammeView
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow, said, value_of
from transparency.views.cells import Cell
from transparency.views.finding_marks import LINKS, findings_pages, with_marks
from transparency.views.key_figures import KeyFigure, of_measure, tone_of
from transparency.views.leaves import MOST_DRAWN, Leaf, leaves_of
from transparency.views.partners import role_words
from transparency.views.profiles import Profile
from transparency.views.statement_blocks import MOST_TONES
from transparency.views.statement_tables import currencies, organisation_name
from transparency.views.statements import Statements, as_of, statement_name, statement_title, statements_of
from transparency.views.titles import BALANCES, BY_AGENCY, BY_SEMESTER

SPENDING = (Measure.TRANSFERRED, Measure.COMMITTED, Measure.DISBURSED)


class AgenciesView(ProgrammeView):
    """The page at ``/es/transparencia/agencias/``, and a file for each agency beside it."""

    name = "agencies"
    template = "transparency/profiles_page.html"
    leaf_template = "transparency/profile.html"
    files: ClassVar = ()

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        participations = read_facts(programme)["participations"]
        return {**read_finances(programme), "participations": participations, LINKS: findings_pages(programme)}

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        return references_in(figures, LABELS)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return {}

    def leaves(self, data: Mapping[str, Any], languages: Iterable[str]) -> list[Leaf]:
        return leaves_of("organisation", _agencies(data["figures"]), data["labels"], languages, "acronym")

    def arrange(self, page: Page) -> dict[str, Any]:
        page = with_marks(page)
        statements = statements_of(page)
        codes = _agencies(page.data["figures"])
        table = _side_by_side(page, statements, codes)
        block = Block("money", _("The agencies side by side"), tables=[table] if table else [])
        return {
            "profiles": [
                Profile(page.words.html("organisation", code), page.leaves[code], _told(page, code)) for code in codes
            ],
            "blocks": [block] if table else [],
        }

    def arrange_leaf(self, page: Page, leaf: Leaf) -> dict[str, Any]:
        page = with_marks(page)
        statements = statements_of(page)
        blocks = [_amounts(page, statements, leaf.key), _balances(page, statements, leaf.key), _roles(page, leaf.key)]
        name = page.words.plain("organisation", leaf.key)
        return {
            "title": name,
            "kind": _("Agency"),
            "description": _("What the documents of the programme say about %(name)s, figure by figure.")
            % {"name": name},
            "key_figures": _key_figures(page, statements, leaf.key),
            "blocks": [block for block in blocks if block.tables],
        }


def _agencies(figures: Mapping[str, list[Row]]) -> list[str]:
    """The organisations that a statement has an amount of, in the order of the documents."""
    return list(dict.fromkeys(row["organisation"] for row in figures["lines"] if row["organisation"]))


def _told(page: Page, code: str) -> SafeString:
    """Its initials, by which tables name it, and its roles."""
    initials, name = organisation_name(page, code), page.words.html("organisation", code)
    roles = dict.fromkeys(said(Participation.Role(row["role"]).label) for row in _parts(page, code))
    return format_html_join(" · ", "{}", ((part,) for part in (initials, *roles) if part != name))


def _parts(page: Page, code: str) -> list[Row]:
    return [row for row in page.data["figures"]["participations"] if row["organisation"] == code]


def _side_by_side(page: Page, statements: Statements, codes: list[str]) -> Table | None:
    """The statement that speaks last, an agency a row, with what was spent out of what was transferred."""
    latest = statements.latest()
    if latest is None:
        return None
    measures = [
        measure for measure in statements.measures(latest) if any(statements.line(latest, c, measure) for c in codes)
    ]
    rows = []
    for code in codes[:MOST_ROWS]:
        figures = [statements.line(latest, code, measure) for measure in measures]
        cells = [page.cell(figure, page.amount) for figure in figures]
        header = format_html('<a href="{}">{}</a>', page.leaves[code], organisation_name(page, code))
        rows.append(TableRow(header, [*cells, _delivery(page, statements, latest, code)], page.sources(*figures)))
    columns = [*(Column(said(Measure(measure).label)) for measure in measures), Column(_("Delivery rate"))]
    words = {"date": as_of(latest, page.language), "currency": currencies(latest)}
    caption = _(
        "Amounts in %(currency)s as of %(date)s; the delivery rate is our own calculation: disbursed out of transferred"
    )
    undated = _("Amounts in %(currency)s; the delivery rate is our own calculation: disbursed out of transferred")
    left_out = len(codes) - len(rows)
    caption = (caption if words["date"] else undated) % words
    return Table(caption, _("Agency"), columns, rows, left_out=left_out, download=BY_AGENCY)


def _delivery(page: Page, statements: Statements, statement: Row, code: str) -> Cell:
    share = _spent_share(statements, statement, code)
    return Cell() if share is None else Cell(formatting.percent(share, page.language, 2))


def _spent_share(statements: Statements, statement: Row, code: str) -> Decimal | None:
    """Disbursed out of transferred, in per cent; None where one of them is missing or nothing was transferred."""
    spent = value_of(statements.line(statement, code, Measure.DISBURSED))
    given = value_of(statements.line(statement, code, Measure.TRANSFERRED))
    return spent / given * 100 if spent is not None and given else None


def _key_figures(page: Page, statements: Statements, code: str) -> list[KeyFigure]:
    """Budget, transferred, committed and disbursed of the agency, from the newest statement that names it."""
    named = [one for one in statements.all if any(statements.line(one, code, measure) for measure in Measure.values)]
    latest = named[-1] if named else None
    if latest is None:
        return []
    found = []
    for measure in (Measure.BUDGET, *SPENDING):
        figure = statements.line(latest, code, measure)
        if figure and figure["value"] is not None:
            found.append(of_measure(page, figure, measure, latest["currency"]))
    share = _spent_share(statements, latest, code)
    if share is not None:
        note = _("Disbursed out of transferred, recomputed from the agency's printed amounts.")
        found.append(KeyFigure(_("Delivery rate"), formatting.percent(share, page.language, 2), [], 0, note))
    return found


def _amounts(page: Page, statements: Statements, code: str) -> Block:
    """Every statement that names the agency: what it says of it, measure by measure."""
    block = Block("amounts", _("Its money, statement by statement"))
    named = [one for one in statements.all if any(statements.line(one, code, measure) for measure in Measure.values)]
    if not named:
        return block
    measures = [m for m in statements.measures(*named) if any(statements.line(one, code, m) for one in named)]
    rows = []
    for one in named[-MOST_ROWS:]:
        figures = [statements.line(one, code, measure) for measure in measures]
        rows.append(
            TableRow(
                statement_name(one, page.language),
                [page.cell(figure, page.amount) for figure in figures],
                page.sources(*figures),
            )
        )
    caption = _("Amounts in %(currency)s, cumulative up to the date of each statement") % {
        "currency": currencies(*named)
    }
    columns = [Column(said(Measure(measure).label)) for measure in measures]
    left_out = len(named) - len(rows)
    block.tables.append(Table(caption, _("Statement"), columns, rows, left_out=left_out, download=BY_SEMESTER))
    if len(page.leaves) > MOST_DRAWN:
        return block
    latest = named[-1]
    found = [(m, value_of(figure)) for m in measures if (figure := statements.line(latest, code, m)) is not None]
    drawn = [pair for pair in found if pair[0] != Measure.REVISED or len(found) <= MOST_TONES]
    block.charts.append(
        bar_chart(
            chart_id="amounts",
            title=statement_title(latest, page.language),
            description=_("One bar per measure, with the amount at its end."),
            categories=[page.words.plain("organisation", code, "acronym", "name")],
            series=[Series(said(Measure(measure).label), [value], tone_of(measure)) for measure, value in drawn],
            language=page.language,
            unit=Unit.money(latest["currency"]),
            missing=_("no data"),
        )
    )
    return block


def _balances(page: Page, statements: Statements, code: str) -> Block:
    """What is pending with the agency, and the explanation that was given."""
    block = Block("balances", BALANCES)
    found = [
        (statement, row)
        for statement in statements.all
        for row in statements.rows("balances", statement)
        if row["organisation"] == code
    ]
    rows = [
        TableRow(
            said(Balance.Kind(row["kind"]).label),
            [page.cell(row["figure"], lambda value, one=statement: page.money(value, one["currency"]))],  # type: ignore[misc]
            page.sources(row["figure"]),
        )
        for statement, row in found[-MOST_ROWS:]
    ]
    if rows:
        caption, left_out = _("Balances and their explanation"), len(found) - len(rows)
        columns = [Column(_("Amount"))]
        block.tables.append(Table(caption, _("What it is"), columns, rows, left_out=left_out, download=BALANCES))
    return block


def _roles(page: Page, code: str) -> Block:
    """What the documents say that the agency was in the programme."""
    cited: dict[str, list[Row]] = {}
    for row in _parts(page, code):
        cited.setdefault(role_words(row), []).append(row)
    rows = [TableRow(role, [], page.sources(*parts)) for role, parts in cited.items()]
    block = Block("roles", _("Its part in the programme"))
    if rows:
        block.tables.append(Table(_("Roles by document"), _("Role"), [], rows))
    return block
