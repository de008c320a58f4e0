"""The released views of a programme. A new view is a class here, a page type and a template."""

from typing import cast

from transparency.models.pages import ReleasedPage


def register() -> None:
    """Tell the release engine what there is to publish and what it is made from; called when the app is ready."""
    from publication.registry import registry
    from transparency.views.agencies import AgenciesView
    from transparency.views.data import DataView
    from transparency.views.fact_sheet_page import FactSheetView
    from transparency.views.figures import FiguresView
    from transparency.views.finances import FinancesView
    from transparency.views.findings import FindingsView
    from transparency.views.follow_up import FollowUpView
    from transparency.views.overview import OverviewView
    from transparency.views.regions import RegionsView
    from transparency.views.results import ResultsView
    from transparency.watches import WATCHES

    # In the order in which they are built: what takes another process long to draw or to write is rendered first, and
    # what takes most memory, the tree of XML in the data and the findings on everything, while little else is held.
    views = [
        FinancesView(),
        DataView(),
        FindingsView(),
        FiguresView(),
        ResultsView(),
        RegionsView(),
        AgenciesView(),
        FactSheetView(),
        FollowUpView(),
        OverviewView(),
    ]
    registry.add(views, WATCHES, with_pages_below=[FiguresView.name])


def preview(page: ReleasedPage) -> str:
    """A draft of a page with the figures of this moment, as HTML."""
    from publication.registry import registry
    from transparency.views.base import ProgrammeView

    return cast(ProgrammeView, registry.views[page.view_name]).preview(page)
