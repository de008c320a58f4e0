from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The admin home and roles."""

    name = "desk"
    verbose_name = _("Desk")
