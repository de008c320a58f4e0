"""Changes of published figures in the admin: which have no reason yet, and the reasons that officers give."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from transparency.admin.listings import PROGRAMME
from transparency.admin.panels import listed
from transparency.admin.permissions import RecordPermissionPolicy
from transparency.admin.viewsets import RecordCreateView, RecordViewSet
from transparency.changes.unexplained import unexplained
from transparency.models import ChangeReason, Programme
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


class ChangesListView(WagtailAdminTemplateMixin, TemplateView):
    """The changes of every programme that wait for a reason, with a way to give one for several at once."""

    template_name = "transparency/admin/changes.html"
    page_title = _("Changes without a reason")
    header_icon = "history"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Shows the list. Raises ``PermissionDenied`` for users who do not keep the record."""
        if not may_explain(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [
            {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The changes of each programme, in the language of the admin."""
        language = get_language() or settings.LANGUAGE_CODE
        programmes = Programme.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("code")
        return {
            **super().get_context_data(**kwargs),
            "groups": [(row, unexplained(row.code, language)) for row in programmes],
            "add_url": reverse(ChangeReason.snippet_viewset.get_url_name("add")),
        }


def may_explain(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether somebody may give reasons."""
    return bool(RecordPermissionPolicy(ChangeReason).user_has_permission(user, "add"))


class ChangesMenuItem(MenuItem):
    """The way to the changes that wait for a reason, for those who may give one."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may explain."""
        return may_explain(request.user)


def register_urls() -> list[URLPattern]:
    """The address of the list of changes in the admin."""
    return [path("record/changes/", ChangesListView.as_view(), name=LIST_URL)]


def register_menu_item() -> MenuItem:
    """Right after the findings."""
    url = reverse(LIST_URL)
    return ChangesMenuItem(_("Changes to explain"), url, name="record-unexplained", icon_name="history", order=202)


VIEWSETS = (ChangeReasonViewSet,)
