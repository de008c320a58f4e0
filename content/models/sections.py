"""Plain pages, and those that gather others."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from content.models.base import ContentPage, content_panels, page_rules


class SectionPage(ContentPage):
    """A page that leads to those below it."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/section_page.html"

    class Meta:
        verbose_name = _("section page")
        verbose_name_plural = _("section pages")


class StandardPage(ContentPage):
    """A page of text."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/standard_page.html"
    subpage_types: ClassVar = ["content.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
