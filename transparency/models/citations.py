"""Where a figure was read: a document, and the page or section in it."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from transparency.models.labels import Label, SharedLabel, localized

LONGEST_KEY = 300  # of a figure, in every column that names one


class Source(SharedLabel):
    """A document that figures were read from, with the digest of the very file that was read."""

    name = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    issued = models.CharField(
        _("issued"), max_length=10, blank=True, help_text=_("As far as the document says: 2013, 2013-10 or 2013-10-31.")
    )
    language = models.CharField(_("language of the document"), max_length=10, default="es")
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    translatable_fields = localized(
        translate=("name",), keep=("code", "publisher", "issued", "language", "file_name", "sha256")
    )

    class Meta(SharedLabel.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")


class Cited(models.Model):
    """A row that says where it was read."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("source"))
    page = models.PositiveSmallIntegerField(_("page"), null=True, blank=True)
    section = models.CharField(
        _("section"), max_length=200, blank=True, help_text=_("As the document names it, when it has no page numbers.")
    )

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(page__isnull=False) | ~models.Q(section=""),
                name="%(class)s_citation_has_a_place",
                violation_error_message=_("Say on which page or in which section of the source this stands."),
            ),
        )


class Figure(Cited):
    """A number as a document prints it, or the reason why there is none.

    ``printed`` keeps the very characters of the document (``1.429.667,00``, ``99.97%``), because the digits shown
    decide how exactly a share can be recomputed. ``note`` explains the figure, or says why it is missing.
    """

    printed = models.CharField(
        _("as printed"), max_length=80, blank=True, help_text=_("The very characters of the document.")
    )
    note = models.ForeignKey(
        "transparency.Note", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("note")
    )

    class Meta(Cited.Meta):
        abstract = True

    def clean(self) -> None:
        """Labels are pointed at in the source language only; the other languages are resolved when read."""
        super().clean()
        for field in self._meta.concrete_fields:
            label = getattr(self, field.name) if field.is_relation and getattr(self, field.attname) else None
            if isinstance(label, Label) and not label.locale.is_default:
                raise ValidationError({field.name: _("Choose the entry in the main language, not its translation.")})


def figure_or_reason(value: str) -> models.CheckConstraint:
    """A missing figure is a row with a reason: never a zero, never a row without a word."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{value}__isnull": False}) | models.Q(note__isnull=False),
        name="%(class)s_figure_or_reason",
        violation_error_message=_("Enter the figure, or choose a note that says why it is missing."),
    )
