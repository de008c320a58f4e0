"""Every figure on record: the index that the addresses of figures live on, and pages that list them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publication.content import Content, MadeContent
from publication.registry import Inputs, Stamp
from transparency.exports.datasets import Dataset
from transparency.figures.index import Index, flat, index_of, written
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
from transparency.figures.reading import SLUGS
from transparency.models import Programme
from transparency.selectors.record import read_answers, read_record
from transparency.selectors.references import references_in
from transparency.selectors.whole import LABELS
from transparency.views import titles
from transparency.views.base import EXTENSIONS, ProgrammeView
from transparency.views.blocks import KEPT, DataFile, Page
from transparency.views.figure_groups import Shown, ShownSection
from transparency.views.filters import Choice, Filter, everything
from transparency.views.findings_data import ANSWERS, FindingsData
from transparency.views.kept import Kept
from transparency.views.leaves import Leaf
from transparency.views.page_files import WORKBOOK, page_workbook, workbook_name

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
    _written: tuple[Stamp, dict[str, MadeContent]] | None = None

    def files(self, data: Mapping[str, Any], stamp: Stamp) -> dict[str, MadeContent]:
        """Extension → the index as a file, the same in every language; ``data`` are those that it was made of."""
        if self._written is None or self._written[0] != stamp:
            table = flat(self.index, stamp)
            named = {"figures": titles.FIGURES}
            workbook = page_workbook({"figures": table}, named, self.findings, dict(data), stamp)
            self._written = stamp, {**written(self.index, stamp), WORKBOOK[1]: workbook}
        return self._written[1]


class FiguresView(ProgrammeView):
    """The page at ``/es/transparencia/cifras/``, the pages that list its figures, and the index as files."""

    name = "figures"
    template = "transparency/figure_list.html"
    leaf_template = "transparency/figure_group.html"
    files: ClassVar = (DataFile("figures", SLUGS, titles.FIGURES),)
    workbook: ClassVar = True

    @cached_property
    def _indexed(self) -> Kept[Made]:
        return Kept()

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
        made, show = _made(page.data), Shown(page)
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
            "filters": _filters(page, made),
        }

    def arrange_leaf(self, page: Page, leaf: Leaf) -> dict[str, Any]:
        made, show = _made(page.data), Shown(page)
        listing = next(one for one in made.listings if one.leaf == leaf)
        siblings = [one for one in made.listings if one.section is listing.section]
        return {
            "title": _page_title(listing, len(siblings)),
            "description": _("Figures on record, each with its value, its source and an address of its own."),
            "noindex": not listing.groups,
            "filters": _filters(page, made, listing.section),
            "more": _more(page, made.counts[listing.section.key] - sum(map(len, siblings))),
            "groups": [show.listed(group, made.index) for group in listing.groups],
            "pages": [
                {"number": one.number, "url": one.leaf.name(page.language), "current": one is listing}
                for one in near(listing, siblings)
            ],
        }

    def _downloads(self, inputs: Inputs, language: str, stamp: Stamp) -> dict[str, MadeContent]:
        file, made = self.files[0], _made(inputs.data).files(inputs.data, stamp)
        files = {file.name(language, extension): made[extension] for extension in EXTENSIONS}
        return files | {workbook_name(inputs.pages[language]): made[WORKBOOK[1]]}

    def _made(self, inputs: Inputs) -> Made:
        return self._indexed.of(inputs, None, lambda: make(inputs.data))


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


def _filters(page: Page, made: Made, current: Section | None = None) -> list[Filter]:
    """Every kind of figures, and those that have something in common; each leads to the first page of its list."""
    first = {listing.section.key: listing for listing in reversed(made.listings)}

    def choice(section: Section) -> Choice:
        url, count = first[section.key].leaf.name(page.language), made.counts[section.key]
        return Choice(section.title, url, page.number(Decimal(count)), section is current)

    kinds = [choice(section) for section in SECTIONS if section.key in first]
    whole = everything(page.number(Decimal(len(made.index.figures))), current=current is None)
    return [
        Filter("kind", _("Kind"), [whole, *kinds]),
        Filter("state", _("State"), [choice(section) for section, _chosen in NARROWED]),
    ]
