"""One picture, or several side by side."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from content.blocks.samples import latest, latest_pictures

GALLERY_SAMPLE = 3


class PictureBlock(blocks.StructBlock):
    """A picture with its caption; alternative text and credit come from the picture."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "content/blocks/picture.html"
        description = _("One picture with its caption; alternative text and credit come with the picture.")

    def get_preview_value(self) -> Any:
        """The newest picture of the site."""
        return self.normalize({"picture": latest("Picture"), "caption": _("What is seen here.")})


class GalleryBlock(blocks.StructBlock):
    """Several pictures in a grid."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "content/blocks/gallery.html"
        description = _("Several pictures side by side, each with its caption.")

    def get_preview_value(self) -> Any:
        """The newest pictures of the site."""
        shown = [{"picture": picture, "caption": ""} for picture in latest_pictures(GALLERY_SAMPLE)]
        return self.normalize({"title": _("From the workshops"), "pictures": shown})
