"""What the engine remembers: changes not yet published, how each scope fares, and every release."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """A mark: an input of ``scope`` changed and no release holds the change yet.

    Written by database triggers in the transaction that makes the change, so it cannot be lost or left over.
    ``scope`` is ``view:subject``; ``*`` stands for every view or every subject. ``created_at`` is the database's clock.
    """

    id = models.BigAutoField(primary_key=True)
    scope = models.CharField(_("scope"), max_length=200)
    origin = models.CharField(_("origin"), max_length=100)
    created_at = models.DateTimeField(_("created at"), db_default=Now())

    class Meta:
        verbose_name = _("change mark")
        verbose_name_plural = _("change marks")

    def __str__(self) -> str:
        return f"{self.scope} ({self.origin})"


class ScopeState(models.Model):
    """How the building of one scope fares. A scope without trouble may have no row.

    ``marks_seen`` is how many change marks there were when it was set aside: one more earns it another attempt.
    """

    scope = models.CharField(_("scope"), max_length=200, primary_key=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    quarantined_at = models.DateTimeField(_("set aside at"), null=True, blank=True)
    marks_seen = models.PositiveIntegerField(_("change marks seen"), default=0, db_default=0)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("scope state")
        verbose_name_plural = _("scope states")

    def __str__(self) -> str:
        return self.scope


class Release(models.Model):
    """A sealed, immutable set of files. ``manifest`` is the text that ``digest`` is the SHA-256 of."""

    number = models.PositiveIntegerField(_("number"), primary_key=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    parent = models.CharField(_("digest of the release before"), max_length=64, blank=True)
    manifest = models.TextField(_("manifest"))
    code_version = models.CharField(_("code version"), max_length=64)
    trigger = models.CharField(_("trigger"), max_length=200)
    published_at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("-number",)

    def __str__(self) -> str:
        return str(self.number)


class LivePointer(models.Model):
    """The single row that says which release is live; its lock is the fence between builders."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("live pointer")
        verbose_name_plural = _("live pointers")
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="livepointer_single_row"),)

    def __str__(self) -> str:
        return f"release {self.release_id or 0}"


class Run(models.Model):
    """One turn of the builder that found something to do: why, how long, what came of it."""

    class Result(models.TextChoices):
        RUNNING = "running", _("running or interrupted")
        PUBLISHED = "published", _("published")
        UNCHANGED = "unchanged", _("nothing changed")
        OVERTAKEN = "overtaken", _("overtaken by another builder")
        FAILED = "failed", _("failed")

    id = models.BigAutoField(primary_key=True)
    started_at = models.DateTimeField(_("started"), db_default=Now())
    seconds = models.FloatField(_("seconds"), null=True)
    trigger = models.CharField(_("trigger"), max_length=200)
    scopes = models.TextField(_("scopes"))
    result = models.CharField(_("result"), max_length=10, choices=Result, default=Result.RUNNING)
    release = models.PositiveIntegerField(_("release"), null=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.id}: {self.result}"
