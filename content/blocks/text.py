"""Running text and the headings between."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"features": [*TEXT_FEATURES, "h3"], **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "content/blocks/text.html"


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the page's title is the first."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "content/blocks/heading.html"
