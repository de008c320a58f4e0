"""A call-out: something that must not be missed."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.text import TEXT_FEATURES


class CalloutBlock(blocks.StructBlock):
    """A box with a title and a few sentences."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("missing", _("Not on record")), ("warning", _("Attention"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    def get_searchable_content(self, value: Any) -> list[str]:
        """What readers read; its kind is told by its look."""
        read = (self.child_blocks[name].get_searchable_content(value.get(name)) for name in ("title", "text"))
        return [part for parts in read for part in parts]

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "content/blocks/callout.html"
        description = _("A note, a warning, or that something is not on record.")
        preview_value = {
            "kind": "missing",
            "title": _("Not on record"),
            "text": _("The documents do not say how many people came."),
        }
