"""The register of documents."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from content.models.base import content_panels, page_rules
from content.models.register import RegisterIndexPage, RegisterItem, item_panels, item_rules


class DocumentIndexPage(RegisterIndexPage):
    """All documents."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/register_page.html"
    subpage_types: ClassVar = ["content.DocumentPage"]

    class Meta:
        verbose_name = _("register of documents")
        verbose_name_plural = _("registers of documents")


class DocumentPage(RegisterItem):
    """A document of the programme."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("programme document")
        PLAN = "plan", _("annual plan")
        MINUTES = "minutes", _("minutes")
        MANUAL = "manual", _("manual")
        REPORT = "report", _("report")
        EVALUATION = "evaluation", _("evaluation report")

    identifier_kind = "documento"

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)

    content_panels = item_panels(MultiFieldPanel([FieldPanel("kind")], heading=_("Document")))
    translatable_fields = item_rules(keep=("kind",))
    template = "content/document_page.html"
    parent_page_types: ClassVar = ["content.DocumentIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
