"""The first page that readers see."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from publication.navigation import frame


class HomePage(Page):
    """What the programme is, and the ways in."""

    programme = models.ForeignKey(
        "transparency.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
        help_text=_("The programme whose figures open the site."),
    )
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("Two or three sentences that say what the programme is.")
    )
    body = RichTextField(_("text"), blank=True, features=["h2", "bold", "italic", "link", "ol", "ul"])

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("programme"), FieldPanel("body")]
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

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("lead"),
        TranslatableField("body"),
        SynchronizedField("show_in_menus"),
        SynchronizedField("programme", overridable=False),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The frame, the programme in figures, and the ways in."""
        from content.selectors.home import home_context
        from content.selectors.translations import translation_state

        language = self.locale.language_code
        programme = self.programme.code if self.programme else None
        return {
            **super().get_context(request, *args, **kwargs),
            **frame(self),
            "translation": translation_state(self),
            **home_context(self, programme, language),
        }
