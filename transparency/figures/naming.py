"""What figures are called: one line for each, in one language, made of the record's own words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.models import Measure, Statement
from transparency.models.money import Contribution
from transparency.models.programme import Cost
from transparency.models.results import Observation
from transparency.models.statements import Balance
from transparency.selectors.figures import Row
from transparency.selectors.labels import Labels
from transparency.views.blocks import said
from transparency.views.statements import as_of

FIXED = {"shares": "percent", "gates": "percent", "milestones": "date"}
LONGEST = 160  # signs of a sentence that stands in a name


class Untranslated(Exception):
    """A word does not exist in the language."""


@dataclass
class Naming:
    """Names figures in ``language``, which must be the active one."""

    labels: Labels
    tables: Mapping[str, list[Row]]
    language: str
    amounts: dict[tuple[str | None, str], str] = field(default_factory=dict, repr=False)
    _statements: dict[str, str] = field(default_factory=dict, repr=False)

    def name(self, table: str, row: Row) -> str:
        """What a figure is; empty where one of its words is not translated to the language."""
        try:
            return self._name(table, row)
        except Untranslated:
            return ""

    def name_in_group(self, table: str, row: Row) -> str:
        """The same for those who know already of which statement or indicator it is."""
        try:
            return said(NAMES[table](self, row)) or _("All")
        except Untranslated:
            return ""

    def word(self, kind: str, code: str, *parts: str) -> str:
        """A label; its code where it has no words at all. Raises ``Untranslated`` where only others have them."""
        translations = self.labels.get(kind, {}).get(code, {})
        for part in parts or ("name",):
            words = translations.get(self.language, {}).get(part)
            if words:
                return words
        if translations.get(settings.LANGUAGE_CODE) and self.language != settings.LANGUAGE_CODE:
            raise Untranslated
        return code

    def organisation(self, code: str | None) -> str:
        """By its initials where it has any; None is the programme as a whole."""
        return self.word("organisation", code, "acronym", "name") if code else _("the whole programme")

    def statement(self, key: str) -> str:
        """A statement by its kind and its date or period."""
        if key not in self._statements:
            self._statements[key] = self._statement(self._by_key[key])
        return self._statements[key]

    def _name(self, table: str, row: Row) -> str:
        figure = NAMES[table](self, row)
        if "statement" in row:
            return self._of_statement % {"figure": figure, "statement": self.statement(row["statement"])}
        if table == "observations":
            indicator = self.word("indicator", row["indicator"])
            return f"{indicator}: {figure}" if figure else indicator
        return figure

    @cached_property
    def _of_statement(self) -> str:
        return _("%(figure)s (%(statement)s)")

    @cached_property
    def _by_key(self) -> dict[str, Row]:
        return {row["statement"]: row for row in self.tables.get("statements", ())}

    def _statement(self, row: Row) -> str:
        kind = Statement.Kind(row["kind"])
        until = as_of(row, self.language)
        if kind == Statement.Kind.SEMESTER:
            named = _("semester report %(period)s") % {"period": row["period"]}
        else:
            named = str(kind.label)
        return _("%(statement)s, as of %(date)s") % {"statement": named, "date": until} if until else named


def _line(naming: Naming, row: Row) -> str:
    key = row["organisation"], row["measure"]
    if key not in naming.amounts:  # every statement has the same ones
        naming.amounts[key] = _of(naming, row, said(Measure(row["measure"]).label))
    return naming.amounts[key]


def _total(naming: Naming, row: Row) -> str:
    measure = said(Measure(row["measure"]).label)
    return _of(naming, row, _("%(measure)s, total as printed") % {"measure": measure})


def _share(naming: Naming, row: Row) -> str:
    return _of(naming, row, _divided(row))


def _balance(naming: Naming, row: Row) -> str:
    return _of(naming, row, _("Balance %(kind)s") % {"kind": Balance.Kind(row["kind"]).label})


def _of(naming: Naming, row: Row, what: str) -> str:
    """An amount of a statement with whose it is."""
    return f"{what}, {naming.organisation(row.get('organisation'))}"


def _divided(row: Row) -> str:
    return _("%(numerator)s out of %(denominator)s") % {
        "numerator": said(Measure(row["numerator"]).label),
        "denominator": Measure(row["denominator"]).label,
    }


def _instalment(naming: Naming, row: Row) -> str:
    named = said(_("instalment No. %(number)s") % {"number": row["number"]})
    day = parse_date(row["date"]) if row["date"] else None
    return f"{named}, {formatting.date(day, naming.language)}" if day else named


def _cost(naming: Naming, row: Row) -> str:
    return _("Cost of the programme: %(origin)s") % {"origin": Cost.Origin(row["origin"]).label}


def _gate(naming: Naming, row: Row) -> str:
    return _("Condition for an instalment: %(share)s") % {"share": _lowered(_divided(row))}


def _contribution(naming: Naming, row: Row) -> str:
    who = naming.word("organisation", row["contributor"])
    kind = Contribution.Kind(row["kind"]).label
    what = naming.word("note", row["description"], "text") if row["description"] else ""
    named = _("Contribution (%(who)s, %(kind)s)") % {"who": who, "kind": kind}
    return f"{named}: {_short(what)}" if what else named


def _observation(naming: Naming, row: Row) -> str:
    """Whom or what it counts; empty where it is everybody's."""
    role = Observation.Role(row["role"])
    parts = [
        *([str(role.label)] if role != Observation.Role.ACTUAL else []),
        *([str(Observation.Sex(row["sex"]).label)] if row["sex"] else []),
        *([_("indigenous people")] if row["indigenous"] else []),
        *([str(Observation.Funding(row["funding"]).label)] if row["funding"] else []),
        *(naming.word(kind, row[kind]) for kind in ("place", "sector", "category") if row[kind]),
        *([_("total as printed")] if row["reported_total"] else []),
        *([formatting.period(row["period"])] if row["period"] else []),
    ]
    return ", ".join(parts)


