"""What a register can be narrowed down by: how items are classified, and the words for it."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Choices, QuerySet
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.models.register import RegisterItem
from content.registers.counting import Codes
from content.registers.words import Words, folded, here, label_words, source_language
from transparency.models import Place
from transparency.models.labels import SharedLabel

Items = QuerySet[RegisterItem]


@dataclass(frozen=True)
class Value:
    """A choice in a facet. ``order`` sorts it among the others, ``depth`` is how far below the top it lies."""

    words: Words
    order: tuple[str, ...] = ()
    depth: int = 0


@dataclass(frozen=True)
class Classification(ABC):
    """One way in which items are classified; ``name`` is the parameter in addresses."""

    name: str
    label: str | Promise

    @abstractmethod
    def codes(self, items: Items) -> Codes:
        """Item → every code that it counts under; one query, whatever the number of items."""

    @abstractmethod
    def values(self, codes: Iterable[str]) -> dict[str, Value]:
        """Code → what readers see, in the active language."""

    def not_on_record(self) -> Value:
        """What readers see for items without a code; it comes last."""
        return Value(here(_("not on record")), order=("\U0010ffff",))


@dataclass(frozen=True)
class ChoiceFacet(Classification):
    """One of a fixed list; ``expression`` gives the code."""

    choices: type[Choices]
    expression: Combinable

    def codes(self, items: Items) -> Codes:
        """One code each."""
        return single(items, self.expression)

    def values(self, codes: Iterable[str]) -> dict[str, Value]:
        """In the order of the list."""
        labels = {str(code): label for code, label in self.choices.choices}
        order = {code: f"{position:03}" for position, code in enumerate(labels)}
        return {code: Value(here(capfirst(str(labels[code]))), (order[code],)) for code in codes if code in labels}


@dataclass(frozen=True)
class YearFacet(Classification):
    """The year of an item, newest first."""

    expression: Combinable

    def codes(self, items: Items) -> Codes:
        """One year each."""
        return single(items, self.expression)

    def values(self, codes: Iterable[str]) -> dict[str, Value]:
        """A year is its own word."""
        return {code: Value(here(code), (f"{9999 - int(code):04}",)) for code in codes if code.isdecimal()}


@dataclass(frozen=True)
class LabelFacet(Classification):
    """Rows of the record's vocabulary; ``paths`` are the fields that lead to them."""

    model: type[SharedLabel]
    paths: tuple[str, ...]

    def codes(self, items: Items) -> Codes:
        """The codes of every row that a field leads to."""
        return several(items, self.paths)

    def values(self, codes: Iterable[str]) -> dict[str, Value]:
        """By name."""
        names = label_words(self.model, codes)
        return {code: Value(words, (folded(words.text),)) for code, words in names.items()}


@dataclass(frozen=True)
class PlaceFacet(LabelFacet):
    """Places with all that lies in them: an item of a district counts under its province and its region too."""

    def codes(self, items: Items) -> Codes:
        """The places of each item and everything above them."""
        above = ancestors()
        return {
            item: {one for code in codes for one in above.get(code, (code,))}
            for item, codes in super().codes(items).items()
        }

    def values(self, codes: Iterable[str]) -> dict[str, Value]:
        """Each region followed by its provinces, each province by its districts."""
        above = ancestors()
        lines = {code: above.get(code, (code,)) for code in codes}
        names = label_words(self.model, {one for line in lines.values() for one in line})
        return {
            code: Value(
                names[code],
                order=tuple(part for one in line if one in names for part in (folded(names[one].text), one)),
                depth=len(line) - 1,
            )
            for code, line in lines.items()
            if code in names
        }


def ancestors() -> dict[str, tuple[str, ...]]:
    """Code of a place → the codes from the top of the tree down to it."""
    rows = Place.objects.filter(locale__language_code=source_language()).values_list("code", "parent__code")
    parents: dict[str, str | None] = dict(rows)
    return {code: _line(code, parents) for code in parents}


def _line(code: str, parents: dict[str, str | None]) -> tuple[str, ...]:
    line: list[str] = []
    above: str | None = code
    while above and above not in line:
        line.append(above)
        above = parents.get(above)
    return tuple(reversed(line))


def single(items: Items, expression: Combinable) -> Codes:
    """Item → the one code that an expression gives, where it gives any."""
    rows = items.order_by().annotate(facet_code=expression).values_list("pk", "facet_code")
    return {item: {str(code)} for item, code in rows if code}


def several(items: Items, paths: tuple[str, ...]) -> Codes:
    """Item → the codes of all rows that these fields lead to."""
    found: dict[int, set[str]] = defaultdict(set)
    for item, *codes in items.order_by().values_list("pk", *(f"{path}__code" for path in paths)):
        found[item].update(code for code in codes if code)
    return found
