"""Names and sentences that exist in every language.

Figures point at the source-language row of a label; ``transparency.selectors.labels`` resolves the other languages.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField


def localized(translate: tuple[str, ...], keep: tuple[str, ...]) -> list[TranslatableField | SynchronizedField]:
    """Rules for wagtail-localize: ``translate`` goes to translators, ``keep`` is the same in every language."""
    kept = [SynchronizedField(name, overridable=False) for name in keep]
    return [TranslatableField(name) for name in translate] + kept


class Label(TranslatableMixin, models.Model):
    """A row whose words are translated and whose ``code`` is the same in every language.

    ``label_fields`` names the translated columns, the first of which is what readers see as the label.
    """

    label_fields: ClassVar[tuple[str, ...]] = ("name",)
    # Whether released pages may show it; what they never show must not mark them.
    in_releases: ClassVar[bool] = True

    code = models.CharField(
        _("code"), max_length=80, help_text=_("Stable, the same in every language and in downloads.")
    )

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("code",)

    def __str__(self) -> str:
        return str(getattr(self, self.label_fields[0]))


class SharedLabel(Label):
    """A label of the vocabulary that every programme uses."""

    class Meta(Label.Meta):
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["locale", "code"], name="%(class)s_code_once_per_language"),
        )


class ProgrammeLabel(Label):
    """A label that belongs to one programme."""

    programme = models.ForeignKey(
        "transparency.Programme", on_delete=models.PROTECT, related_name="+", verbose_name=_("programme")
    )

    class Meta(Label.Meta):
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["locale", "programme", "code"], name="%(class)s_code_once_per_language"),
        )


class Note(ProgrammeLabel):
    """A sentence that stands beside a figure: why it is missing, or what explains it."""

    label_fields = ("text",)

    text = models.TextField(_("text"))

    translatable_fields = localized(translate=("text",), keep=("code", "programme"))

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")
