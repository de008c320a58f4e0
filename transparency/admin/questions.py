"""Questions of readers in the admin: what came in, and the public answers to it."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from transparency.admin.listings import PROGRAMME
from transparency.admin.panels import listed
from transparency.admin.permissions import RecordPermissionPolicy
from transparency.admin.viewsets import RecordCreateView, RecordViewSet
from transparency.models import Question, QuestionAnswer

# What a spreadsheet of questions holds: never who asked.
EXPORTED = ["programme.code", "figure", "value", "release", "language", "text", "state", "asked_at"]


class AnswerQuestionView(RecordCreateView):
    """A new answer; the question says in the address which one it answers."""

    def get_initial_form_instance(self) -> models.Model:
        """An answer that already repeats its question."""
        answer = QuestionAnswer(locale=self.locale) if self.locale else QuestionAnswer()
        answer.answered_on = timezone.localdate()
        number = self.request.GET.get("question", "")
        question = Question.objects.filter(pk=number).first() if number.isdecimal() else None
        if question:
            answer.question, answer.programme = question, question.programme
            answer.figure, answer.asked = question.figure, question.text
            answer.asked_on = timezone.localdate(question.asked_at)
        return answer


class AnswerLinkPanel(Panel):
    """The way from a question to its public answer."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "transparency/admin/answer_link.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The answer that is there, or where one is written."""
            url_name = QuestionAnswer.snippet_viewset.get_url_name
            there = self.instance.answers.order_by("locale_id", "pk").first()
            url = (
                reverse(url_name("edit"), args=[there.pk])
                if there
                else f"{reverse(url_name('add'))}?{urlencode({'question': self.instance.pk})}"
            )
            return {**super().get_context_data(parent_context), "url": url, "answered": there is not None}


class QuestionPermissionPolicy(RecordPermissionPolicy):
    """Questions come from readers: nobody writes one in the admin."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """As for any row, without adding."""
        return action != "add" and bool(super().user_has_permission(user, action))


class QuestionViewSet(RecordViewSet):
    """Questions that came in."""

    model = Question
    icon = "help"
    list_display = ("text", "figure", "state", "language", "asked_at", PROGRAMME)
    list_filter = ("programme", "state", "language")
    search_fields = ("text", "figure")
    list_export = EXPORTED
    panels = (
        MultiFieldPanel(
            [
                FieldPanel("text", read_only=True),
                FieldRowPanel([FieldPanel("asked_at", read_only=True), FieldPanel("language", read_only=True)]),
                FieldPanel("email", read_only=True),
            ],
            heading=_("Question"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("figure", read_only=True),
                FieldRowPanel([FieldPanel("value", read_only=True), FieldPanel("release", read_only=True)]),
            ],
            heading=_("What the reader saw"),
        ),
        MultiFieldPanel([AnswerLinkPanel(), FieldPanel("state")], heading=_("Answer")),
    )

    @property
    def permission_policy(self) -> QuestionPermissionPolicy:
        """Who may do what."""
        return QuestionPermissionPolicy(self.model)


class QuestionAnswerViewSet(RecordViewSet):
    """Public answers."""

    model = QuestionAnswer
    icon = "comment"
    add_view_class = AnswerQuestionView
    list_display = ("asked", "figure", "answered_by", "answered_on", PROGRAMME)
    list_filter = ("programme",)
    panels = (
        MultiFieldPanel(
            [listed("programme"), FieldPanel("figure"), FieldPanel("question"), FieldPanel("asked_on")],
            heading=_("Question"),
            help_text=_("Filled in when you come from a question."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("asked"),
                FieldPanel("text"),
                FieldRowPanel([FieldPanel("answered_by"), FieldPanel("answered_on")]),
            ],
            heading=_("What is published"),
            help_text=_("It appears on the figure's own page as soon as it is saved, and stays there."),
        ),
    )


VIEWSETS = (QuestionViewSet, QuestionAnswerViewSet)
