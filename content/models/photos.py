"""The photo archive."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.models.base import ContentPage, content_panels, page_rules


class PhotoArchivePage(ContentPage):
    """All albums."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/photo_archive_page.html"
    subpage_types: ClassVar = ["content.AlbumPage"]

    class Meta:
        verbose_name = _("photo archive")
        verbose_name_plural = _("photo archives")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The albums with the pictures that open them."""
        from content.selectors.albums import covers

        return {**super().get_context(request, *args, **kwargs), "covers": covers(self, AlbumPage)}


class AlbumPage(ContentPage):
    """Pictures that belong together; what is known of each stands with the picture itself."""

    content_panels = content_panels(InlinePanel("pictures", heading=_("Pictures"), label=_("Picture"), min_num=1))
    translatable_fields = page_rules(translate=("pictures",))
    template = "content/album_page.html"
    parent_page_types: ClassVar = ["content.PhotoArchivePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("album")
        verbose_name_plural = _("albums")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The pictures, light enough for a slow line."""
        from content.selectors.albums import pictures_of

        return {**super().get_context(request, *args, **kwargs), "shown": pictures_of(self)}


class AlbumPicture(TranslatableMixin, Orderable):
    """A picture in an album, with its caption there."""

    page = ParentalKey(AlbumPage, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(
        "content.Picture", on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)

    panels: ClassVar = [FieldPanel("picture"), FieldPanel("caption")]
    translatable_fields: ClassVar = [TranslatableField("caption"), SynchronizedField("picture", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("picture of an album")
        verbose_name_plural = _("pictures of albums")

    def __str__(self) -> str:
        return self.caption or str(self.picture)
