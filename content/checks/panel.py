"""What the checks say, at the top of a page's form."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from content.checks.findings import Finding


class ChecksPanel(Panel):
    """The findings about a page as it was last saved."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on one page's form."""

        template_name = "content/checks/panel.html"

        @cached_property
        def findings(self) -> list[Finding]:
            """What was found; nothing about a page that was never saved."""
            # Here and not above: page types are made of this panel, and the checks know the page types.
            from content.checks.registry import check_page

            return check_page(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            """Where there is something to say."""
            return bool(super().is_shown() and self.findings)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Errors first, then warnings."""
            return {
                **super().get_context_data(parent_context),
                "errors": [finding for finding in self.findings if finding.is_error],
                "warnings": [finding for finding in self.findings if not finding.is_error],
            }
