"""Each register as a list of its own: number, date, kind, and how far the translation is."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from content.importing import KINDS
from content.models import (
    ActivityPage,
    AlbumPage,
    ContentPage,
    DocumentPage,
    InitiativePage,
    OrdinancePage,
    ProductPage,
    StudyPage,
)
from desk.listings.states import WORDS, TranslationColumn, WithStates, states_of_originals
from desk.views.importing import may_import
from transparency.admin.choosers import source_language
from transparency.admin.listings import LabelFilter
from transparency.models import Place, Sector

FILTERED_STATES = [(kind, WORDS[kind]) for kind in ("untranslated", "draft", "stale", "translated")]


class KindColumn(Column):
    """The kind of an item, in words."""

    def __init__(self) -> None:
        super().__init__("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind")


class AlbumFilterSet(PageFilterSet):
    """Pages by the state of their translation."""

    translation = django_filters.ChoiceFilter(
        label=_("Translation"), choices=FILTERED_STATES, method="filter_translation", empty_label=_("All")
    )

    def filter_translation(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        """Pages in one state."""
        rows = list(self._meta.model.objects.filter(pk__in=pages.values("pk")))
        states = states_of_originals(rows)
        return pages.filter(pk__in=[page.pk for page in rows if states[page.translation_key] == value])


class ItemFilterSet(AlbumFilterSet):
    """Items also by where they belong."""

    places = LabelFilter(
        field_name="places", label=_("Place"), queryset=lambda request: Place.objects.filter(source_language())
    )
    sectors = LabelFilter(
        field_name="sectors", label=_("Sector"), queryset=lambda request: Sector.objects.filter(source_language())
    )


class RegisterIndexView(WithStates, IndexView):
    """The pages of a type in the main language; their translations are a column."""

    default_ordering = "-latest_revision_created_at"
    show_locale_labels = False

    def get_base_queryset(self) -> QuerySet:
        """Without the pages that translate others."""
        return super().get_base_queryset().filter(locale=Locale.get_default())


class WritersMenuItem(MenuItem):
    """For whoever has to do with pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this user may open the list."""
        return bool(page_permission_policy.user_has_any_permission(request.user, IndexView.any_permission_required))


class RegisterViewSet(PageListingViewSet):
    """The list of one type. ``facts`` are its own columns."""

    index_view_class = RegisterIndexView
    menu_item_class = WritersMenuItem
    list_per_page = 50
    facts: tuple[Column, ...] = ()

    @cached_property
    def name(self) -> str:
        """Part of the addresses."""
        return f"register_{self.model._meta.model_name}"

    @cached_property
    def menu_label(self) -> Any:
        """The plural of the type."""
        return capfirst(self.model._meta.verbose_name_plural)

    @property
    def columns(self) -> list[Any]:
        """The title, what tells one item from another, and how far it is."""
        return [
            BulkActionsColumn("bulk_actions"),
            PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
            *self.facts,
            PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
            TranslationColumn(),
        ]

    @cached_property
    def filterset_class(self) -> type[PageFilterSet]:
        """The filters of the type."""
        fields = ["kind"] if hasattr(self.model, "kind") else []
        base = ItemFilterSet if hasattr(self.model, "places") else AlbumFilterSet
        meta = type("Meta", (), {"model": self.model, "fields": fields})
        return type(f"{self.model.__name__}FilterSet", (base,), {"Meta": meta})


ISSUED = Column("issued", label=_("Date"), sort_key="issued")
NUMBER = Column("number", label=_("Number"), sort_key="number")
CODE = Column("code", label=_("Code"), sort_key="code")


def register_of(model: type[ContentPage], icon: str, *facts: Column) -> RegisterViewSet:
    """The list of a type."""
    made: type[RegisterViewSet] = type(
        f"{model.__name__}Listing", (RegisterViewSet,), {"model": model, "icon": icon, "facts": facts}
    )
    return made(url_prefix=f"registers/{model._meta.model_name}")


class ImportMenuItem(MenuItem):
    """The way to bring in many items at once."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this user may bring in anything."""
        return any(may_import(kind, request) for kind in KINDS.values())


class RegistersGroup(ViewSetGroup):
    """The registers in the menu."""

    menu_label = _("Registers")
    menu_name = "registers"
    menu_icon = "folder-open-inverse"
    menu_order = 110

    def __init__(self) -> None:
        self.items = (
            register_of(StudyPage, "doc-full", KindColumn(), ISSUED, CODE),
            register_of(OrdinancePage, "clipboard-list", NUMBER, ISSUED, KindColumn()),
            register_of(ProductPage, "media", KindColumn(), ISSUED),
            register_of(InitiativePage, "group", KindColumn(), ISSUED),
            register_of(DocumentPage, "doc-full-inverse", KindColumn(), ISSUED),
            register_of(ActivityPage, "date", KindColumn(), ISSUED),
            register_of(AlbumPage, "image"),
        )
        super().__init__()

    def get_submenu_items(self) -> list[MenuItem]:
        """The registers, then the import."""
        bring = ImportMenuItem(
            _("Import"), reverse("desk_import:first"), name="import", icon_name="upload", order=len(self.items) + 1
        )
        return [*super().get_submenu_items(), bring]
