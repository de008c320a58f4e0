"""The programme itself: who takes part, where, in what, when, and what it was to cost."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from transparency.admin.listings import PROGRAMME, SOURCE, NumberColumn
from transparency.admin.panels import citation, figure, listed
from transparency.admin.viewsets import RecordViewSet
from transparency.models import (
    Cost,
    Milestone,
    Participation,
    Programme,
    ProgrammePlace,
    ProgrammeSector,
    ProgrammeTheme,
)


class ProgrammeViewSet(RecordViewSet):
    """Programmes."""

    model = Programme
    icon = "globe"
    list_display = ("name", "code", "window")
    panels = (
        MultiFieldPanel([FieldPanel("code"), FieldPanel("name"), FieldPanel("short_name")], heading=_("Programme")),
        MultiFieldPanel([FieldPanel("window"), FieldPanel("goals"), FieldPanel("summary")], heading=_("What it is")),
    )


class ParticipationViewSet(RecordViewSet):
    """Who takes part, and how."""

    model = Participation
    icon = "group"
    list_display = ("organisation", "role", "phase", PROGRAMME, SOURCE)
    list_filter = ("programme", "role", "source")
    search_fields = ("organisation__name", "organisation__acronym", "organisation__code")
    panels = (
        MultiFieldPanel(
            [listed("programme"), FieldPanel("organisation"), FieldRowPanel([FieldPanel("role"), FieldPanel("phase")])],
            heading=_("Participation"),
        ),
        citation(),
    )


class MilestoneViewSet(RecordViewSet):
    """Dates."""

    model = Milestone
    icon = "calendar-check"
    list_display = ("name", "kind", "date", "precision", SOURCE)
    list_filter = ("programme", "kind", "source")
    panels = (
        MultiFieldPanel([listed("programme"), FieldPanel("code"), FieldPanel("name"), FieldPanel("kind")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("date"), FieldPanel("precision"), FieldPanel("printed")])], heading=_("Date")
        ),
        citation(),
    )


class CostViewSet(RecordViewSet):
    """What the programme was to cost."""

    model = Cost
    icon = "decimal"
    list_display = ("origin", NumberColumn("amount", _("Amount"), currency=True), "printed", PROGRAMME, SOURCE)
    list_filter = ("programme", "origin", "source")
    search_fields = ("printed", "programme__code")
    panels = (
        MultiFieldPanel([listed("programme"), FieldPanel("origin")], heading=_("Origin of the money")),
        figure(FieldPanel("amount"), FieldPanel("currency")),
        citation(),
    )


class ProgrammePlaceViewSet(RecordViewSet):
    """Where the programme worked."""

    model = ProgrammePlace
    icon = "site"
    list_display = ("place", PROGRAMME, SOURCE, "section")
    list_filter = ("programme", "source")
    search_fields = ("place__name", "place__code")
    panels = (MultiFieldPanel([listed("programme"), FieldPanel("place")], heading=_("Place")), citation())


class ProgrammeSectorViewSet(RecordViewSet):
    """In what the programme worked."""

    model = ProgrammeSector
    icon = "tag"
    list_display = ("sector", PROGRAMME, SOURCE, "section")
    list_filter = ("programme", "source")
    search_fields = ("sector__name", "sector__code")
    panels = (MultiFieldPanel([listed("programme"), listed("sector")], heading=_("Sector")), citation())


class ProgrammeThemeViewSet(RecordViewSet):
    """Themes that run through it."""

    model = ProgrammeTheme
    icon = "tag"
    list_display = ("theme", PROGRAMME, SOURCE, "section")
    list_filter = ("programme", "source")
    search_fields = ("theme__name", "theme__code")
    panels = (MultiFieldPanel([listed("programme"), listed("theme")], heading=_("Theme")), citation())


VIEWSETS = (
    ProgrammeViewSet,
    ParticipationViewSet,
    MilestoneViewSet,
    CostViewSet,
    ProgrammePlaceViewSet,
    ProgrammeSectorViewSet,
    ProgrammeThemeViewSet,
)
