"""Every figure on record: the index that the addresses of figures live on, and pages that list them."""

import weakref
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publication.content import Content
from publication.registry import Inputs, Stamp
from transparency.exports.datasets import Dataset
from transparency.figures.entries import Spoken, spoken
from transparency.figures.index import Index, Line, flat, index_of, written
from transparency.figures.listing import (
    NARROWED,
    SECTIONS,
    Group,
    Listing,
    Section,
    all_listings,
    counts_of,
    groups_of,
    near,
    of_section,
)
from transparency.figures.naming import Naming
from transparency.figures.reading import SLUGS, entry_of
from transparency.figures.telling import told
from transparency.figures.workbook import index_workbook
from transparency.models import Programme
from transparency.selectors.figures import Row
from transparency.selectors.record import read_answers, read_record
from transparency.selectors.references import references_in
from transparency.selectors.whole import LABELS
from transparency.views import titles
from transparency.views.base import EXTENSIONS, ProgrammeView
from transparency.views.blocks import KEPT, DataFile, Page, said
from transparency.views.filters import Choice, Filter, everything
from transparency.views.findings_data import ANSWERS, FindingsData
from transparency.views.leaves import Leaf
from transparency.views.page_files import WORKBOOK, workbook_name

TABLE_TITLES: Mapping[str, str | Promise] = {
    "instalments": titles.INSTALMENTS,
    "gates": titles.GATES,
    "costs": titles.COSTS,
    "contributions": titles.CONTRIBUTIONS,
    "milestones": titles.MILESTONES,
}
# A row of a list. Not a template's: a record may have 100,000 figures, and a template takes ten times as long.
ROW = (
    '<tr><th scope="row"><a href="{url}"{lang}>{label}</a></th><td class="num">{value}{mark}</td>'
    '<td class="cites"><sup class="cite"><a href="#source-{number}" aria-label="{source} {number}">{number}</a></sup>'
    "</td></tr>"
)
MADE = "made"  # where the index and its pages stand in the data that a page is made of


@dataclass
class Made:
    """What all languages have in common.

    ``findings`` is what the checks find, as a data set; ``counts`` how many figures each section has.
    """

    index: Index
    groups: list[Group]
    listings: list[Listing]
    findings: Dataset
    counts: Counter[str]
    _written: tuple[Stamp, dict[str, Content]] | None = None

    def files(self, data: Mapping[str, Any], stamp: Stamp) -> dict[str, Content]:
        """Extension → the index as a file, the same in every language; ``data`` are those that it was made of."""
        if self._written is None or self._written[0] != stamp:
            table = flat(self.index, stamp)
            workbook = index_workbook(table, self.findings, dict(data), stamp)
            self._written = stamp, {**written(self.index, stamp), WORKBOOK[1]: workbook}
        return self._written[1]


@dataclass(frozen=True)
class ShownGroup:
    """A group as a page shows it; ``rows`` are those of its table.

    ``url`` leads to it from the page of all figures; it is empty where only the download has its figures.
    """

    anchor: str
    title: SafeString | str
    url: str
    count: int
    rows: SafeString | str = ""


@dataclass(frozen=True)
class ShownSection:
    """A section of the page of all figures."""

    key: str
    title: str
    count: int
    groups: list[ShownGroup]


class FiguresView(ProgrammeView):
    """The page at ``/es/transparencia/cifras/``, the pages that list its figures, and the index as files."""

    name = "figures"
    template = "transparency/figure_list.html"
    leaf_template = "transparency/figure_group.html"
    files: ClassVar = (DataFile("figures", SLUGS, titles.FIGURES),)
    workbook: ClassVar = True

    def __init__(self) -> None:
        self._kept: tuple[weakref.ref[Inputs], Made] | None = None

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        return {**read_record(programme), ANSWERS: read_answers(programme)}

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        labels = {**LABELS, "answer": "findinganswer", "source": "source"}
        return references_in(figures, labels)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return {}

    def file_names(self, inputs: Inputs, language: str) -> set[str]:
        listings = {listing.leaf.name(language) for listing in self._made(inputs).listings}
        files = {self.files[0].name(language, extension) for extension in EXTENSIONS}
        return {"index.html", workbook_name(inputs.pages[language])} | listings | files

    def render(self, inputs: Inputs, language: str, stamp: Stamp) -> dict[str, Content]:
        """The index, the page of all figures, and the pages that list them."""
        return super().render(Inputs(inputs.pages, {**inputs.data, MADE: self._made(inputs)}), language, stamp)

    def leaves(self, data: Mapping[str, Any], languages: Iterable[str]) -> list[Leaf]:
        return [listing.leaf for listing in _made(data).listings]

    def arrange(self, page: Page) -> dict[str, Any]:
        made, show = _made(page.data), _Shown(page)
        sections = []
        for section in SECTIONS:
            pages = [listing for listing in made.listings if listing.section is section]
            listed = {(group.kind, group.code) for listing in pages for group in listing.groups}
            there = of_section(made.groups, section)
            groups = [show.folded(group) for group in there if (group.kind, group.code) not in listed]
            groups += [show.folded(group, listing) for listing in pages for group in listing.groups]
            if groups:
                sections.append(ShownSection(section.key, str(section.title), made.counts[section.key], groups))
        return {
            "shown_sections": sections,
            "count": len(made.index.figures),
            "figure_files": ("figures",),
            "filters": show.filters(made),
        }

    def arrange_leaf(self, page: Page, leaf: Leaf) -> dict[str, Any]:
        made, show = _made(page.data), _Shown(page)
        listing = next(one for one in made.listings if one.leaf == leaf)
        siblings = [one for one in made.listings if one.section is listing.section]
        return {
            "title": _page_title(listing, len(siblings)),
            "description": _("Figures on record, each with its value, its source and an address of its own."),
            "noindex": not listing.groups,
            "filters": show.filters(made, listing.section),
            "more": _more(page, made.counts[listing.section.key] - sum(map(len, siblings))),
            "groups": [show.listed(group, made.index) for group in listing.groups],
            "pages": [
                {"number": one.number, "url": one.leaf.name(page.language), "current": one is listing}
                for one in near(listing, siblings)
            ],
        }

    def _downloads(self, inputs: Inputs, language: str, stamp: Stamp) -> dict[str, Content]:
        file, made = self.files[0], _made(inputs.data).files(inputs.data, stamp)
        files = {file.name(language, extension): made[extension] for extension in EXTENSIONS}
        return files | {workbook_name(inputs.pages[language]): made[WORKBOOK[1]]}

    def _made(self, inputs: Inputs) -> Made:
        """Made for the first language and used again for the others, which get the same inputs one after another."""
        if self._kept is None or self._kept[0]() is not inputs:
            self._kept = (weakref.ref(inputs, self._forget), make(inputs.data))
        return self._kept[1]

    def _forget(self, gone: "weakref.ref[Inputs]") -> None:
        if self._kept and self._kept[0] is gone:
            self._kept = None


