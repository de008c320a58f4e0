"""Changes of published figures in the admin: which have no reason yet, and the reasons that officers give."""

from typing import Any

from django.db import models
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from transparency.admin.listings import PROGRAMME
from transparency.admin.officers import OfficersListView, OfficersMenuItem
from transparency.admin.panels import listed
from transparency.admin.viewsets import RecordCreateView, RecordViewSet
from transparency.changes.unexplained import unexplained
from transparency.models import ChangeReason
from transparency.selectors.programmes import programme_by_code

LIST_URL = "record_changes"
LONGEST_NUMBER = 9


class ReasonCreateView(RecordCreateView):
    """A new reason; the list of changes says in the address which ones it explains."""

    def get_initial_form_instance(self) -> models.Model:
        """A reason that already names its release and its figures."""
        asked = self.request.GET
        reason = ChangeReason(locale=self.locale) if self.locale else ChangeReason()
        reason.given_on = timezone.localdate()
        programme = programme_by_code(asked.get("programme", ""))
        if programme:
            reason.programme = programme
        number = asked.get("release", "")
        if number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER:
            reason.release = int(number)
        reason.figures = "\n".join(asked.getlist("figure"))
        return reason


class ChangeReasonViewSet(RecordViewSet):
    """Reasons for changes."""

    model = ChangeReason
    icon = "comment"
    add_view_class = ReasonCreateView
    list_display = ("text", "release", "given_by", "given_on", PROGRAMME)
    list_filter = ("programme", "release")
    panels = (
        MultiFieldPanel(
            [listed("programme"), FieldPanel("release"), FieldPanel("figures")],
            heading=_("Changes"),
            help_text=_("Filled in when you come from the list of changes."),
        ),
        MultiFieldPanel(
            [FieldPanel("text"), FieldRowPanel([FieldPanel("given_by"), FieldPanel("given_on")])],
            heading=_("Reason"),
        ),
    )


class ChangesListView(OfficersListView):
    """The changes of every programme that wait for a reason, with a way to give one for several at once."""

    template_name = "transparency/admin/changes.html"
    page_title = _("Changes without a reason")
    header_icon = "history"
    answered_with = ChangeReason

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The changes of each programme, in the language of the admin."""
        return {
            **super().get_context_data(**kwargs),
            "groups": [(row, unexplained(row.code, self.language)) for row in self.programmes()],
            "add_url": reverse(ChangeReason.snippet_viewset.get_url_name("add")),
        }


def register_urls() -> list[URLPattern]:
    """The address of the list of changes in the admin."""
    return [path("record/changes/", ChangesListView.as_view(), name=LIST_URL)]


def register_menu_item() -> MenuItem:
    """Right after the findings."""
    url = reverse(LIST_URL)
    label = _("Changes to explain")
    return OfficersMenuItem(ChangeReason, label, url, name="record-unexplained", icon_name="history", order=202)


VIEWSETS = (ChangeReasonViewSet,)
