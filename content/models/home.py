"""The first page that readers see."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from content.blocks import story_blocks
from content.blocks.text import TEXT_FEATURES, ProseBlock
from content.models.base import ContentPage, content_panels, page_rules

# Text that was written before the page had blocks keeps its headings where they are.
TEXT_WITH_HEADINGS = ProseBlock(features=[*TEXT_FEATURES, "h2", "h3"])


class HomePage(ContentPage):
    """What the programme is, what it cost and achieved, the ways in, and a story of the editors'."""

    programme = models.ForeignKey(
        "transparency.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
        help_text=_("The programme whose figures open the site."),
    )
    body = StreamField(
        list({**dict(story_blocks()), "text": TEXT_WITH_HEADINGS}.items()), blank=True, verbose_name=_("text")
    )

    content_panels = content_panels(FieldPanel("programme"))
    translatable_fields = page_rules(keep=("programme",))
    template = "content/home_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "content.ProgrammePage",
        "content.RegionIndexPage",
        "transparency.TransparencyIndexPage",
        "content.StudyIndexPage",
        "content.OrdinanceIndexPage",
        "content.ProductIndexPage",
        "content.InitiativeIndexPage",
        "content.DocumentIndexPage",
        "content.ActivityIndexPage",
        "content.PhotoArchivePage",
        "content.SectionPage",
        "content.StandardPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The programme in figures, and the ways in."""
        from content.selectors.home import home_context

        context = super().get_context(request, *args, **kwargs)
        programme = context["facts"].programme
        record = context["records"].of(programme.code) if programme else None
        return {**context, **home_context(self, programme, record, self.text_language)}
