"""Somebody's own words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    """A quotation with who said it and where it stands."""

    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    author = blocks.CharBlock(label=_("Who said it"), required=False, max_length=160)
    source = blocks.CharBlock(label=_("Where it stands"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "content/blocks/quote.html"
        description = _("Words that somebody really said or wrote, with who and where.")
        preview_value = {
            "text": _("Now we know what our work costs and what it is worth."),
            "author": _("A weaver"),
            "source": _("Workshop report, page 12"),
        }
