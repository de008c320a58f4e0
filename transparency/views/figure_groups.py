"""Groups of figures as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency.figures.entries import Spoken, spoken
from transparency.figures.index import Index, Line
from transparency.figures.listing import Group, Listing
from transparency.figures.naming import Naming
from transparency.figures.reading import entry_of
from transparency.figures.telling import told
from transparency.selectors.figures import Row
from transparency.views import titles
from transparency.views.blocks import Page, said

TABLE_TITLES: Mapping[str, str | Promise] = {
    "instalments": titles.INSTALMENTS,
    "gates": titles.GATES,
    "costs": titles.COSTS,
    "contributions": titles.CONTRIBUTIONS,
    "milestones": titles.MILESTONES,
}
# A row of a list. Not a template's: a record may have 100,000 figures, and a template takes ten times as long.
ROW = (
    '<tr><th scope="row"><a href="{url}"{lang}>{label}</a></th><td class="num">{mark}{value}</td>'
    '<td class="cites"><sup class="cite"><a href="#source-{number}" aria-label="{source} {number}">{number}</a></sup>'
    "</td></tr>"
)


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


@dataclass(frozen=True)
class Shown:
    """Groups as a page of one language shows them."""

    page: Page

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
        return f'<a class="finding-mark" href="{{}}#findings"><span aria-hidden="true">≠</span>{words}</a>'

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
