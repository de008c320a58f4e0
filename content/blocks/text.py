"""Running text and the headings between."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

SAMPLE = _("The programme worked in four regions with craftspeople, cooks, farmers and hosts of travellers.")
TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"features": [*TEXT_FEATURES, "h3"], **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "content/blocks/text.html"
        description = _("Paragraphs, lists, links and smaller headings.")

    def get_preview_value(self) -> Any:
        """A paragraph in the writer's language."""
        return self.normalize(f"<p>{SAMPLE}</p>")


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the page's title is the first."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "content/blocks/heading.html"
        description = _("Divides a long page; readers jump from one to the next.")
        preview_value = _("What the programme did")
