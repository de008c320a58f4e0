"""The way into a programme's transparency pages: its key figures, and where each is explained."""

from typing import Any, ClassVar

from publication.navigation import public_path
from transparency.exports.datasets import Dataset
from transparency.models import Programme
from transparency.selectors.finances import read_finances
from transparency.selectors.programmes import page_versions
from transparency.selectors.results import read_results
from transparency.views import results_blocks
from transparency.views.base import ProgrammeView
from transparency.views.blocks import Page
from transparency.views.finances import FinancesView
from transparency.views.key_figures import finance_figures
from transparency.views.results import ResultsView
from transparency.views.statements import Statements, data_as_of


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
            "below": [_entrance(view, programme) for view in ("finances", "results", "findings")],
        }

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        rows = {name: figures[name] for name in figures if name not in ("indicators", "observations", "below")}
        results = {name: figures[name] for name in ("indicators", "observations")}
        return FinancesView().references(rows) | ResultsView().references(results)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return {}

    def arrange(self, page: Page) -> dict[str, Any]:
        statements = Statements(page.data["figures"])
        entrances = {row["view"]: row["pages"].get(page.language) for row in page.data["figures"]["below"]}
        key_figures = {"finances": finance_figures(page, statements), "results": results_blocks.key_figures(page)}
        return {
            "data_as_of": data_as_of(statements, page.language),
            "entrances": [
                {**entrance, "key_figures": key_figures.get(view, [])}
                for view, entrance in entrances.items()
                if entrance
            ],
        }


def _entrance(view: str, programme: Programme) -> dict[str, Any]:
    """Title, address and description of a page below, in each language in which it is live."""
    pages, roots = page_versions(view, programme)
    return {
        "view": view,
        "pages": {
            language: {
                "url": public_path(page, roots[language], language),
                "title": page.title,
                "text": page.search_description,
            }
            for language, page in pages.items()
        },
    }
