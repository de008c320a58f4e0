"""What a reader asks of a register: read from an address, and written into the addresses that lead on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from urllib.parse import urlencode

from django.http import QueryDict

TEXT, SORT, PAGE = "q", "sort", "page"
LONGEST_TEXT = 200
MOST_VALUES = 20

Chosen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Query:
    """A search text, the values chosen in each facet, an order and a page of the list."""

    text: str = ""
    chosen: Chosen = field(default_factory=lambda: MappingProxyType({}))
    sort: str = ""
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether the register is shown in part."""
        return bool(self.text or self.chosen)

    def has(self, facet: str, code: str) -> bool:
        """Whether this value is chosen."""
        return code in self.chosen.get(facet, ())

    def toggled(self, facet: str, code: str) -> "Query":
        """The same question with one value more, or less where it was chosen; from the first page."""
        there = self.chosen.get(facet, ())
        codes = tuple(one for one in there if one != code) if code in there else (*there, code)
        chosen = {name: values for name, values in {**self.chosen, facet: codes}.items() if values}
        return replace(self, chosen=chosen, page=1)

    def without_text(self) -> "Query":
        """The same question without its text."""
        return replace(self, text="", page=1)

    def sorted_by(self, sort: str) -> "Query":
        """The same question in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def on_page(self, number: int) -> "Query":
        """Another page of the same list."""
        return replace(self, page=number)

    def filters(self) -> list[tuple[str, str]]:
        """The parameters that narrow the register down, in a fixed order: what data and feeds are asked with."""
        pairs = [(TEXT, self.text)] if self.text else []
        return pairs + [(name, code) for name in sorted(self.chosen) for code in self.chosen[name]]

    def parameters(self) -> list[tuple[str, str]]:
        """Everything that a list's address says."""
        pairs = self.filters()
        if self.sort:
            pairs.append((SORT, self.sort))
        if self.page > 1:
            pairs.append((PAGE, str(self.page)))
        return pairs

    def address(self, path: str) -> str:
        """The list at this path, asked this."""
        return with_parameters(path, self.parameters())

    def narrowed_address(self, path: str) -> str:
        """Data or a feed at this path: the whole filtered list, whatever its order and page."""
        return with_parameters(path, self.filters())


def with_parameters(path: str, parameters: list[tuple[str, str]]) -> str:
    """An address; without a question mark where nothing is asked."""
    return f"{path}?{urlencode(parameters)}" if parameters else path


def parse_query(parameters: QueryDict, facets: Collection[str], sorts: Collection[str]) -> Query:
    """What an address asks. Parameters that no register knows, and impossible orders and pages, are left out."""
    chosen = {name: _codes(parameters.getlist(name)) for name in facets}
    sort = parameters.get(SORT, "")
    page = parameters.get(PAGE, "")
    return Query(
        text=_clean(parameters.get(TEXT, "")),
        chosen={name: codes for name, codes in chosen.items() if codes},
        sort=sort if sort in sorts else "",
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 and int(page) else 1,
    )


def _codes(values: list[str]) -> tuple[str, ...]:
    """Each value once, in the order of the address."""
    cleaned = (_clean(value) for value in values[:MOST_VALUES])
    return tuple(dict.fromkeys(value for value in cleaned if value))


def _clean(text: str) -> str:
    """Without what no database takes, and no longer than anything worth looking for."""
    return " ".join(text.replace("\x00", "").split())[:LONGEST_TEXT].strip()
