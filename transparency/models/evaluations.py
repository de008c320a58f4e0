"""Evaluations, what they concluded and recommended, what was answered and done, and what came of it.

The columns of key actions are those that the fund's improvement plans and the UN evaluation centre publish.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from transparency.models.citations import LONGEST_KEY, Cited
from transparency.models.labels import ProgrammeLabel, localized

CITATION = ("source", "page", "section")


class Evaluation(Cited, ProgrammeLabel):
    """An evaluation of the programme."""

    class Kind(models.TextChoices):
        MID_TERM = "mid-term", _("mid-term evaluation")
        FINAL = "final", _("final evaluation")

    label_fields = ("name", "period", "evaluator")

    name = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    evaluator = models.CharField(_("evaluated by"), max_length=200, blank=True)
    period = models.CharField(_("when"), max_length=120, blank=True)
    delivered = models.DateField(_("report delivered"), null=True, blank=True)

    translatable_fields = localized(
        translate=("name", "period", "evaluator"), keep=("code", "programme", "kind", "delivered", *CITATION)
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)


class Conclusion(Cited, ProgrammeLabel):
    """What an evaluation found."""

    class Level(models.TextChoices):
        DESIGN = "design", _("design")
        PROCESS = "process", _("process")
        RESULTS = "results", _("results")

    label_fields = ("text",)

    text = models.TextField(_("conclusion"))
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="conclusions", verbose_name=_("evaluation")
    )
    level = models.CharField(_("level"), max_length=8, choices=Level)
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])

    translatable_fields = localized(
        translate=("text",), keep=("code", "programme", "evaluation", "level", "number", *CITATION)
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)


class ManagementResponse(Cited, ProgrammeLabel):
    """The management's answer to one recommendation or to several together; a blank text was printed blank."""

    label_fields = ("text",)

    text = models.TextField(_("answer"), blank=True)
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="responses", verbose_name=_("evaluation")
    )

    translatable_fields = localized(translate=("text",), keep=("code", "programme", "evaluation", *CITATION))

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("management response")
        verbose_name_plural = _("management responses")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)

    def __str__(self) -> str:
        return f"{self.code} · {self.text[:80]}"


class Recommendation(Cited, ProgrammeLabel):
    """What an evaluation recommended."""

    label_fields = ("text",)

    text = models.TextField(_("recommendation"))
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="recommendations", verbose_name=_("evaluation")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    response = models.ForeignKey(
        ManagementResponse,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("management response"),
    )

    translatable_fields = localized(
        translate=("text",), keep=("code", "programme", "evaluation", "number", "response", *CITATION)
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)


class KeyAction(Cited, ProgrammeLabel):
    """What was to be done about a recommendation, by when, by whom, and how far it got."""

    class Status(models.TextChoices):
        NOT_STATED = "not-stated", _("status not stated")
        NOT_STARTED = "not-started", _("not started")
        UNDER_WAY = "under-way", _("under way")
        DONE = "done", _("done")

    label_fields = ("text", "deadline", "responsible", "comments")

    text = models.TextField(_("key action"))
    deadline = models.CharField(_("deadline"), max_length=160, blank=True)
    responsible = models.CharField(_("responsible"), max_length=300, blank=True)
    comments = models.TextField(_("comments"), blank=True)
    response = models.ForeignKey(
        ManagementResponse, on_delete=models.PROTECT, related_name="key_actions", verbose_name=_("management response")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    due = models.DateField(_("due date"), null=True, blank=True, help_text=_("The last day that the deadline allows."))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NOT_STATED)

    translatable_fields = localized(
        translate=("text", "deadline", "responsible", "comments"),
        keep=("code", "programme", "response", "number", "due", "status", *CITATION),
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("key action")
        verbose_name_plural = _("key actions")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)


class Effect(Cited, ProgrammeLabel):
    """What came of a recommendation, as a document tells it, and the figures of the record in which it shows.

    ``before`` and ``after`` are stable keys of figures (``transparency.checks.keys``); either may be blank. ``basis``
    keeps apart what a document says itself from what only two documents side by side suggest.
    """

    class Basis(models.TextChoices):
        TOLD = "told", _("a document says so")
        SIDE_BY_SIDE = "side-by-side", _("two facts side by side; no document joins them")

    label_fields = ("text",)

    text = models.TextField(_("what came of it"))
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="effects", verbose_name=_("recommendation")
    )
    key_action = models.ForeignKey(
        KeyAction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="effects",
        verbose_name=_("key action"),
        help_text=_("Only where the documents name the action that led to it."),
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    basis = models.CharField(_("basis"), max_length=12, choices=Basis)
    before = models.CharField(
        _("figure before"),
        max_length=LONGEST_KEY,
        blank=True,
        help_text=_("The key of the figure, as the data files give it."),
    )
    after = models.CharField(
        _("figure after"),
        max_length=LONGEST_KEY,
        blank=True,
        help_text=_("The key of the budget line, count or date in which the change shows."),
    )

    translatable_fields = localized(
        translate=("text",),
        keep=("code", "programme", "recommendation", "key_action", "number", "basis", "before", "after", *CITATION),
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("effect of a recommendation")
        verbose_name_plural = _("effects of recommendations")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)

    def clean(self) -> None:
        """An action leads to an effect of the recommendation that it answers."""
        super().clean()
        answers = self.key_action.response_id if self.key_action else None
        if answers and self.recommendation_id and answers != self.recommendation.response_id:
            raise ValidationError({"key_action": _("This action answers another recommendation.")})
