"""The regions of a programme side by side, and a profile of each."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency import formatting
from transparency.exports.datasets import Dataset
from transparency.models import Place, Programme
from transparency.selectors.areas import lying_in, read_areas
from transparency.selectors.facts import read_facts
from transparency.selectors.figures import Row
from transparency.selectors.finances import read_finances
from transparency.selectors.references import references_in
from transparency.selectors.results import read_results
from transparency.selectors.whole import LABELS
from transparency.views.base import ProgrammeView
from transparency.views.blocks import MOST_ROWS, Block, Column, Page, Table, TableRow
from transparency.views.breakdowns import breakdown
from transparency.views.cells import Cell
from transparency.views.finding_marks import LINKS, findings_pages, with_marks
from transparency.views.leaves import Leaf, leaves_of
from transparency.views.places import contributions_of, counts_of
from transparency.views.profiles import Profile
from transparency.views.titles import ACHIEVEMENTS, PLACES


class RegionsView(ProgrammeView):
    """The page at ``/es/transparencia/regiones/``, and ``cusco.html`` beside it."""

    name = "regions"
    template = "transparency/profiles_page.html"
    leaf_template = "transparency/profile.html"
    files: ClassVar = ()

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        tables = {
            **read_results(programme),
            "contributions": read_finances(programme)["contributions"],
            "places": read_facts(programme)["places"],
        }
        mentioned = {row["place"] for table in tables.values() for row in table if row.get("place")}
        return {**tables, "areas": read_areas(sorted(mentioned)), LINKS: findings_pages(programme)}

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        return references_in(figures, LABELS)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return {}

    def leaves(self, data: Mapping[str, Any], languages: Iterable[str]) -> list[Leaf]:
        return leaves_of("place", _regions(data["figures"]), data["labels"], languages)

    def arrange(self, page: Page) -> dict[str, Any]:
        page = with_marks(page)
        codes = _regions(page.data["figures"])
        links = {code: _link(page, code) for code in codes}
        side_by_side = breakdown(page, "place", codes, "counts", _("The regions side by side"), _("Region"), links)
        return {
            "profiles": [
                Profile(page.words.html("place", code), page.leaves[code], _told(page, code)) for code in codes
            ],
            "blocks": [side_by_side] if side_by_side.tables else [],
        }

    def arrange_leaf(self, page: Page, leaf: Leaf) -> dict[str, Any]:
        page = with_marks(page)
        inside = lying_in(page.data["figures"]["areas"], leaf.key)
        counts = [replace(block, key=f"counts-{block.key}") for block in counts_of(page, inside)]
        blocks = [_achievements(page, inside), *counts, contributions_of(page, inside), _worked_in(page, inside)]
        name = page.words.plain("place", leaf.key)
        return {
            "title": name,
            "kind": _("Region"),
            "description": _("What the documents of the programme say about %(name)s, figure by figure.")
            % {"name": name},
            "blocks": [block for block in blocks if block is not None and block.tables],
            "about": [_told(page, leaf.key)],
        }


def _regions(figures: Mapping[str, list[Row]]) -> list[str]:
    return [row["place"] for row in figures["areas"] if row["level"] == Place.Level.REGION]


def _link(page: Page, code: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', page.leaves[code], page.words.html("place", code))


def _told(page: Page, code: str) -> str:
    """How much the record tells of a region."""
    figures = page.data["figures"]
    inside = lying_in(figures["areas"], code)
    done = sum(row["place"] in inside for row in figures["achievements"])
    added = sum(row["place"] in inside for row in figures["contributions"])
    if not done and not added:
        return _("The documents place no achievement and no contribution here")
    told = (
        ngettext("%(count)d achievement placed here", "%(count)d achievements placed here", done) % {"count": done},
        ngettext(
            "%(count)d contribution or commitment of others",
            "%(count)d contributions and commitments of others",
            added,
        )
        % {"count": added},
    )
    return " · ".join(part.replace(" ", formatting.NO_BREAK_SPACE, 1) for part in told)  # a number keeps its noun


def _achievements(page: Page, inside: set[str]) -> Block:
    """What was done there, as the documents tell it."""
    block = Block("achievements", _("What was done here"))
    found = [row for row in page.data["figures"]["achievements"] if row["place"] in inside]
    rows = [
        TableRow(
            page.words.html("achievement", row["achievement"], "text"),
            [_label(page, "place", row["place"]), _label(page, "sector", row["sector"])],
            page.sources(row),
        )
        for row in found[:MOST_ROWS]
    ]
    if rows:
        columns = [Column(_("Place"), numeric=False), Column(_("Sector"), numeric=False)]
        caption, left_out = _("Achievements that the documents place here"), len(found) - len(rows)
        table = Table(caption, _("What"), columns, rows, True, left_out, download=ACHIEVEMENTS)
        block.tables.append(table)
    return block


def _worked_in(page: Page, inside: set[str]) -> Block:
    """The places inside where the programme worked, from the widest to the narrowest."""
    levels = {row["place"]: row["level"] for row in page.data["figures"]["areas"]}
    cited: dict[str, list[Row]] = {}
    for row in page.data["figures"]["places"]:
        if row["place"] in inside:
            cited.setdefault(row["place"], []).append(row)
    rows = [
        TableRow(
            page.words.html("place", code),
            [Cell(str(Place.Level(levels[code]).label)), Cell(code)],
            page.sources(*cited[code]),
        )
        for code in sorted(cited)[:MOST_ROWS]
    ]
    block = Block("places", _("Where the programme worked"))
    if rows:
        columns = [Column(_("Level"), numeric=False), Column(_("UBIGEO code"), numeric=False)]
        caption, left_out = _("Places by their official code"), len(cited) - len(rows)
        block.tables.append(Table(caption, _("Place"), columns, rows, left_out=left_out, download=PLACES))
    return block


def _label(page: Page, kind: str, code: str | None) -> Cell:
    return Cell(page.words.html(kind, code) if code else "")
