"""What readers ask about a figure, and what is answered in public."""

import secrets
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from transparency.models.citations import LONGEST_KEY
from transparency.models.labels import ProgrammeLabel, localized
from transparency.models.programme import Programme

LONGEST_QUESTION = 2000
CODE_BYTES = 6


class Question(models.Model):
    """A reader's question about one figure, as it was asked. Not public: the answer says what of it is published.

    ``value`` and ``release`` are what the reader saw. ``email`` is kept only until the question is closed; ``origin``
    is a keyed digest of where it came from, kept for a day to limit how much one place can send.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("question", "open")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed without a public answer")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="questions", verbose_name=_("programme")
    )
    figure = models.CharField(_("figure"), max_length=LONGEST_KEY)
    value = models.CharField(_("value that was shown"), max_length=200, blank=True)
    release = models.PositiveIntegerField(_("release"))
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("question"), max_length=LONGEST_QUESTION)
    email = models.EmailField(_("address to write back to"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField(_("asked on"), db_default=Now())
    told_at = models.DateTimeField(_("data officers told on"), null=True, blank=True)
    origin = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("question about a figure")
        verbose_name_plural = _("questions about figures")
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=["origin", "asked_at"], name="question_origin"),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.figure}"


class QuestionAnswer(ProgrammeLabel):
    """The public answer to a question, in both languages; it stays with the figure."""

    label_fields = ("asked", "text")
    in_releases = False

    asked = models.TextField(
        _("question, as published"),
        help_text=_("In few words and without personal data: names, telephone numbers, addresses."),
    )
    text = models.TextField(_("answer"), help_text=_("In plain words, for readers of the public page."))
    question = models.ForeignKey(
        Question,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("question received"),
    )
    figure = models.CharField(
        _("figure"), max_length=LONGEST_KEY, help_text=_("The key of the figure, from its address.")
    )
    asked_on = models.DateField(_("asked on"))
    answered_by = models.CharField(
        _("answered by"), max_length=200, help_text=_("The institution or office, as readers will see it.")
    )
    answered_on = models.DateField(_("answered on"))

    translatable_fields = localized(
        translate=("asked", "text"),
        keep=("code", "programme", "question", "figure", "asked_on", "answered_by", "answered_on"),
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("answer to a question")
        verbose_name_plural = _("answers to questions")

    def clean(self) -> None:
        """The code names the question that is answered."""
        super().clean()
        self._name_itself()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Rows made without a form get their code as well; a question that is answered is no longer open."""
        self._name_itself()
        super().save(*args, **kwargs)
        if self.question_id:
            waiting = Question.objects.filter(pk=self.question_id, state=Question.State.OPEN)
            waiting.update(state=Question.State.ANSWERED)

    def _name_itself(self) -> None:
        self.code = self.code or f"question-{self.question_id or secrets.token_hex(CODE_BYTES)}"
