from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The admin home and roles."""

    name = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        """Listen to what leaves the site, and have every page checked before it is published, its links among it."""
        from content.checks import register
        from desk import signals  # noqa: F401
        from desk.checked_pages import checks_put
        from desk.services.links import broken_links

        register(broken_links)
        checks_put()