def make(data: Mapping[str, Any]) -> Made:
    """The index of the record in these data, and the pages that list it."""
    checked = FindingsData(data["figures"], {**data, KEPT: {}})  # which keeps nothing in data that may be inputs
    index = index_of(data, checked)
    groups = groups_of(index, data["figures"])
    return Made(index, groups, all_listings(index, groups), checked.dataset, counts_of(index, groups))


def _made(data: Mapping[str, Any]) -> Made:
    """What was made of these data already; in a preview nothing was."""
    made: Made | None = data.get(MADE)
    return made or make(data)


def _more(page: Page, count: int) -> str:
    """What stands on a list that has not all of its figures; empty on others."""
    words = ngettext(
        "%(count)s more figure is in the download of all figures.",
        "%(count)s more figures are in the download of all figures.",
        count,
    )
    return words % {"count": page.number(Decimal(count))} if count else ""


def _page_title(listing: Listing, pages: int) -> str:
    title = str(listing.section.title)
    if pages == 1:
        return title
    words = {"title": title, "number": listing.number, "pages": pages}
    return _("%(title)s, page %(number)d of %(pages)d") % words


@dataclass(frozen=True)
class _Shown:
    """Groups as a page of one language shows them."""

    page: Page

    def filters(self, made: Made, current: Section | None = None) -> list[Filter]:
        """Every kind of figures, and those that have something in common; each leads to the first page of its list."""
        first = {listing.section.key: listing for listing in reversed(made.listings)}

        def choice(section: Section) -> Choice:
            url, count = first[section.key].leaf.name(self.page.language), made.counts[section.key]
            return Choice(section.title, url, self.page.number(Decimal(count)), section is current)

        kinds = [choice(section) for section in SECTIONS if section.key in first]
        whole = everything(self.page.number(Decimal(len(made.index.figures))), current=current is None)
        return [
            Filter("kind", _("Kind"), [whole, *kinds]),
            Filter("state", _("State"), [choice(section) for section, _chosen in NARROWED]),
        ]

    def folded(self, group: Group, listing: Listing | None = None) -> ShownGroup:
        """A group without its figures, and where they are: on a page that lists them, else in the download alone."""
        url = f"{listing.leaf.name(self.page.language)}#{group.anchor}" if listing else ""
        return ShownGroup(group.anchor, self._title(group), url, len(group.members))

    def listed(self, group: Group, index: Index) -> ShownGroup:
        """A group with its figures."""
        members = zip(index.told(group.members), group.members, strict=True)
        rows = format_html_join("\n", ROW, (self._cells(line, row, index.head) for line, (_table, row) in members))
        return ShownGroup(group.anchor, self._title(group), "", len(group.members), rows)

    def _cells(self, line: Line, row: Row, head: Mapping[str, Any]) -> dict[str, Any]:
        entry, language = entry_of(line, head), self.page.language
        short = self._naming.name_in_group(line["table"], row)
        name = Spoken(short, language) if short else spoken(entry.labels, language)
        citation = {name: line[name] for name in ("source", "page", "section")}
        url = self.page.address(line)
        return {
            "url": url,
            "label": name.text or entry.key,
            "lang": "" if name.language == language else format_html(' lang="{}"', name.language),
            "value": told(entry, language) or self._no_data,
            "mark": format_html(self._mark, url) if entry.findings else "",
            "source": self._source,
            "number": self.page.citations.number(citation),
        }

    @cached_property
    def _source(self) -> str:
        return _("Source")

    @cached_property
    def _no_data(self) -> SafeString:
        return format_html('<span class="missing">{}</span>', _("no data"))

    @cached_property
    def _mark(self) -> str:
        """The link to the findings, but for its address."""
        words = format_html('<span class="only-screen-readers"> {}</span>', _("Finding on this figure"))
        return f' <a class="finding-mark" href="{{}}#findings"><span aria-hidden="true">≠</span>{words}</a>'

    def _title(self, group: Group) -> SafeString | str:
        title = self._name(group)
        if not group.part:
            return title
        return format_html('{} <span class="aside">{}</span>', title, _("part %(number)d") % {"number": group.part})

    def _name(self, group: Group) -> SafeString | str:
        if group.kind == "statement":
            return said(self._naming.statement(group.code))
        if group.kind in ("indicator", "outcome"):
            return self.page.words.html(group.kind, group.code) if group.code else _("Without an outcome")
        return str(TABLE_TITLES[group.kind])

    @cached_property
    def _naming(self) -> Naming:
        return Naming(self.page.data["labels"], self.page.data["figures"], self.page.language)
