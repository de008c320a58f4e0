"""The way into a programme's transparency pages: its key figures, and where each is explained."""

from typing import Any, ClassVar

from publication.navigation import below
from transparency.exports.datasets import Dataset
from transparency.models import FinancesPage, Programme, ResultsPage
from transparency.selectors.figures import Row
from transparency.selectors.finances import read_finances
from transparency.selectors.programmes import page_versions
from transparency.selectors.results import read_results
from transparency.views import results_blocks
from transparency.views.base import ProgrammeView
from transparency.views.blocks import Page
from transparency.views.finances import FinancesView
from transparency.views.finding_marks import LINKS, findings_pages, with_marks
from transparency.views.key_figures import finance_figures
from transparency.views.results import ResultsView
from transparency.views.statements import data_as_of, statements_of

# The pages whose key figures stand here already, by the names of their types.
FINANCES, RESULTS = FinancesPage._meta.model_name, ResultsPage._meta.model_name
COUNTED = ("indicators", "observations")
WAYS = ("below", LINKS)


class OverviewView(ProgrammeView):
    """The page at ``/es/transparencia/``."""

    name = "overview"
    template = "transparency/overview_page.html"
    files: ClassVar = ()

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        results = read_results(programme)
        return {
            **read_finances(programme),
            "indicators": results["indicators"],
            "observations": results["observations"],
            "below": _below(programme),
            LINKS: findings_pages(programme),
        }

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        rows = {name: figures[name] for name in figures if name not in (*COUNTED, *WAYS)}
        results = {name: figures[name] for name in COUNTED}
        return FinancesView().references(rows) | ResultsView().references(results)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return {}

    def arrange(self, page: Page) -> dict[str, Any]:
        page = with_marks(page)
        statements = statements_of(page)
        key_figures = {FINANCES: finance_figures(page, statements), RESULTS: results_blocks.key_figures(page)}
        entrances: list[Row] = [row for row in page.data["figures"]["below"] if row["language"] == page.language]
        return {
            "data_as_of": data_as_of(statements, page.language),
            "entrances": [
                {**entrance, "key_figures": key_figures[entrance["kind"]]}
                for entrance in entrances
                if key_figures.get(entrance["kind"])
            ],
            "ways": [entrance for entrance in entrances if not key_figures.get(entrance["kind"])],
        }


def _below(programme: Programme) -> list[Row]:
    """Every page below this one, with its language: what is live is led to, whatever its type."""
    pages, roots = page_versions("overview", programme)
    return [
        {"language": language, **link}
        for language, page in sorted(pages.items())
        for link in below(page, roots[language], language)
    ]
