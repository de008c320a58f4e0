"""The register of initiatives."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from content.models.base import content_panels, page_rules
from content.models.register import RegisterIndexPage, RegisterItem, item_panels, item_rules


class InitiativeIndexPage(RegisterIndexPage):
    """All initiatives that the documents name."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/register_page.html"
    subpage_types: ClassVar = ["content.InitiativePage"]

    class Meta:
        verbose_name = _("register of initiatives")
        verbose_name_plural = _("registers of initiatives")


class InitiativePage(RegisterItem):
    """A funded venture, an anchor firm or a consortium."""

    class Kind(models.TextChoices):
        VENTURE = "venture", _("funded venture")
        ANCHOR = "anchor", _("anchor firm")
        CONSORTIUM = "consortium", _("consortium")
        ASSOCIATION = "association", _("association")

    identifier_kind = "iniciativa"

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    who = models.CharField(_("who runs it"), max_length=240, blank=True)

    content_panels = item_panels(MultiFieldPanel([FieldPanel("kind"), FieldPanel("who")], heading=_("Initiative")))
    translatable_fields = item_rules(translate=("who",), keep=("kind",))
    template = "content/initiative_page.html"
    parent_page_types: ClassVar = ["content.InitiativeIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
