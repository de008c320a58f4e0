"""The publication report, and its retry button."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from desk.publication import may_retry, may_see, overview, view_name
from publication.hints import after_commit
from publication.selectors import scope_states
from publication.services.scopes import scope_retry

RUNS_SHOWN = 30


class PublicationReportView(WagtailAdminTemplateMixin, TemplateView):
    """Every scope, and the last turns of the builder."""

    template_name = "desk/publication_report.html"
    page_title = gettext_lazy("Publication")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Shows the report. Raises ``PermissionDenied`` for users whom it does not concern."""
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template shows."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, **overview(self.request.user, RUNS_SHOWN), "back": self.request.path}


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Has a scope tried again at once. Raises ``PermissionDenied`` for users without that right."""
    if not may_retry(request.user):
        raise PermissionDenied
    scope = request.POST.get("scope", "")
    if scope in {status.scope for status in scope_states()}:
        scope_retry(scope)
        after_commit()
        view, _sign, subject = scope.partition(":")
        text = _("“%(page)s” of %(programme)s will be built again now.")
        messages.success(request, text % {"page": view_name(view), "programme": subject})
    else:
        messages.error(request, _("There is no such page any more. Look at the list below for those there are."))
    return redirect(get_valid_next_url_from_request(request) or reverse("desk:publication"))
