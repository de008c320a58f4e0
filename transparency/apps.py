from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransparencyConfig(AppConfig):
    """The record, and the views of it that get released."""

    name = "transparency"
    verbose_name = _("Transparency")

    def ready(self) -> None:
        from transparency import views
        from transparency.changes import announcements

        views.register()
        announcements.connect()
