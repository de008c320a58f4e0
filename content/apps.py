from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Editorial pages."""

    name = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        """Listen to what is published."""
        from content import signals  # noqa: F401
        from content.oai.checks import register_checks
        from content.overrides import install_overrides
        from content.search import signals as search_signals
        from content.selectors.documents import document_held
        from content.services.restrictions import share_after_migrate
        from transparency.figures.held import find_documents_with

        register_checks()
        find_documents_with(document_held)
        install_overrides()
        post_migrate.connect(share_after_migrate, sender=self)
        search_signals.connect()
