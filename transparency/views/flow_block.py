"""The block of the finances page that follows the money, as a diagram and as a table."""

from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.charts import Carrier, Unit, flow_chart
from transparency.charts import Use as DrawnUse
from transparency.models import Measure
from transparency.models.money import Contribution
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow, said, value_of
from transparency.views.cells import Cell
from transparency.views.flow import CHAIN, Flow, Share, Use
from transparency.views.key_figures import tone_of
from transparency.views.statement_tables import currencies, organisation_name
from transparency.views.statements import Statements, as_of

MOST_CARRIERS = 10  # of them in the diagram; the smaller ones stand together
MOST_APART = 4
TONES = {"": tone_of(Measure.DISBURSED), Measure.COMMITTED: tone_of(Measure.COMMITTED), Measure.TRANSFERRED: 1}


def follow_the_money(page: Page, statements: Statements, funders: list[Row], contributions: list[Row]) -> Block:
    """From the fund to each agency, and from there to what became of the money."""
    block = Block("flow", _("Follow the money"), ("by-agency", "contributions"), text=_text())
    flow = Flow(statements)
    if flow.statement is None:
        return Block(block.key, block.title, block.files)
    block.charts.append(_diagram(page, flow, flow.statement, funders, contributions))
    block.tables.append(_table(page, flow, flow.statement))
    return block


def _text() -> str:
    return _(
        "What the agencies received and spent is taken from the statement; what was left over is worked out from it. "
        "What others added is not part of this flow, and amounts in different currencies are never added up."
    )


def _table(page: Page, flow: Flow, statement: Row) -> Table:
    """Agency × use, with the sums, the printed totals and the difference between them."""
    words = {
        "caption": _("From the fund to its use"),
        "currency": currencies(statement),
    }
    caption = _("%(caption)s, in %(currency)s") % words
    until = as_of(statement, page.language)
    if until:
        caption = _("%(caption)s, as of %(date)s") % {"caption": caption, "date": until}
    columns = [Column(said(Measure.TRANSFERRED.label)), *(Column(said(use.name)) for use in flow.uses)]
    rows = [_agency(page, flow, statement, share) for share in flow.shares[:MOST_ROWS]]
    left_out = len(flow.shares) - len(rows)
    return Table(caption, _("Agency"), columns, [*rows, *_totals(page, flow, statement)], left_out=left_out)


def _agency(page: Page, flow: Flow, statement: Row, share: Share) -> TableRow:
    line = flow.statements.line
    given = line(statement, share.organisation, Measure.TRANSFERRED)
    cells, figures = [page.cell(given, page.amount)], [given]
    for use, amount in zip(flow.uses, share.uses, strict=True):
        figure = line(statement, share.organisation, use.measure)
        figures.append(figure)
        cells.append(_reckoned(page, amount) if use.reckoned else page.cell(figure, page.amount))
    return TableRow(organisation_name(page, share.organisation), cells, page.sources(*figures))


def _totals(page: Page, flow: Flow, statement: Row) -> list[TableRow]:
    """The sum of the rows, what the document prints, and where they differ."""
    uses: list[Use | None] = [None, *flow.uses]
    sums = [flow.summed(), *(flow.summed(number) for number in range(len(flow.uses)))]
    printed = [flow.printed(use) for use in uses]
    lines = [flow.statements.line(statement, share.organisation, one) for share in flow.shares for one in CHAIN]
    read_in = page.sources(*lines)
    rows = [TableRow(_("Sum of the rows"), [_reckoned(page, amount) for amount in sums], read_in)]
    if any(amount is not None for amount in printed):
        differences = [
            None if given is None or summed is None else given - summed
            for given, summed in zip(printed, sums, strict=True)
        ]
        figures = [flow.statements.whole(statement, use.measure if use else Measure.TRANSFERRED) for use in uses]
        rows.append(TableRow(_("From the totals as printed"), _known(page, printed), page.sources(*figures), "total"))
        if any(differences):
            rows.append(TableRow(_("Difference"), _known(page, differences), read_in))
    return rows


