"""A correction: said openly, with its date."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CorrectionBlock(blocks.StructBlock):
    """What was wrong and what is right."""

    date = blocks.DateBlock(label=_("Date"))
    text = blocks.TextBlock(label=_("What was wrong, and what is right"), rows=3)

    class Meta:
        icon = "warning"
        label = _("Correction")
        template = "content/blocks/correction.html"
