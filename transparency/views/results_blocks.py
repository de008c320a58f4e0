"""The parts of the results page that count: an exhibit per indicator, the other counts, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.charts import Series, Share, Unit, bar_chart, share_bar
from transparency.models.results import Observation
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow, rows_of_each, said, value_of
from transparency.views.cells import Cell
from transparency.views.key_figures import KeyFigure
from transparency.views.observations import EVERYBODY, Group, Observations, People, by_indicator
from transparency.views.titles import OBSERVATIONS

MOST_KEY_FIGURES = 12
MOST_EXHIBITS = 24  # indicators with a chart and a table of their own
MOST_DRAWN = 8  # of them have charts, each of which becomes an image in every language
MOST_BARS = 12  # groups in one chart
MOST_GROUPS = 400  # of an indicator that a chart looks at, the newest
# One dye for women and one for men, on every page.
SEX_TONES = {Observation.Sex.WOMEN: 3, Observation.Sex.MEN: 1}


def observations(page: Page) -> list[tuple[Row, Observations]]:
    """Each indicator with what was observed of it; looked up once for a page."""
    if page.observed is None:
        page.observed = _observed(page)
    found: list[tuple[Row, Observations]] = page.observed
    return found


def _observed(page: Page) -> list[tuple[Row, Observations]]:
    observed = by_indicator(page.data["figures"]["observations"])
    return [
        (indicator, observed[indicator["indicator"]])
        for indicator in page.data["figures"]["indicators"]
        if indicator["indicator"] in observed
    ]


def key_figures(page: Page) -> list[KeyFigure]:
    """The printed grand total of each indicator that has one."""
    found: list[KeyFigure] = []
    for indicator, observed in observations(page):
        if len(found) == MOST_KEY_FIGURES:
            break
        figure = observed.grand_total()
        value = value_of(figure)
        if value is not None:
            label = page.words.html("indicator", indicator["indicator"])
            shown, sources, tone = page.number(value), page.sources(figure), len(found) % 4 + 1
            findings = page.findings(figure) if figure else ()
            found.append(KeyFigure(label, shown, sources, tone, url=page.address(figure), findings=findings))
    return found


def indicator_blocks(page: Page, remarks: Mapping[str, str] | None = None, *, drawn: bool = True) -> list[Block]:
    """One block for each indicator with numbers to compare; ``remarks`` says what is to be known of some of them.

    They have charts if they are to be ``drawn``.

    Of many indicators only the first have charts, of very many only the first have a block, and the last block says
    how many there are besides.
    """
    found = [pair for pair in observations(page) if pair[1].has_breakdown]
    shown, most = found[:MOST_EXHIBITS], rows_of_each(min(len(found), MOST_EXHIBITS))
    blocks = [
        replace(
            _indicator_block(page, indicator, observed, most),
            text=(remarks or {}).get(indicator["indicator"], ""),
            charts=_charts(page, indicator, observed) if drawn and number < MOST_DRAWN else [],
        )
        for number, (indicator, observed) in enumerate(shown)
    ]
    if len(found) > len(shown):
        told = " ".join(filter(None, (blocks[-1].text, indicators_left_out(len(found) - len(shown)))))
        blocks[-1] = replace(blocks[-1], text=told)
    return blocks


def indicators_left_out(count: int) -> str:
    """That so many indicators are told in the download alone."""
    words = ngettext(
        "%(count)d more indicator is in the download “%(title)s”.",
        "%(count)d more indicators are in the download “%(title)s”.",
        count,
    )
    return words % {"count": count, "title": OBSERVATIONS}


def other_counts(page: Page) -> Block:
    """All other indicators in one table: a single number, or none that is known."""
    found = [
        (indicator, observed, group, people, figure)
        for indicator, observed in observations(page)
        if not observed.has_breakdown
        for (group, people), figure in observed.figures.items()
    ]
    rows = [
        TableRow(
            _count_name(page, indicator, observed, group, people),
            [page.cell(figure, page.number)],
            page.sources(figure),
        )
        for indicator, observed, group, people, figure in found[:MOST_ROWS]
    ]
    block = Block("other-counts", _("Other counts"))
    if rows:
        caption, columns = _("Single counts"), [Column(_("Number"))]
        left_out = len(found) - len(rows)
        table = Table(caption, _("What was counted"), columns, rows, left_out=left_out, download=OBSERVATIONS)
        block.tables.append(table)
    return block


def missing(page: Page) -> Block:
    """Every number that the documents should give and do not, with the reason on record."""
    found = [
        (indicator, observed, group, people, figure)
        for indicator, observed in observations(page)
        for (group, people), figure in observed.figures.items()
        if figure["value"] is None
    ]
    rows = [
        TableRow(_count_name(page, indicator, observed, group, people), [_reason(page, figure)], page.sources(figure))
        for indicator, observed, group, people, figure in found[:MOST_ROWS]
    ]
    lacking = [row for row in page.data["figures"]["quantities"] if row["figure"]["value"] is None]
    rows += [
        TableRow(
            page.words.html("achievement", row["achievement"], "text"),
            [_reason(page, row["figure"])],
            page.sources(row["figure"]),
        )
        for row in lacking[:MOST_ROWS]
    ]
    block = Block("missing", _("What is missing, and why"))
    if rows:
        columns = [Column(_("Reason"), numeric=False)]
        left_out = len(found) + len(lacking) - len(rows)
        table = Table(
            _("Numbers without a value"), _("What is missing"), columns, rows, True, left_out, download=OBSERVATIONS
        )
        block.tables.append(table)
    return block


def _reason(page: Page, figure: Row) -> Cell:
    note = figure["note"]
    return Cell(page.words.html("note", note, "text") if note else _("No reason on record"))


def _count_name(page: Page, indicator: Row, observed: Observations, group: Group, people: People) -> SafeString | str:
    name = page.words.html("indicator", indicator["indicator"])
    parts = [observed.name(page, group)] if group.parts or not group.is_actual else []
    parts += [people.title] if people != EVERYBODY else []
    parts += [observed.period()] if observed.period() else []
    return format_html('{} <span class="aside">{}</span>', name, _joined(parts)) if parts else name


def _joined(parts: list[SafeString | str]) -> SafeString:
    whole = format_html("{}", parts[0])
    for part in parts[1:]:
        whole = format_html("{} · {}", whole, part)
    return whole


def _indicator_block(page: Page, indicator: Row, observed: Observations, most: int) -> Block:
    code, period = indicator["indicator"], observed.period()
    caption = said(page.words.plain("unit", indicator["unit"]))
    if period:
        caption = _("%(caption)s, %(period)s") % {"caption": caption, "period": period}
    columns = [Column(people.title) for people in observed.columns]
    return Block(
        slugify(code),
        page.words.html("indicator", code),
        tables=[
            Table(
                caption,
                _("Group"),
                columns,
                _rows(page, observed, most),
                left_out=max(len(observed.groups) - most, 0),
                download=OBSERVATIONS,
            )
        ],
    )


def _charts(page: Page, indicator: Row, observed: Observations) -> list[SafeString]:
    code = indicator["indicator"]
    chart = Chart(page, slugify(code), page.words.plain("indicator", code), observed)
    return [*chart.women_and_men(), *chart.by_group()]


def _rows(page: Page, observed: Observations, most: int) -> list[TableRow]:
    rows, figures = [], observed.figures
    above: Group | None = None  # the last row of one dimension alone, such as a region, which its parts follow
    for group in observed.newest(most):
        if len(group.parts) == 1:
            above = group
        is_part = above is not None and len(group.parts) > 1 and above.parts[0] in group.parts
        found = [figures.get((group, column)) for column in observed.columns]
        rows.append(
            TableRow(
                observed.name(page, group, above.parts[0][0] if is_part and above else ""),
                [page.cell(figure, page.number) for figure in found],
                page.sources(*found),
                "part" if is_part else "" if group.parts or not group.is_actual else "total",
                observed.name(page, above) if is_part and above else "",
            )
        )
    return rows


@dataclass(frozen=True)
class Chart:
    """Draws what was observed of an indicator."""

    page: Page
    key: str
    title: str
    observed: Observations

    def women_and_men(self) -> list[SafeString]:
        """Women and men of the whole, where both are on record."""
        for group in islice(self.observed.groups, MOST_GROUPS):
            found = [self.observed.figures.get((group, People(sex))) for sex in SEX_TONES]
            if group.is_actual and not group.parts and all(value_of(figure) is not None for figure in found):
                shares = [
                    Share(said(sex.label), value_of(figure), tone)
                    for (sex, tone), figure in zip(SEX_TONES.items(), found, strict=True)
                ]
                chart = share_bar(
                    chart_id=f"{self.key}-sex",
                    title=_("Women and men: %(title)s") % {"title": self.title},
                    description=_("One bar in two parts, each with its number and its share of both."),
                    shares=shares,
                    language=self.page.language,
                    unit=Unit(),
                    missing=_("no data"),
                )
                return [chart]
        return []

    def by_group(self) -> list[SafeString]:
        """The groups one step below the whole, women and men apart where that is on record."""
        observed, figures = self.observed, self.observed.figures
        newest = observed.newest(MOST_GROUPS)
        groups = ([group for group in newest if len(group.parts) == 1] or newest)[:MOST_BARS]
        by_sex = [column for column in observed.columns if column.sex and not column.indigenous]
        if len(groups) < 2:
            return []
        chart = bar_chart(
            chart_id=self.key,
            title=self.title,
            description=_("One bar per group, with the number at its end."),
            categories=[observed.plain_name(self.page, group) for group in groups],
            series=[
                Series(
                    column.title,
                    [value_of(figures.get((group, column))) for group in groups],
                    SEX_TONES[Observation.Sex(column.sex)] if column.sex else None,
                )
                for column in by_sex or observed.columns[-1:]
            ],
            language=self.page.language,
            unit=Unit(),
            missing=_("no data"),
        )
        return [chart]
