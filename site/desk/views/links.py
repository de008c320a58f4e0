"""The report of links: those that lead nowhere, and those nobody could be sure of."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from desk.models import CheckedLink

TROUBLE = [choice for choice in CheckedLink.State.choices if choice[0] != CheckedLink.State.GOOD]


class LinkFilterSet(WagtailFilterSet):
    """Narrowed down by result."""

    state = django_filters.ChoiceFilter(label=_("Result"), choices=TROUBLE)

    class Meta:
        model = CheckedLink
        fields = ["state"]


class LinkReportView(ReportView):
    """Every link that did not lead to a page, with the page that it stands on."""

    model = CheckedLink
    page_title = _("Broken links")
    header_icon = "link"
    index_url_name = "desk_links:links"
    index_results_url_name = "desk_links:links_results"
    filterset_class = LinkFilterSet
    permission_policy = page_permission_policy
    any_permission_required = ("add", "change", "publish")
    is_searchable = False
    columns = [
        TitleColumn(
            "page",
            label=_("Page"),
            accessor="check_of_page.page.title",
            get_url=lambda link: reverse("wagtailadmin_pages:edit", args=[link.check_of_page.page_id]),
        ),
        Column("url", label=_("Address")),
        Column("state", label=_("Result"), accessor="get_state_display"),
        Column("answer", label=_("Answer")),
        DateColumn("checked_at", label=_("Tried"), accessor="check_of_page.checked_at"),
    ]
    list_export = ["check_of_page.page.title", "url", "get_state_display", "answer", "check_of_page.checked_at"]
    export_headings = {
        "check_of_page.page.title": _("Page"),
        "url": _("Address"),
        "get_state_display": _("Result"),
        "answer": _("Answer"),
        "check_of_page.checked_at": _("Tried"),
    }

    def get_filename(self) -> str:
        """The name of the spreadsheet, without its ending."""
        return "links"

    def get_base_queryset(self) -> QuerySet[CheckedLink]:
        """Links of pages that this user may edit."""
        pages = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required
        )
        links = CheckedLink.objects.exclude(state=CheckedLink.State.GOOD)
        return links.filter(check_of_page__page__in=pages.values("pk")).select_related("check_of_page__page")

    def get_queryset(self) -> Any:
        """Newest checks first."""
        return self.get_base_queryset().order_by("-check_of_page__checked_at", "pk")
