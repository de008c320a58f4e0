"""What a data officer answers to a finding: the checks of the record ask, people answer."""

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from transparency.models.citations import LONGEST_KEY, Source
from transparency.models.labels import ProgrammeLabel, localized

DIGEST_LENGTH = 10


def finding_code(check: str, figure: str) -> str:
    """The stable code of a finding: what was checked, and a digest of the key of the figure that it questions."""
    return f"{check}-{hashlib.sha256(figure.encode()).hexdigest()[:DIGEST_LENGTH]}"


class FindingAnswer(ProgrammeLabel):
    """The answer to one finding. It stays when the record changes, and shows wherever the finding still shows."""

    class Status(models.TextChoices):
        EXPLAINED = "explained", _("explained")
        CORRECTED = "corrected", _("corrected in a later document")
        OPEN = "open", _("open")

    label_fields = ("text",)

    text = models.TextField(_("answer"), help_text=_("In plain words, for readers of the public page."))
    check_code = models.CharField(_("check"), max_length=60)
    figure = models.CharField(
        _("figure"), max_length=LONGEST_KEY, help_text=_("The key of the figure, from the findings.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    document = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
        help_text=_("The document that corrects or explains the figure, if there is one."),
    )
    answered_by = models.CharField(
        _("answered by"), max_length=200, help_text=_("The institution or office, as readers will see it.")
    )
    answered_on = models.DateField(_("answered on"))

    translatable_fields = localized(
        translate=("text",),
        keep=("code", "programme", "check_code", "figure", "status", "document", "answered_by", "answered_on"),
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("answer to a finding")
        verbose_name_plural = _("answers to findings")

    def clean(self) -> None:
        """The code follows from what is answered."""
        super().clean()
        self.code = finding_code(self.check_code, self.figure)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Rows made without a form get their code as well."""
        self.code = finding_code(self.check_code, self.figure)
        super().save(*args, **kwargs)