def _reckoned(page: Page, amount: Decimal | None) -> Cell:
    return Cell(missing=True) if amount is None else Cell(page.amount(amount))


def _known(page: Page, amounts: list[Decimal | None]) -> list[Cell]:
    return [Cell() if amount is None else Cell(page.amount(amount)) for amount in amounts]


def _diagram(page: Page, flow: Flow, statement: Row, funders: list[Row], contributions: list[Row]) -> SafeString:
    value = flow.printed()
    return flow_chart(
        chart_id="flow",
        title=_("Follow the money"),
        description=_(
            "From the fund at the left, streams as thick as their amounts lead to the agencies, and from each agency "
            "to what became of the money. The table beside it has the same amounts."
        ),
        source=", ".join(dict.fromkeys(_name(page, row["organisation"]) for row in funders)) or _("The fund"),
        value=flow.summed() if value is None else value,
        carriers=_carriers(page, flow),
        uses=[
            DrawnUse(said(use.name), _printed_or_summed(flow, number, use), TONES[use.measure if use.reckoned else ""])
            for number, use in enumerate(flow.uses)
        ],
        language=page.language,
        unit=Unit.money(statement["currency"]),
        missing=_("no data"),
        tone=tone_of(Measure.TRANSFERRED),
        apart=(_("Added by others, outside of this flow"), _apart(page, contributions)),
    )


def _printed_or_summed(flow: Flow, number: int, use: Use) -> Decimal | None:
    """What the diagram says of a use: the printed amount where there is one; what is left is the sum of its streams."""
    printed = None if use.reckoned else flow.printed(use)
    return flow.summed(number) if printed is None else printed


def _carriers(page: Page, flow: Flow) -> list[Carrier]:
    """The agencies of the diagram: the largest, in the order of the statement, and one for all others together."""
    shares = flow.shares
    if len(shares) <= MOST_CARRIERS:
        return [_carrier(page, share) for share in shares]
    places = sorted(range(len(shares)), key=lambda place: -(shares[place].given or 0))
    large = set(places[: MOST_CARRIERS - 1])
    rest = [share for place, share in enumerate(shares) if place not in large]
    together = Carrier(
        ngettext("%(count)s other agency", "%(count)s other agencies", len(rest))
        % {"count": page.number(Decimal(len(rest)))},
        _sum([share.given for share in rest]),
        tuple(_sum([share.uses[number] for share in rest]) for number in range(len(flow.uses))),
    )
    return [*(_carrier(page, share) for place, share in enumerate(shares) if place in large), together]


def _carrier(page: Page, share: Share) -> Carrier:
    return Carrier(_name(page, share.organisation), share.given, share.uses)


def _name(page: Page, organisation: str) -> str:
    return page.words.plain("organisation", organisation, "acronym", "name")


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    """None where an amount is not known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _apart(page: Page, contributions: list[Row]) -> list[str]:
    """Contributions with an amount, each in its own currency, and how many have none."""
    valued = [row for row in contributions if value_of(row["figure"]) is not None]
    lines = [
        _("%(who)s: %(amount)s (%(kind)s)")
        % {
            "who": page.words.plain("organisation", row["contributor"]),
            "amount": page.money(Decimal(row["figure"]["value"]), row["currency"]),
            "kind": Contribution.Kind(row["kind"]).label,
        }
        for row in valued[:MOST_APART]
    ]
    more, blank = len(valued) - len(lines), len(contributions) - len(valued)
    if more:
        lines.append(ngettext("%(count)s more with an amount", "%(count)s more with an amount", more) % {"count": more})
    if blank:
        lines.append(
            ngettext("%(count)s contribution without an amount", "%(count)s contributions without an amount", blank)
            % {"count": page.number(Decimal(blank))}
        )
    return lines
