"""The list that a question gives: its items in order, its facets with counts, the ways on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from content.facets import Facet, Option
from content.models.register import RegisterIndexPage
from content.registers.counting import NOT_ON_RECORD, Codes, counted, narrowed
from content.registers.facets import Classification, Items
from content.registers.query import Query
from content.registers.records import Record, read_records
from content.registers.register import Register, items_of, register_of
from content.registers.words import folded, here, pattern, speaking

PER_PAGE = 20
YEAR = re.compile(r"(?:19|20)\d{2}")
DIGITS = re.compile(r"\d+")
LONGEST_NUMBER = 12
NUMBER = re.compile(r"(\d{1,5})(?:-((?:19|20)\d{2}).*)?")


@dataclass(frozen=True)
class Listing:
    """A page of the list, with everything around it."""

    query: Query
    records: list[Record]
    page: ListPage[int]
    total: int
    facets: list[Facet]

    @property
    def count(self) -> int:
        """How many items the question gives."""
        return self.page.paginator.count

    @property
    def offered(self) -> list[Facet]:
        """The facets with something to choose, or to let go of."""
        return [facet for facet in self.facets if len(facet.options) > 1 or facet.chosen]

    @property
    def active(self) -> list[tuple[Facet, Option]]:
        """Every value that narrows the list down."""
        return [(facet, option) for facet in self.facets for option in facet.chosen]


def read_listing(index: RegisterIndexPage, query: Query) -> Listing:
    """The list that readers see; a fixed number of queries, however many items there are."""
    register, items = register_of(index), items_of(index)
    codes = {facet.name: facet.codes(items) for facet in register.facets}
    found = set(matching(items, register, query.text).values_list("pk", flat=True))
    left = narrowed(found, codes, query.chosen)
    ordered = in_order(items, left, query.sort or register.sorts[0], register)
    page = Paginator(ordered, PER_PAGE).get_page(query.page)
    return Listing(
        query=query,
        records=read_records(register.item, list(page.object_list)),
        page=page,
        total=items.count(),
        facets=facet_options(register.facets, found, codes, query),
    )


def filtered_ids(index: RegisterIndexPage, query: Query) -> list[int]:
    """All items that a question gives, in the order of the list: what data and feeds hold."""
    register, items = register_of(index), items_of(index)
    chosen = [facet for facet in register.facets if facet.name in query.chosen]
    codes = {facet.name: facet.codes(items) for facet in chosen}
    found = set(matching(items, register, query.text).values_list("pk", flat=True))
    return in_order(items, narrowed(found, codes, query.chosen), register.sorts[0], register)


def facet_options(
    facets: Sequence[Classification], found: set[int], codes: dict[str, Codes], query: Query
) -> list[Facet]:
    """The values that would give something, and those that are chosen whatever they give."""
    counts = counted(found, codes, query.chosen)
    return [Facet(facet.name, facet.label, _options(facet, counts[facet.name], query)) for facet in facets]


def _options(facet: Classification, counts: dict[str, int], query: Query) -> list[Option]:
    chosen = query.chosen.get(facet.name, ())
    offered = set(counts) | set(chosen)
    values = facet.values(offered - {NOT_ON_RECORD})
    if NOT_ON_RECORD in offered:
        values[NOT_ON_RECORD] = facet.not_on_record()
    options = [
        (
            values[code].order if code in values else (code,),
            Option(
                code=code,
                # A value that the register does not know was made up: it shows as it was written.
                words=values[code].words if code in values else here(code),
                count=counts.get(code, 0),
                chosen=code in chosen,
                query=query.toggled(facet.name, code).address(""),
                depth=values[code].depth if code in values else 0,
            ),
        )
        for code in offered
    ]
    return [option for _order, option in sorted(options, key=lambda pair: (pair[0], pair[1].code))]


def matching(items: Items, register: Register, text: str) -> Items:
    """The items that have every word of a text; a year or a number is looked up as such."""
    for word in text.split():
        items = items.filter(_has(word, register))
    return items


def _has(word: str, register: Register) -> Q:
    if YEAR.fullmatch(word):
        return _of_year(word, register) | _contains(word, register, ("title",))
    number = NUMBER.fullmatch(word)
    if register.numbered and number:
        found = Q(number__iregex=rf"^\D*0*{int(number[1])}(\D|$)")
        return found & Q(year=int(number[2])) if number[2] else found
    return _contains(word, register, ("title", "summary", "code", *register.search))


def _of_year(year: str, register: Register) -> Q:
    found = Q(issued__startswith=year)
    return found | Q(year=int(year)) if register.numbered else found


def _contains(word: str, register: Register, fields: tuple[str, ...]) -> Q:
    """In the words of the main language, or in those that the reader sees; case and accents make no difference."""
    here_or_there, wanted = Q(), pattern(word)
    for name in fields:
        here_or_there |= Q(**{f"{name}__regex": wanted})
    translations = (
        register.item._default_manager.live()
        .public()
        .filter(here_or_there, alias_of=None, locale__language_code=speaking())
    )
    return here_or_there | Q(translation_key__in=translations.values("translation_key"))


def in_order(items: Items, left: set[int], sort: str, register: Register) -> list[int]:
    """Sorted alike on every database: titles without regard to accents, what has no date after what has one."""
    shown = (
        register.item._default_manager.live()
        .public()
        .filter(translation_key=OuterRef("translation_key"), alias_of=None, locale__language_code=speaking())
    )
    columns = ["pk", "issued", "shown_title", *(("number", "year") if register.numbered else ())]
    rows = items.order_by().annotate(shown_title=Coalesce(Subquery(shown.values("title")[:1]), "title"))
    keyed = [(sort_key(sort, dict(zip(columns, row, strict=True))), row[0]) for row in rows.values_list(*columns)]
    return [item for _key, item in sorted(keyed) if item in left]


def sort_key(sort: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """What an item is sorted by."""
    title = title_key(row["shown_title"])
    year = row.get("year")
    date = row["issued"] or (str(year) if year else "")
    if sort == "title":
        return (title,)
    if sort == "number":
        return (not row["number"], year or 0, first_number(row["number"]), title)
    if sort == "oldest":
        return (not date, date, title)
    return (not date, tuple(-ord(sign) for sign in date), title)


def title_key(title: str) -> str:
    """A title to sort by, with its numbers by their size: 2 of 19 before 10 of 19."""
    return DIGITS.sub(lambda found: found[0].zfill(LONGEST_NUMBER), folded(title))


def first_number(text: str) -> int:
    """15 for ``015-2012-MDQ``; 0 where there is none."""
    found = DIGITS.search(text)
    return int(found[0]) if found else 0
