"""The page tree of the admin, with the state of each page's translation."""

from typing import Any

from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from desk.listings.states import TranslationColumn, WithStates


class TreeIndexView(WithStates, ExplorableIndexView):
    """The pages below one page."""


class TreeViewSet(PageViewSet):
    """The lists of pages of every type."""

    model = Page
    index_view_class = TreeIndexView

    @property
    def columns(self) -> list[Any]:
        """Wagtail's own, and the translation."""
        return [*ExplorableIndexView.base_columns, TranslationColumn()]
