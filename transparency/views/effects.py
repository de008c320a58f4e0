"""What came of recommendations: in words, with the figures of the record in which it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import ngettext, override

from transparency import formatting
from transparency.checks.keys import KEYS
from transparency.figures.naming import Naming, Units
from transparency.models import Currency
from transparency.models.evaluations import Effect
from transparency.selectors.figures import Row
from transparency.views.blocks import Page, said, value_of
from transparency.views.cells import Cell
from transparency.views.evaluation import Statement


@dataclass(frozen=True)
class Shown:
    """A figure in which an effect shows: ``name`` in the words of ``language``, blank where they are the page's."""

    name: str
    language: str
    cell: Cell
    sources: list[int]


@dataclass(frozen=True)
class Came:
    """What came of a recommendation; ``action`` is the number of the key action that led to it, if one is named.

    ``before`` and ``after`` are the figures; ``difference`` is the second less the first, with its sign.
    """

    statement: Statement
    basis: str
    basis_label: str
    action: int | None
    before: Shown | None
    after: Shown | None
    difference: str


def figure_tables(record: Mapping[str, list[Row]], effects: list[Row]) -> dict[str, list[Row]]:
    """Of a whole record, the rows of the figures that effects name, and what those rows need to be named."""
    wanted = {row[name] for row in effects for name in ("before", "after") if row[name]}
    tables = {name: [row for row in record[name] if key(row) in wanted] for name, key in KEYS.items()}
    statements = {row["statement"] for rows in tables.values() for row in rows if "statement" in row}
    indicators = {row["indicator"] for row in tables["observations"]}
    return {
        **tables,
        "statements": [row for row in record["statements"] if row["statement"] in statements],
        "indicators": [row for row in record["indicators"] if row["indicator"] in indicators],
    }


@dataclass
class Effects:
    """The effects of a page's record, cited in the order in which they are asked for."""

    page: Page

    def of(self, recommendation: str) -> list[Came]:
        """What came of one recommendation, in the order of the record."""
        return [self._came(row) for row in self._by_recommendation.get(recommendation, [])]

    @property
    def _tables(self) -> dict[str, Any]:
        tables: dict[str, Any] = self.page.data["figures"]
        return tables

    @cached_property
    def _rows(self) -> dict[str, tuple[str, Row]]:
        return {key(row): (name, row) for name, key in KEYS.items() for row in self._tables[name]}

    @cached_property
    def _by_recommendation(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._tables["effects"]:
            found.setdefault(row["recommendation"], []).append(row)
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {row["key_action"]: row["number"] for row in self._tables["key_actions"]}

    def _came(self, row: Row) -> Came:
        basis = Effect.Basis(row["basis"])
        text = self.page.words.html("effect", row["effect"], "text")
        return Came(
            statement=Statement(text, self.page.sources(row)),
            basis=basis.value,
            basis_label=said(basis.label),
            action=self._numbers.get(row["key_action"]),
            before=self._shown(row["before"]),
            after=self._shown(row["after"]),
            difference=self._difference(row["before"], row["after"]),
        )

    def _shown(self, key: str) -> Shown | None:
        """A figure; one that is not on record is shown by its key."""
        if not key:
            return None
        if key not in self._rows:
            return Shown(key, "", Cell(missing=True), [])
        table, row = self._rows[key]
        name, language = self._name(table, row)
        cited = row.get("figure", row)
        return Shown(name or key, language, self._cell(table, row, key), self.page.sources(cited))

    def _name(self, table: str, row: Row) -> tuple[str, str]:
        labels, tables, language = self.page.data["labels"], self._tables, self.page.language
        name = Naming(labels, tables, language).name(table, row)
        if name or language == settings.LANGUAGE_CODE:
            return name, ""
        with override(settings.LANGUAGE_CODE):
            return Naming(labels, tables, settings.LANGUAGE_CODE).name(table, row), settings.LANGUAGE_CODE

    def _cell(self, table: str, row: Row, key: str) -> Cell:
        if table == "milestones":
            url = f"{self.page.figures_url}{key}/" if self.page.figures_url else ""
            return Cell(_day(row, self.page.language), missing=not row["date"], url=url)
        return self.page.cell(row["figure"], lambda value: self._told(table, row, value))

    def _told(self, table: str, row: Row, value: Decimal) -> str:
        unit = Units(self._tables).of(table, row)
        if unit in Currency.values:
            return self.page.money(value, unit)
        return self.page.percent(value) if unit == "percent" else self.page.number(value)

    def _difference(self, before: str, after: str) -> str:
        """By how much the second figure exceeds the first; nothing where they are not of one kind, or not known."""
        if before not in self._rows or after not in self._rows:
            return ""
        (table, first), (other, second) = self._rows[before], self._rows[after]
        if "milestones" in (table, other):
            return _days(first, second, self.page.language) if table == other else ""
        low, high = value_of(first["figure"]), value_of(second["figure"])
        units = Units(self._tables)
        if low is None or high is None or units.of(table, first) != units.of(other, second):
            return ""
        shown = self._told(other, second, high - low)
        return f"+{shown}" if high > low else shown


def _day(row: Row, language: str) -> str:
    return formatting.date(date.fromisoformat(row["date"]), language, row["precision"]) if row["date"] else ""


def _days(first: Row, second: Row, language: str) -> str:
    if not (first["date"] and second["date"]) or {first["precision"], second["precision"]} != {"day"}:
        return ""
    days = (date.fromisoformat(second["date"]) - date.fromisoformat(first["date"])).days
    number = formatting.number(Decimal(days), language)
    shown = ngettext("%(number)s day", "%(number)s days", abs(days)) % {"number": number}
    return f"+{shown}" if days > 0 else shown
