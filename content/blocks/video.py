"""A video, as a link: nothing of another site is loaded before a reader asks for it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class VideoBlock(blocks.StructBlock):
    """A link to a video, with what is heard and seen in it."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    picture = ImageChooserBlock(label=_("Picture"), required=False)
    transcript = blocks.TextBlock(label=_("What is said and seen"), required=False, rows=6)

    class Meta:
        icon = "media"
        label = _("Video (link)")
        template = "content/blocks/video.html"
        description = _("A link to a video; nothing of another site is loaded with the page.")
        preview_value = {
            "url": "https://example.org/",
            "title": _("A day at the fair"),
            "picture": None,
            "transcript": _("A cook explains what is in her pot."),
        }
