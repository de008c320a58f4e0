"""Vocabulary: what figures are classified by, the documents they were read in, and the notes beside them."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Locale

from transparency.admin.choosers import LabelChooserViewSet
from transparency.admin.forms import RecordForm
from transparency.admin.listings import PROGRAMME
from transparency.admin.panels import listed
from transparency.admin.viewsets import RecordViewSet
from transparency.models import Category, Note, Organisation, Place, Sector, Source, Theme, Unit


class OrganisationViewSet(RecordViewSet):
    """Organisations."""

    model = Organisation
    icon = "group"
    list_display = ("name", "acronym", "code", "kind", "iati_ref")
    list_filter = ("kind",)
    panels = (
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldPanel("name"),
                FieldPanel("acronym"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("iati_ref")]),
            ],
            heading=_("Organisation"),
        ),
    )


class PlaceViewSet(RecordViewSet):
    """Regions, provinces, districts."""

    model = Place
    icon = "site"
    list_display = ("name", "code", "level", "parent")
    list_filter = ("level",)
    panels = (
        MultiFieldPanel(
            [
                FieldPanel(
                    "code", help_text=_("UBIGEO code: two digits for a region, four a province, six a district.")
                ),
                FieldPanel("name"),
                FieldPanel("level"),
                FieldPanel("parent"),
            ],
            heading=_("Place"),
        ),
    )


class SectorViewSet(RecordViewSet):
    """Sectors."""

    model = Sector
    icon = "tag"
    list_display = ("name", "code", "dac_code")
    panels = (FieldPanel("code"), FieldPanel("name"), FieldPanel("dac_code"))


class ThemeViewSet(RecordViewSet):
    """Cross-cutting themes."""

    model = Theme
    icon = "tag"
    list_display = ("name", "code")
    panels = (FieldPanel("code"), FieldPanel("name"))


class UnitViewSet(RecordViewSet):
    """Units."""

    model = Unit
    icon = "list-ol"
    list_display = ("name", "code")
    panels = (FieldPanel("code"), FieldPanel("name"))


class CategoryViewSet(RecordViewSet):
    """Categories."""

    model = Category
    icon = "folder-open-inverse"
    list_display = ("name", "code")
    panels = (FieldPanel("code"), FieldPanel("name"))


class SourceViewSet(RecordViewSet):
    """Documents that figures were read in."""

    model = Source
    icon = "doc-full-inverse"
    list_display = ("name", "code", "publisher", "issued", "language")
    panels = (
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldPanel("name"),
                FieldPanel("publisher"),
                FieldRowPanel([FieldPanel("issued"), FieldPanel("language")]),
            ],
            heading=_("Document"),
        ),
        MultiFieldPanel(
            [FieldPanel("file_name"), FieldPanel("sha256")],
            heading=_("The file that was read"),
            help_text=_("With the digest anybody can check that they hold the same file."),
        ),
    )


class NewNoteForm(RecordForm):
    """A note written beside the figure that it explains, in the source language."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Note
        fields = ("programme", "code", "text")
        widgets = {"programme": forms.Select}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.locale = Locale.get_default()


class NoteChooserViewSet(LabelChooserViewSet):
    """Notes can be written where they are chosen."""

    creation_form_class = NewNoteForm
    creation_tab_label = _("New note")


class NoteViewSet(RecordViewSet):
    """Sentences beside figures."""

    model = Note
    icon = "comment"
    list_display = ("text", "code", PROGRAMME)
    list_filter = ("programme",)
    panels = (listed("programme"), FieldPanel("code"), FieldPanel("text"))

    @cached_property
    def chooser_viewset_class(self) -> type[ChooserViewSet]:
        """Notes are chosen, or written on the spot."""
        return NoteChooserViewSet


VIEWSETS = (
    OrganisationViewSet,
    PlaceViewSet,
    SectorViewSet,
    ThemeViewSet,
    UnitViewSet,
    CategoryViewSet,
    SourceViewSet,
    NoteViewSet,
)
