"""A statement as tables: every amount, total and percentage that it prints, each in one place."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.models import Measure
from transparency.selectors.figures import Row
from transparency.views.blocks import MOST_ROWS, Column, Page, Table, TableRow, said
from transparency.views.statements import Share, Statements, as_of


def organisation_name(page: Page, code: str | None) -> SafeString | str:
    """How tables name an organisation: by its initials where it has any; none is the programme as a whole."""
    return page.words.html("organisation", code, "acronym", "name") if code else _("Whole programme")


def currencies(*statements: Row) -> str:
    """The signs of the currencies that statements are in, for a caption."""
    return ", ".join(dict.fromkeys(formatting.currency_symbol(row["currency"]) for row in statements))


@dataclass(frozen=True)
class StatementTables:
    """Builds tables with one column for each measure of some statements."""

    page: Page
    statements: Statements
    shown: list[Row]

    @cached_property
    def measures(self) -> list[str]:
        """The measures that make the columns."""
        return self.statements.measures(*self.shown)

    @cached_property
    def _labels(self) -> list[Share]:
        return self.statements.share_labels(*self.shown)

    def by_organisation(self, statement: Row, caption: str) -> Table:
        """Organisation × measure, then what the statement says of the whole programme."""
        codes = self.statements.organisations(statement)
        rows = [self._row(statement, code, organisation_name(self.page, code)) for code in codes[:MOST_ROWS]]
        table = self._table(
            caption,
            _("Agency"),
            [*rows, *self._whole(statement, _("Whole programme"), _("Total as printed"))],
            statement,
        )
        return replace(table, left_out=len(codes) - len(rows))

    def by_period(self, caption: str) -> Table:
        """Statement × measure: what each statement says of the whole programme; of many, the newest."""
        newest = self.shown[-MOST_ROWS:]
        rows = [row for one in newest for row in self._whole(one, self._period(one), self._period(one))]
        return replace(
            self._table(caption, _("Semester"), rows, *newest), left_out=len(self.shown) - len(newest) if rows else 0
        )

    def _table(self, caption: str, header: str, rows: list[TableRow], *statements: Row) -> Table:
        words = {"caption": caption, "currency": currencies(*statements)}
        columns = [
            Column(said(Measure(measure).label), share_labels=tuple(map(share_words, self._shares(measure))))
            for measure in self.measures
        ]
        return Table(_("%(caption)s, in %(currency)s") % words, header, columns, rows)

    def _whole(self, statement: Row, header: str | SafeString, total: str | SafeString) -> list[TableRow]:
        """The statement's own line for the whole programme, and the totals that it prints; mostly it has only one."""
        lines = [self.statements.line(statement, None, measure) for measure in self.measures]
        totals = [self.statements.printed_total(statement, measure) for measure in self.measures]
        shares = [self.statements.share(statement, None, share) for share in self.statements.share_labels(statement)]
        rows = []
        if any(lines) or (any(shares) and not any(totals)):
            rows.append(self._row(statement, None, header))
        if any(totals):
            if rows and total == header:
                total = format_html("{} {}", header, _("Total as printed"))
            rows.append(self._total_row(statement, total, totals, with_shares=not any(lines)))
        return rows

    def _row(self, statement: Row, organisation: str | None, header: str | SafeString) -> TableRow:
        figures = [self.statements.line(statement, organisation, measure) for measure in self.measures]
        shares = [self._share_figures(statement, organisation, measure) for measure in self.measures]
        return self._cells(header, figures, shares, "")

    def _total_row(
        self, statement: Row, header: str | SafeString, figures: list[Row | None], with_shares: bool
    ) -> TableRow:
        shares = [self._share_figures(statement, None, measure) if with_shares else [] for measure in self.measures]
        return self._cells(header, figures, shares, "total")

    def _cells(
        self, header: str | SafeString, figures: list[Row | None], shares: list[list[Row | None]], kind: str
    ) -> TableRow:
        cells = []
        for figure, percentages in zip(figures, shares, strict=True):
            cell = self.page.cell(figure, self.page.amount)
            below = tuple(self.page.cell(share, self.page.percent) for share in percentages)
            cells.append(replace(cell, shares=below))
        return TableRow(header, cells, self.page.sources(*figures, *(one for part in shares for one in part)), kind)

    def _shares(self, measure: str) -> list[Share]:
        return [share for share in self._labels if share.measure == measure]

    def _share_figures(self, statement: Row, organisation: str | None, measure: str) -> list[Row | None]:
        return [self.statements.share(statement, organisation, share) for share in self._shares(measure)]

    def _period(self, statement: Row) -> SafeString | str:
        period: str | SafeString = statement["period"]
        if url := self.page.leaves.get(statement["statement"]):
            period = format_html('<a href="{}">{}</a>', url, period)
        until = as_of(statement, self.page.language)
        return format_html('{} <span class="aside">{}</span>', period, until) if until else period


def share_words(share: Share) -> SafeString | str:
    """A percentage's label as the statement prints it; where it prints none, what is divided by what."""
    if share.label:
        # Documents mix languages in their tables, and do not say which a label is in.
        return format_html('<span lang="">{}</span>', _("“%(label)s”") % {"label": share.label})
    return _("%(numerator)s out of %(denominator)s") % {
        "numerator": said(Measure(share.numerator).label),
        "denominator": Measure(share.denominator).label,
    }
