from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    """Watches the inputs of released pages and publishes them when they change."""

    name = "publication"
    verbose_name = _("Publication")

    def ready(self) -> None:
        from publication import checks, hints, triggers  # noqa: F401  (checks register themselves)

        # Sent once per app: ours stands for all, for every app's tables are there when the first of them is sent.
        pre_migrate.connect(triggers.remove_before_migrate, sender=self, dispatch_uid="publication.triggers.remove")
        post_migrate.connect(triggers.install_after_migrate, sender=self, dispatch_uid="publication.triggers")
        hints.connect()
