"""What the desk adds to the admin's home page."""

from typing import Any

from wagtail.admin.ui.components import Component

from desk.publication import may_see, overview

RUNS_SHOWN = 3


class PublicationPanel(Component):
    """How publication fares, for whoever has to do with it."""

    name = "publication"
    template_name = "desk/publication_panel.html"
    order = 100

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """The overview; the template needs the request for its forms."""
        request = parent_context["request"]
        return {**overview(request.user, RUNS_SHOWN), "request": request, "csrf_token": parent_context["csrf_token"]}

    def render_html(self, parent_context: dict[str, Any]) -> str:
        """Nothing at all for users whom it does not concern."""
        if not may_see(parent_context["request"].user):
            return ""
        html: str = super().render_html(parent_context)
        return html
