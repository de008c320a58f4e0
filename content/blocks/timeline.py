"""What happened, in order."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.dates import validate_partial_date


class MomentBlock(blocks.StructBlock):
    """One moment."""

    date = blocks.RegexBlock(
        regex=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        validators=[validate_partial_date],
        label=_("Date"),
        help_text=_("As far as it is known: 2013, 2013-10 or 2013-10-31."),
    )
    text = blocks.TextBlock(label=_("What happened"), rows=2)


class TimelineBlock(blocks.StructBlock):
    """Moments on a cord."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    moments = blocks.ListBlock(MomentBlock(), label=_("Moments"), min_num=1)

    class Meta:
        icon = "calendar-alt"
        label = _("Timeline")
        template = "content/blocks/timeline.html"
        description = _("Moments in order, each with as much of its date as is known.")
        preview_value = {
            "title": _("How it went"),
            "moments": [
                {"date": "2009", "text": _("The programme is signed.")},
                {"date": "2013-06", "text": _("The last workshop ends.")},
            ],
        }
