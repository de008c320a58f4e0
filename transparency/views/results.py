"""The results of a programme: what it set out to achieve, what it did, and for whom."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from transparency.exports.datasets import Dataset, Dimension
from transparency.models import Outcome, Programme
from transparency.models.results import Observation
from transparency.selectors.figures import Row
from transparency.selectors.references import references_in
from transparency.selectors.results import read_results
from transparency.views import results_blocks as blocks
from transparency.views import results_framework as framework
from transparency.views.base import ProgrammeView
from transparency.views.blocks import Block, DataFile, Page
from transparency.views.breakdowns import breakdown
from transparency.views.do_not_add import EVERY_INDICATOR, do_not_add
from transparency.views.finding_marks import LINKS, findings_pages, with_marks
from transparency.views.leaves import Leaf
from transparency.views.sectors import arrange_sector, sector_filters, sector_leaves
from transparency.views.titles import ACHIEVEMENTS, OBSERVATIONS

LABELS = {
    "outcome": "outcome",
    "achievement": "achievement",
    "indicator": "indicator",
    "unit": "unit",
    "place": "place",
    "sector": "sector",
    "category": "category",
}


class ResultsView(ProgrammeView):
    """The page at ``/es/transparencia/resultados/``, a page for each sector beside it, and its downloads."""

    name = "results"
    template = "transparency/results_page.html"
    leaf_template = "transparency/profile.html"
    workbook: ClassVar = True
    files: ClassVar = (
        DataFile("achievements", {"es": "logros", "en": "achievements"}, ACHIEVEMENTS),
        DataFile(
            "observations",
            {"es": "personas-y-conteos", "en": "people-and-counts"},
            OBSERVATIONS,
        ),
    )

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        return {**read_results(programme), LINKS: findings_pages(programme)}

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        return references_in(figures, LABELS)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        figures = data["figures"]
        return {
            "achievements": Dataset(
                "achievements",
                (
                    Dimension("framework", Outcome.Version),
                    Dimension("outcome", "outcome"),
                    Dimension("achievement", "achievement", "text"),
                    Dimension("place", "place"),
                    Dimension("sector", "sector"),
                    Dimension("unit", "unit"),
                ),
                _achievement_rows(figures),
            ),
            "observations": Dataset(
                "observations",
                (
                    Dimension("indicator", "indicator"),
                    Dimension("unit", "unit"),
                    Dimension("role", Observation.Role),
                    Dimension("period"),
                    Dimension("sex", Observation.Sex),
                    Dimension("funding", Observation.Funding),
                    Dimension("indigenous"),
                    Dimension("place", "place"),
                    Dimension("sector", "sector"),
                    Dimension("category", "category"),
                    Dimension("reported_total"),
                ),
                _observation_rows(figures),
            ),
        }

    def leaves(self, data: Mapping[str, Any], languages: Iterable[str]) -> list[Leaf]:
        return sector_leaves(data["figures"], data["labels"], languages)

    def arrange(self, page: Page) -> dict[str, Any]:
        page = with_marks(page)
        remarks = do_not_add(page)
        exhibits = [
            *blocks.indicator_blocks(page, remarks),
            blocks.other_counts(page),
            _by(page, "place", "by-region", _("By region"), _("Region")),
            _by(page, "sector", "by-sector", _("By sector"), _("Sector")),
            blocks.missing(page),
        ]
        return {
            "key_figures": blocks.key_figures(page),
            "filters": sector_filters(page),
            "comparison": framework.side_by_side(page),
            "frameworks": framework.frameworks(page),
            "blocks": [block for block in exhibits if block.tables],
            "do_not_add": remarks.get(EVERY_INDICATOR, ""),
            "achievement_files": ("achievements",),
            "observation_files": ("observations",),
            "reading_note": _(
                "Totals are printed as the documents give them, also where their parts give another number."
            ),
        }

    def arrange_leaf(self, page: Page, leaf: Leaf) -> dict[str, Any]:
        return arrange_sector(with_marks(page), leaf.key)


def _by(page: Page, dimension: str, key: str, title: str, header: str) -> Block:
    """All indicators by one dimension, for the groups that the documents narrow any of them to."""
    codes = sorted({row[dimension] for row in page.data["figures"]["observations"] if row[dimension]})
    return breakdown(page, dimension, codes, key, title, header, {})


def _achievement_rows(figures: dict[str, list[Row]]) -> list[Row]:
    """One row per quantity, and one without a value per achievement that has none: nothing told is left out."""
    versions = {row["outcome"]: row["version"] for row in figures["outcomes"]}
    quantities: dict[str, list[Row]] = {}
    for row in figures["quantities"]:
        quantities.setdefault(row["achievement"], []).append(row)
    return [
        {**achievement, "framework": versions[achievement["outcome"]], "unit": None, "figure": None, **quantity}
        for achievement in figures["achievements"]
        for quantity in quantities.get(achievement["achievement"], [{}])
    ]


def _observation_rows(figures: dict[str, list[Row]]) -> list[Row]:
    units = {row["indicator"]: row["unit"] for row in figures["indicators"]}
    return [{**row, "unit": units[row["indicator"]]} for row in figures["observations"]]
