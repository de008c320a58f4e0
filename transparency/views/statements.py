"""A programme's statements, looked up the ways its pages need."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from copy import copy
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.exports.pieces import DerivedRows
from transparency.models import Measure, Statement
from transparency.selectors.figures import Row
from transparency.views.blocks import Page, said

TABLES = ("lines", "totals", "shares", "balances")
MEASURES_IN_ORDER = list(Measure.values)


class Share(NamedTuple):
    """What a statement calls a percentage that it prints: which measure out of which, under which label."""

    numerator: str
    denominator: str
    label: str

    @property
    def measure(self) -> str:
        """The measure that the percentage stands beside: the later of the two, whichever way the label divides."""
        return max(self.numerator, self.denominator, key=MEASURES_IN_ORDER.index)


# What tells the figures of one statement apart, by their table.
TOLD_APART: dict[str, Callable[[Row], Hashable]] = {
    "lines": lambda row: (row["organisation"], row["measure"]),
    "totals": lambda row: row["measure"],
    "shares": lambda row: (row["organisation"], share_of(row)),
}


class _ByStatement:
    """Rows by their statement. They are put in order when somebody asks: most statements of a long record never are."""

    def __init__(self, figures: dict[str, list[Row]]) -> None:
        self._tables = figures
        self._figures: dict[tuple[str, str], dict[Hashable, Row]] = {}
        self._measures: dict[str, frozenset[str]] = {}

    @cached_property
    def _rows(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for table in TABLES:
            for row in self._tables[table]:
                found[table, row["statement"]].append(row)
        return dict(found)

    def rows(self, table: str, statement: str) -> list[Row]:
        return self._rows.get((table, statement), [])

    def figure(self, table: str, statement: str, key: Hashable) -> Row | None:
        known = table, statement
        if known not in self._figures:
            self._figures[known] = {TOLD_APART[table](row): row["figure"] for row in self.rows(*known)}
        return self._figures[known].get(key)

    def measures(self, statement: str) -> frozenset[str]:
        if statement not in self._measures:
            amounts = (row for table in ("lines", "totals") for row in self.rows(table, statement))
            self._measures[statement] = frozenset(row["measure"] for row in amounts)
        return self._measures[statement]


class Statements:
    """The rows of ``read_finances``, by statement."""

    def __init__(self, figures: dict[str, list[Row]]) -> None:
        self.all: list[Row] = figures["statements"]
        self._found = _ByStatement(figures)

    def only(self, statement: Row) -> "Statements":
        """The same rows, seen as if there were no other statement."""
        narrowed = copy(self)
        narrowed.all = [statement]
        return narrowed

    def of_kind(self, kind: str) -> list[Row]:
        """Statements of a kind, oldest first."""
        return [row for row in self.all if row["kind"] == kind]

    def latest(self) -> Row | None:
        """The statement that speaks last about the whole programme: the final one, else the newest semester's."""
        for kind in (Statement.Kind.FINAL, Statement.Kind.SEMESTER, Statement.Kind.ORIGINAL_BUDGET):
            found = self.of_kind(kind)
            if found:
                return found[-1]
        return None

    def rows(self, table: str, statement: Row) -> list[Row]:
        """A table's rows of one statement: ``lines``, ``totals``, ``shares`` or ``balances``."""
        return self._found.rows(table, statement["statement"])

    def line(self, statement: Row, organisation: str | None, measure: str) -> Row | None:
        """One amount of one organisation, or of the whole programme."""
        return self._found.figure("lines", statement["statement"], (organisation, measure))

    def printed_total(self, statement: Row, measure: str) -> Row | None:
        """A total that the statement prints below its lines."""
        return self._found.figure("totals", statement["statement"], measure)

    def whole(self, statement: Row, measure: str) -> Row | None:
        """The figure for the whole programme: the printed total, else a line without an organisation."""
        return self.printed_total(statement, measure) or self.line(statement, None, measure)

    def share(self, statement: Row, organisation: str | None, share: Share) -> Row | None:
        """A percentage of one organisation, or of the whole programme."""
        return self._found.figure("shares", statement["statement"], (organisation, share))

    def measures(self, *statements: Row) -> list[str]:
        """The measures that these statements have amounts or percentages of, in their natural order."""
        present = {measure for one in statements for measure in self._found.measures(one["statement"])}
        present |= {share.measure for share in self.share_labels(*statements)}
        return [measure for measure in MEASURES_IN_ORDER if measure in present]

    def share_labels(self, *statements: Row) -> list[Share]:
        """The percentages that these statements print, each once, as they first occur."""
        return list(dict.fromkeys(share_of(row) for one in statements for row in self.rows("shares", one)))

    def organisations(self, statement: Row) -> list[str]:
        """Codes of the organisations that a statement has amounts or percentages of, in its own order."""
        rows = [row for table in ("lines", "shares") for row in self.rows(table, statement)]
        return list(dict.fromkeys(row["organisation"] for row in rows if row["organisation"]))

    def described(self, rows: list[Row], kind: str | None = None) -> Sequence[Row]:
        """Rows with the columns of their statement added, for a data set; of one kind of statement if given."""
        known = {
            row["statement"]: {
                "statement_kind": row["kind"],
                **{name: row[name] for name in ("period", "as_of", "precision", "currency")},
            }
            for row in self.all
        }
        wanted = [row for row in rows if known[row["statement"]]["statement_kind"] == kind] if kind else rows
        return DerivedRows(wanted, lambda row: {**row, **known[row["statement"]]})


def statements_of(page: Page) -> Statements:
    """The statements in a page's figures, put in order one time for all pages that are made of them."""
    return page.once("statements", lambda: Statements(page.data["figures"]))


def share_of(row: Row) -> Share:
    """What a row of ``shares`` is a percentage of."""
    return Share(row["numerator"], row["denominator"], row["label"])


def as_of(statement: Row, language: str) -> str:
    """The day or month up to which a statement counts; empty when it does not say."""
    day = parse_date(statement["as_of"]) if statement["as_of"] else None
    return formatting.date(day, language, statement["precision"]) if day else ""


def statement_title(statement: Row, language: str) -> str:
    """The kind of a statement, with the date up to which it counts."""
    kind, until = said(Statement.Kind(statement["kind"]).label), as_of(statement, language)
    return _("%(caption)s, as of %(date)s") % {"caption": kind, "date": until} if until else kind


def statement_name(statement: Row, language: str) -> str:
    """A statement's title with its period, where the period says more than the kind does."""
    title = statement_title(statement, language)
    return f"{statement['period']} · {title}" if statement["kind"] == Statement.Kind.SEMESTER else title


def data_as_of(statements: Statements, language: str) -> str:
    """The date of the newest statement that has one; empty when none has."""
    dated: list[dict[str, Any]] = [row for row in statements.all if row["as_of"]]
    return as_of(max(dated, key=lambda row: row["as_of"]), language) if dated else ""
