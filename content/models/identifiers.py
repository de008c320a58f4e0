"""Addresses that never change: they lead to an item wherever its page stands now."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Identifier(models.Model):
    """``path`` below ``/id/`` (``ordenanza/050113/2012/15``) for the pages that share ``translation_key``.

    Rows are never deleted: an address that was given out goes on leading to its item, or says that it was withdrawn.
    """

    path = models.CharField(_("address"), max_length=200, unique=True)
    translation_key = models.UUIDField(_("item"), db_index=True)
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    changed_at = models.DateTimeField(
        _("changed"),
        default=timezone.now,
        db_index=True,
        help_text=_("When what stands there was last published or withdrawn."),
    )

    class Meta:
        ordering: ClassVar = ["given_at", "pk"]
        verbose_name = _("permanent address")
        verbose_name_plural = _("permanent addresses")

    def __str__(self) -> str:
        return f"/id/{self.path}"
