"""Findings in the admin: what the checks find at this moment, and the answers that officers give."""

from typing import Any

from django.db import models
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from transparency.admin.listings import PROGRAMME
from transparency.admin.officers import OfficersListView, OfficersMenuItem
from transparency.admin.panels import listed
from transparency.admin.viewsets import RecordCreateView, RecordViewSet
from transparency.models import FindingAnswer, Programme
from transparency.selectors.programmes import programme_by_code
from transparency.views.findings_reading import Told, told_findings

PREFILLED = ("programme", "check_code", "figure")
LIST_URL = "record_findings"


class AnswerCreateView(RecordCreateView):
    """A new answer; the list of findings says in the address which one it answers."""

    def get_initial_form_instance(self) -> models.Model:
        """An answer that already points at its finding."""
        answer = FindingAnswer(locale=self.locale) if self.locale else FindingAnswer()
        programme = programme_by_code(self.request.GET.get("programme", ""))
        if programme:
            answer.programme = programme
        answer.check_code = self.request.GET.get("check_code", "")
        answer.figure = self.request.GET.get("figure", "")
        return answer


class FindingAnswerViewSet(RecordViewSet):
    """Answers to findings."""

    model = FindingAnswer
    icon = "comment"
    add_view_class = AnswerCreateView
    list_display = ("text", "check_code", "status", "answered_by", "answered_on", PROGRAMME)
    list_filter = ("programme", "status", "check_code")
    panels = (
        MultiFieldPanel(
            [listed("programme"), FieldPanel("check_code"), FieldPanel("figure")],
            heading=_("Finding"),
            help_text=_("Filled in when you come from the list of findings."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldPanel("text"),
                listed("document"),
                FieldRowPanel([FieldPanel("answered_by"), FieldPanel("answered_on")]),
            ],
            heading=_("Answer"),
        ),
    )


class FindingsListView(OfficersListView):
    """Every finding on every programme, recomputed now, with a way to answer it."""

    template_name = "transparency/findings_admin.html"
    page_title = _("Findings")
    header_icon = "warning"
    answered_with = FindingAnswer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The findings of each programme, in the language of the admin."""
        groups = [(row, self._entries(row, told_findings(row, self.language))) for row in self.programmes()]
        return {**super().get_context_data(**kwargs), "groups": groups}

    def _entries(self, programme: Programme, told: list[Told]) -> list[dict[str, Any]]:
        rows = FindingAnswer.objects.filter(programme=programme, locale=programme.locale_id)
        answers = {row.code: row for row in rows}
        return [_entry(programme, one, answers.get(one.finding.code)) for one in told]


def _entry(programme: Programme, one: Told, answer: FindingAnswer | None) -> dict[str, Any]:
    url_name = FindingAnswer.snippet_viewset.get_url_name
    if answer:
        return {"told": one, "url": reverse(url_name("edit"), args=[answer.pk]), "status": answer.get_status_display()}
    values = (programme.code, one.finding.check, one.finding.answer_key)
    filled = urlencode(dict(zip(PREFILLED, values, strict=True)))
    return {"told": one, "url": f"{reverse(url_name('add'))}?{filled}", "status": ""}


def register_urls() -> list[URLPattern]:
    """The address of the list of findings in the admin."""
    return [path("record/findings/", FindingsListView.as_view(), name=LIST_URL)]


def register_menu_item() -> MenuItem:
    """Right after the record."""
    return OfficersMenuItem(
        FindingAnswer, _("Findings"), reverse(LIST_URL), name="record-findings", icon_name="warning", order=201
    )


VIEWSETS = (FindingAnswerViewSet,)