def _quantity(naming: Naming, row: Row) -> str:
    unit, achieved = naming.word("unit", row["unit"]), naming.word("achievement", row["achievement"], "text")
    return f"{said(unit)}: {_short(achieved)}"


def _milestone(naming: Naming, row: Row) -> str:
    return naming.word("milestone", row["milestone"])


def _short(words: str) -> str:
    return Truncator(words.rstrip(".")).chars(LONGEST)


def _lowered(words: str | Promise) -> str:
    text = str(words)
    return text[:1].lower() + text[1:]


# Table → what a figure is, apart from the statement or indicator that it belongs to.
NAMES: Mapping[str, Callable[[Naming, Row], str]] = {
    "lines": _line,
    "totals": _total,
    "shares": _share,
    "balances": _balance,
    "instalments": _instalment,
    "costs": _cost,
    "gates": _gate,
    "contributions": _contribution,
    "observations": _observation,
    "quantities": _quantity,
    "milestones": _milestone,
}


@dataclass(frozen=True)
class Units:
    """What the figures of a record are counted in."""

    tables: Mapping[str, list[Row]]

    def of(self, table: str, row: Row) -> str:
        """The code of a currency, of a unit of the record, ``percent`` or ``date``."""
        if table in ("lines", "totals", "balances"):
            return self._currencies.get(row["statement"], "")
        if table == "observations":
            return self._indicators.get(row["indicator"], "")
        return FIXED.get(table) or row.get("currency") or row.get("unit") or ""

    @cached_property
    def _currencies(self) -> dict[str, str]:
        return {row["statement"]: row["currency"] for row in self.tables.get("statements", ())}

    @cached_property
    def _indicators(self) -> dict[str, str]:
        return {row["indicator"]: row["unit"] for row in self.tables.get("indicators", ())}
