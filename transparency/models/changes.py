"""What each release changed, and why: the first is derived from the releases themselves, the second people write."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from publication.models import Release
from publication.selectors import live_release
from transparency.models.citations import LONGEST_KEY
from transparency.models.labels import ProgrammeLabel, localized

CODE_BYTES = 6


class ComparedRelease(models.Model):
    """What a release changed of one programme, compared with the release before. Derived: may be made again any time.

    ``views`` names the views that changed. The counts are of figures; ``first`` says that no earlier release listed
    the programme's figures, so that all of them are new here.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+", verbose_name=_("release"))
    programme = models.CharField(_("programme"), max_length=80)
    views = models.JSONField(_("views"), default=list)
    first = models.BooleanField(_("first list of figures"), default=False)
    added = models.PositiveIntegerField(_("figures added"), default=0)
    changed = models.PositiveIntegerField(_("figures changed"), default=0)
    removed = models.PositiveIntegerField(_("figures removed"), default=0)

    class Meta:
        verbose_name = _("compared release")
        verbose_name_plural = _("compared releases")
        ordering = ("-release_id",)
        constraints = (
            models.UniqueConstraint(fields=["release", "programme"], name="comparedrelease_once_per_programme"),
        )

    def __str__(self) -> str:
        return f"{self.programme} {self.release_id}"

    @property
    def figures(self) -> int:
        """How many figures are not as they were."""
        return self.added + self.changed + self.removed


class FigureChange(models.Model):
    """A figure that a release added, changed or removed. Derived: may be made again any time.

    ``before`` and ``after`` are what the two releases said of it (``transparency.changes.states``), None where the
    figure was not there. ``aspects`` names what differs: ``value``, ``printed``, ``citation`` and the like.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")

    comparison = models.ForeignKey(ComparedRelease, on_delete=models.CASCADE, related_name="changes")
    key = models.CharField(_("figure"), max_length=LONGEST_KEY, db_index=True)
    table = models.CharField(_("table"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    aspects = models.JSONField(_("what differs"), default=list)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta:
        verbose_name = _("change of a figure")
        verbose_name_plural = _("changes of figures")
        ordering = ("-comparison__release_id", "pk")
        constraints = (models.UniqueConstraint(fields=["comparison", "key"], name="figurechange_once_per_release"),)

    def __str__(self) -> str:
        return f"{self.key}: {self.kind}"


class ChangeReason(ProgrammeLabel):
    """Why figures changed in a release: all of them, or those that it names.

    A reason that is given with an import comes before its release: ``release`` stays empty until the figures that it
    names are seen to change in a release after number ``waits_after``.
    """

    label_fields = ("text",)
    in_releases = False

    text = models.TextField(_("reason"), help_text=_("In plain words, for readers of the public page."))
    release = models.PositiveIntegerField(
        _("release"), null=True, blank=True, help_text=_("Empty while the change has not been published yet.")
    )
    figures = models.TextField(
        _("figures"),
        blank=True,
        help_text=_("The keys of the figures, one per line. Empty: every figure that changed in the release."),
    )
    waits_after = models.PositiveIntegerField(_("waits for a release after"), null=True, blank=True, editable=False)
    given_by = models.CharField(
        _("given by"), max_length=200, help_text=_("The institution or office, as readers will see it.")
    )
    given_on = models.DateField(_("given on"))
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    translatable_fields = localized(
        translate=("text",),
        keep=("code", "programme", "release", "figures", "waits_after", "given_by", "given_on", "changed_at"),
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("reason for a change")
        verbose_name_plural = _("reasons for changes")

    @property
    def keys(self) -> list[str]:
        """The figures that it names; none means all."""
        return [line.strip() for line in self.figures.splitlines() if line.strip()]

    def clean(self) -> None:
        """Refuses a reason for nothing in particular, and one for figures that did not change."""
        super().clean()
        self._complete()
        if self.release is None and not self.keys:
            raise ValidationError({"release": _("Say in which release the figures changed, or which figures.")})
        if self.release is not None and self.programme_id:
            self._check_changes(self.release)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Rows made without a form get their code as well, and wait for the next release if they name none."""
        self._complete()
        super().save(*args, **kwargs)

    def _complete(self) -> None:
        self.code = self.code or f"reason-{secrets.token_hex(CODE_BYTES)}"
        if self.release is not None:
            self.waits_after = None
        elif self.waits_after is None:
            live = live_release()
            self.waits_after = live.number if live else 0

    def _check_changes(self, release: int) -> None:
        """Raises ``ValidationError`` where none of the figures meant changed in the release."""
        changed = FigureChange.objects.filter(comparison__release=release, comparison__programme=self.programme.code)
        if not changed.exists():
            raise ValidationError({"release": _("No figure of this programme changed in this release.")})
        strangers = set(self.keys) - set(changed.filter(key__in=self.keys).values_list("key", flat=True))
        if strangers:
            message = _("These figures did not change in this release: %(keys)s")
            raise ValidationError({"figures": message % {"keys": ", ".join(sorted(strangers))}})
