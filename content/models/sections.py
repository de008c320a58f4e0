"""Plain pages, and those that gather others."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.models.base import ContentPage, content_panels, page_rules


class Leading(ContentPage):
    """A page that ends with the pages below it."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The pages below."""
        from content.selectors.sections import children_of

        return {**super().get_context(request, *args, **kwargs), "children": children_of(self)}


class SectionPage(Leading):
    """A page that leads to those below it."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/section_page.html"

    class Meta:
        verbose_name = _("section page")
        verbose_name_plural = _("section pages")


class StandardPage(Leading):
    """A page of text."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/standard_page.html"
    subpage_types: ClassVar = ["content.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
