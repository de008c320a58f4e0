"""The register of communication products."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.models.base import content_panels, page_rules
from content.models.register import RegisterIndexPage, RegisterItem, item_panels, item_rules


class ProductIndexPage(RegisterIndexPage):
    """All communication products."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/register_page.html"
    subpage_types: ClassVar = ["content.ProductPage"]

    class Meta:
        verbose_name = _("register of communication products")
        verbose_name_plural = _("registers of communication products")


class ProductPage(RegisterItem):
    """Something made to inform or to teach."""

    class Kind(models.TextChoices):
        BULLETIN = "bulletin", _("bulletin")
        PRESS_NOTE = "press-note", _("press note")
        POSTER = "poster", _("poster or banner")
        VIDEO = "video", _("video")
        RADIO = "radio", _("radio spot")
        MODULE = "module", _("training module")
        WEBSITE = "website", _("website")
        STRATEGY = "strategy", _("strategy or protocol")
        ARCHIVE = "archive", _("photo archive")

    identifier_kind = "producto"

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    url = models.URLField(_("address"), blank=True, help_text=_("Of the product itself, where it can still be seen."))
    knowledge_product = models.ForeignKey(
        "transparency.KnowledgeProduct",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("row of the record"),
    )

    content_panels = item_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("url")]),
                FieldPanel("audience"),
                FieldPanel("knowledge_product"),
            ],
            heading=_("Product"),
        )
    )
    translatable_fields = item_rules(translate=("audience",), keep=("kind", "url", "knowledge_product"))
    template = "content/product_page.html"
    parent_page_types: ClassVar = ["content.ProductIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("communication product")
        verbose_name_plural = _("communication products")
