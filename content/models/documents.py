"""The register of documents."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from content.models.base import content_panels, page_rules
from content.models.labels import offered_once
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
    record_source = models.ForeignKey(
        "transparency.Source",
        on_delete=models.PROTECT,
        limit_choices_to=offered_once,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("as a source of figures"),
        help_text=_("Where figures were read from this very document: they lead to this page."),
    )

    content_panels = item_panels(
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("record_source")], heading=_("Document"))
    )
    translatable_fields = item_rules(keep=("kind", "record_source"))
    template = "content/document_page.html"
    parent_page_types: ClassVar = ["content.DocumentIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """Refuses a second page of one source: figures lead to one."""
        super().clean()
        others = DocumentPage.objects.filter(record_source=self.record_source).exclude(
            translation_key=self.translation_key
        )
        if self.record_source_id and others.exists():
            raise ValidationError({"record_source": _("Another page stands for this source already.")})
