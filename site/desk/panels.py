"""What the desk adds to the admin's home page."""

from typing import Any

from django.template.loader import render_to_string
from wagtail.admin.ui.components import Component

from desk.publication import may_see, overview
from desk.waiting import changes_waiting, questions_waiting

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


class WaitingPanel(Component):
    """What waits for those who keep the record; nothing at all when nothing does."""

    name = "waiting"
    template_name = "desk/waiting_panel.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Questions without an answer and changes without a reason."""
        user = parent_context["request"].user
        return {"questions": questions_waiting(user), "changes": changes_waiting(user)}

    def render_html(self, parent_context: dict[str, Any]) -> str:
        """The panel, or nothing."""
        context = self.get_context_data(parent_context)
        return render_to_string(self.template_name, context) if any(context.values()) else ""
