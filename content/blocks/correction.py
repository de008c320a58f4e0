"""A correction: said openly, with its date."""

import datetime
from typing import Any

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
        description = _("What was wrong on this page, what is right, and since when.")

    def get_preview_value(self) -> Any:
        """A correction of today."""
        return self.normalize({"date": datetime.date.today(), "text": _("The workshop took place in Cusco.")})
