from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Editorial pages."""

    name = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        """Listen to what is published."""
        from content import signals  # noqa: F401
        from content.search import signals as search_signals

        search_signals.connect()
