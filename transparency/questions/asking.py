"""The form in which a reader questions a figure, and taking in what was sent."""

import re
from typing import Any

from django import forms
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from transparency.models.programme import Programme
from transparency.models.questions import LONGEST_QUESTION, Question
from transparency.questions import limits

SHORTEST_QUESTION = 10
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
# Sent with the question's ``pk`` once it is committed; a crash may lose it, so that whoever listens must catch up.
asked = Signal()


class QuestionForm(forms.Form):
    """A question about one figure. ``website`` is for machines: people do not see it."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("What do you find wrong, unclear or missing? Please give no personal data here."),
        min_length=SHORTEST_QUESTION,
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you want a reply in person"),
        help_text=_("Only data officers see it. It is deleted when the question is closed."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False)
    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, programme: Programme, figure: str, origin: str, data: Any = None) -> None:
        self.programme, self.figure, self.origin = programme, figure, origin
        super().__init__(data, initial={"token": limits.form_token(programme.code, figure)})

    def clean_text(self) -> str:
        """Questions with many links are advertising."""
        text: str = self.cleaned_data["text"]
        if len(LINK.findall(text)) > MOST_LINKS:
            raise forms.ValidationError(
                _("A question may hold at most %(count)d links. Please leave some out."), params={"count": MOST_LINKS}
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Refuses what comes from a machine, each time with what a person should do who is taken for one."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("website"):
            raise forms.ValidationError(_("The last field must stay empty. Please empty it and send again."))
        try:
            limits.check_token(cleaned.get("token", ""), self.programme.code, self.figure)
        except limits.TooFast:
            raise forms.ValidationError(_("That was very fast. Please wait a few seconds and send again.")) from None
        except limits.Stale:
            self._renew()
            raise forms.ValidationError(_("This form has been open for too long. Please send it again.")) from None
        if limits.too_many(self.origin):
            raise forms.ValidationError(
                _("Too many questions have come in within the hour. Please try again later; your text is still here.")
            )
        return cleaned

    def _renew(self) -> None:
        """The form that is shown again carries a token that will do."""
        sent = {name: self.data.get(name, "") for name in self.fields}
        self.data = {**sent, "token": limits.form_token(self.programme.code, self.figure)}


@transaction.atomic
def question_ask(form: QuestionForm, value: str, release: int, language: str) -> Question:
    """Takes in a valid form. Sending the same text about the same figure again gives the question that is there."""
    same = {"programme": form.programme, "figure": form.figure, "text": form.cleaned_data["text"]}
    there = Question.objects.filter(**same, state=Question.State.OPEN).first()
    if there:
        return there
    question = Question.objects.create(
        **same,
        value=value[:200],
        release=release,
        language=language,
        email=form.cleaned_data["email"],
        origin=form.origin,
    )
    transaction.on_commit(lambda: asked.send_robust(sender=Question, pk=question.pk))
    return question
