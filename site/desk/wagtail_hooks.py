"""What the desk adds to the Wagtail admin."""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.permissions import page_permission_policy

from desk import page_actions  # noqa: F401
from desk.listings.registers import RegistersGroup
from desk.listings.tree import TreeViewSet
from desk.panels import PublicationPanel, WaitingPanel
from desk.publication import REPORT_LABEL, may_see
from desk.views.importing import ImportView, TemplateView, first_kind
from desk.views.links import LinkReportView
from desk.views.publication import PublicationReportView, retry
from desk.views.translations import GuardedUpdateTranslationsView, guarded_convert_to_alias

# Before wagtail-localize, whose own views at these addresses do not ask who may publish.
FIRST = -100


@hooks.register("register_admin_urls", order=FIRST)
def admin_urls() -> list[URLPattern | URLResolver]:
    """The desk's own views, and those it puts in front of others."""
    own = [
        path("", PublicationReportView.as_view(), name="publication"),
        path("retry/", retry, name="publication_retry"),
    ]
    links = [
        path("", LinkReportView.as_view(), name="links"),
        path("results/", LinkReportView.as_view(results_only=True), name="links_results"),
    ]
    importing = [
        path("", first_kind, name="first"),
        path("<slug:kind>/", ImportView.as_view(), name="import"),
        path("<slug:kind>/template/", TemplateView.as_view(), name="template"),
    ]
    return [
        path("publication/", include((own, "desk"))),
        path("import/", include((importing, "desk_import"))),
        path("reports/links/", include((links, "desk_links"))),
        path("localize/update/<int:translation_source_id>/", GuardedUpdateTranslationsView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", guarded_convert_to_alias),
    ]


@hooks.register("register_admin_viewset")
def lists_of_pages() -> list[ViewSet | ViewSetGroup]:
    """A list for each register, and the tree with its translations."""
    return [RegistersGroup(), TreeViewSet()]


@hooks.register("construct_homepage_panels")
def add_own_panels(request: HttpRequest, panels: list) -> None:
    """What waits for the user, then how publication fares, ahead of all other panels."""
    panels += [WaitingPanel(), PublicationPanel()]


class PublicationMenuItem(MenuItem):
    """The report's entry in the menu of reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only for whoever may open it."""
        return may_see(request.user)


@hooks.register("register_reports_menu_item")
def publication_menu_item() -> MenuItem:
    """The report."""
    return PublicationMenuItem(
        REPORT_LABEL, reverse("desk:publication"), name="publication", icon_name="upload", order=100
    )


class LinkMenuItem(MenuItem):
    """The report of links in the menu of reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever writes pages."""
        return bool(
            page_permission_policy.user_has_any_permission(request.user, LinkReportView.any_permission_required)
        )


@hooks.register("register_reports_menu_item")
def links_menu_item() -> MenuItem:
    """The report of links."""
    return LinkMenuItem(_("Broken links"), reverse("desk_links:links"), name="links", icon_name="link", order=200)


@hooks.register("register_permissions")
def publication_permissions() -> QuerySet[Permission]:
    """The two rights that operators can grant over publication: to see it, and to have it tried again."""
    return Permission.objects.filter(
        Q(content_type__app_label="publication"), Q(codename="view_run") | Q(codename="change_scopestate")
    )


@hooks.register("insert_global_admin_css")
def desk_styles() -> str:
    """The colours of states."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))
