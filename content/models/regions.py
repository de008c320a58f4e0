"""Regions: everything that the programme did in one of them."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from content.blocks.text import TEXT_FEATURES
from content.models.base import ContentPage, content_panels, page_rules
from content.models.programme import ProgrammePart


class RegionIndexPage(ContentPage):
    """The way in by region."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/region_index_page.html"
    subpage_types: ClassVar = ["content.RegionPage"]

    class Meta:
        verbose_name = _("index of regions")
        verbose_name_plural = _("indexes of regions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The regions, as a list and on a map."""
        from content.selectors.regions import regions_below

        return {**super().get_context(request, *args, **kwargs), **regions_below(self)}


class RegionPage(ProgrammePart):
    """One region: its initiatives, ordinances, trainers and activities gather here by themselves."""

    place = models.ForeignKey(
        "transparency.Place", on_delete=models.PROTECT, related_name="+", verbose_name=_("region")
    )
    commitments = RichTextField(
        _("commitments to continue"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("What regional and local governments undertook to go on with."),
    )

    content_panels = content_panels(FieldPanel("programme"), FieldPanel("place"), FieldPanel("commitments"))
    translatable_fields = page_rules(translate=("commitments",), keep=("programme", "place"))
    template = "content/region_page.html"
    parent_page_types: ClassVar = ["content.RegionIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("region page")
        verbose_name_plural = _("region pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the record and the registers place in the region."""
        from content.selectors.programme import region_context

        context = super().get_context(request, *args, **kwargs)
        record = context["records"].of(self.programme.code)
        return {**context, **region_context(record, self.programme.code, self.place.code, self.text_language)}
