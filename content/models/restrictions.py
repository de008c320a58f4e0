"""Which view restrictions were set by somebody, and which only repeat one of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction


class RestrictionCopy(models.Model):
    """A restriction of a page in the main language, repeated on a version of it that stands elsewhere in the tree.

    ``row`` is the repetition: it comes, changes and goes with ``source``. A restriction without such a row was set by
    somebody for the very page that has it.
    """

    source = models.ForeignKey(PageViewRestriction, on_delete=models.CASCADE, related_name="copies")
    row = models.OneToOneField(PageViewRestriction, on_delete=models.CASCADE, related_name="copy_of")

    class Meta:
        verbose_name = _("repeated view restriction")
        verbose_name_plural = _("repeated view restrictions")

    def __str__(self) -> str:
        return f"{self.row.page} ← {self.source.page}"
