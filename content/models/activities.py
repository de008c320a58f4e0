"""Activities: fairs, workshops, launches, visits."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.dates import PartialDateField
from content.models.base import content_panels, page_rules
from content.models.register import RegisterIndexPage, RegisterItem, item_panels, item_rules


class ActivityIndexPage(RegisterIndexPage):
    """All activities."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/register_page.html"
    subpage_types: ClassVar = ["content.ActivityPage"]

    class Meta:
        verbose_name = _("activities")
        verbose_name_plural = _("activities")


class ActivityPage(RegisterItem):
    """Something that took place; ``issued`` is when it began. Without places it was national."""

    class Kind(models.TextChoices):
        FAIR = "fair", _("fair")
        TRAINING = "training", _("training")
        EVENT = "event", _("event")
        MEETING = "meeting", _("meeting")
        VISIT = "visit", _("visit")

    identifier_kind = "actividad"

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    ended = PartialDateField(_("end"))

    content_panels = item_panels(
        MultiFieldPanel([FieldRowPanel([FieldPanel("kind"), FieldPanel("ended")])], heading=_("Activity"))
    )
    translatable_fields = item_rules(keep=("kind", "ended"))
    template = "content/activity_page.html"
    parent_page_types: ClassVar = ["content.ActivityIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def clean(self) -> None:
        """Refuses an end before the beginning."""
        super().clean()
        if self.ended and self.issued and self.ended < self.issued[: len(self.ended)]:
            raise ValidationError({"ended": _("It cannot end before it begins.")})
