"""Results: the framework in its versions, what was counted, and what was done."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column

from transparency.admin.listings import PROGRAMME, SOURCE, NumberColumn
from transparency.admin.panels import citation, figure, listed
from transparency.admin.viewsets import RecordViewSet
from transparency.models import (
    Achievement,
    AchievementQuantity,
    Indicator,
    Initiative,
    KnowledgeProduct,
    Observation,
    Outcome,
    Output,
)


class GroupColumn(Column):
    """The people or things that an observation counts, in one cell."""

    def get_value(self, instance: Observation) -> str:
        """Every dimension that is set."""
        dimensions = [
            instance.get_sex_display(),
            instance.get_funding_display(),
            _("indigenous people only") if instance.indigenous else "",
            instance.sector,
            instance.place,
            instance.category,
            _("a total that the document prints") if instance.reported_total else "",
        ]
        return " · ".join(str(dimension) for dimension in dimensions if dimension)


class OutcomeViewSet(RecordViewSet):
    """Outcomes."""

    model = Outcome
    icon = "crosshairs"
    list_display = ("name", "version", "number", PROGRAMME)
    list_filter = ("programme", "version")
    panels = (
        MultiFieldPanel(
            [
                listed("programme"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("version"), FieldPanel("number")]),
                FieldPanel("name"),
            ],
            heading=_("Outcome"),
        ),
        citation(),
    )


class OutputViewSet(RecordViewSet):
    """Outputs."""

    model = Output
    icon = "list-ul"
    list_display = ("name", "code", "outcome", PROGRAMME)
    list_filter = ("programme", "outcome")
    panels = (
        MultiFieldPanel(
            [listed("programme"), FieldPanel("code"), FieldPanel("outcome"), FieldPanel("name")], heading=_("Output")
        ),
        citation(),
    )


class IndicatorViewSet(RecordViewSet):
    """Indicators."""

    model = Indicator
    icon = "view"
    list_display = ("name", "code", "unit", "outcome", PROGRAMME)
    list_filter = ("programme", "unit")
    panels = (
        MultiFieldPanel(
            [listed("programme"), FieldPanel("code"), FieldPanel("name"), FieldPanel("unit"), FieldPanel("outcome")],
            heading=_("Indicator"),
        ),
        citation(),
    )


class ObservationViewSet(RecordViewSet):
    """Values of indicators."""

    model = Observation
    icon = "order"
    list_display = (
        "indicator",
        NumberColumn("value", _("Value")),
        "period",
        GroupColumn("group", label=_("Which group")),
        "role",
        SOURCE,
    )
    list_filter = ("indicator", "role", "sex", "funding", "indigenous", "sector", "reported_total", "source")
    search_fields = ("indicator__name", "indicator__code", "period", "place__name", "category__name")
    panels = (
        MultiFieldPanel(
            [FieldPanel("indicator"), FieldRowPanel([FieldPanel("role"), FieldPanel("period")])],
            heading=_("Indicator"),
        ),
        figure(FieldPanel("value")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sex"), FieldPanel("funding")]),
                FieldPanel("indigenous"),
                FieldRowPanel([listed("sector"), FieldPanel("place")]),
                FieldPanel("category"),
                FieldPanel("reported_total"),
            ],
            heading=_("Which group"),
            help_text=_("Leave empty what the document does not break down by."),
        ),
        citation(),
    )


class AchievementViewSet(RecordViewSet):
    """What was done."""

    model = Achievement
    icon = "success"
    list_display = ("text", "outcome", "place", "sector")
    list_filter = ("programme", "outcome", "sector")
    panels = (
        MultiFieldPanel(
            [
                listed("programme"),
                FieldPanel("code"),
                FieldPanel("outcome"),
                FieldPanel("text"),
                FieldRowPanel([FieldPanel("place"), listed("sector")]),
            ],
            heading=_("Achievement"),
        ),
        citation(),
    )


class AchievementQuantityViewSet(RecordViewSet):
    """Numbers inside achievements."""

    model = AchievementQuantity
    icon = "list-ol"
    list_display = ("achievement", NumberColumn("value", _("Value")), "unit", "printed")
    list_filter = ("unit", "source")
    search_fields = ("achievement__text", "achievement__code", "unit__name")
    panels = (
        MultiFieldPanel([FieldPanel("achievement"), FieldPanel("unit")], heading=_("What is counted")),
        figure(FieldPanel("value")),
        citation(),
    )


class InitiativeViewSet(RecordViewSet):
    """Ventures, anchor firms, consortia."""

    model = Initiative
    icon = "thumbtack"
    list_display = ("name", "kind", "place", "sector")
    list_filter = ("programme", "kind", "sector")
    panels = (
        MultiFieldPanel(
            [
                listed("programme"),
                FieldPanel("code"),
                FieldPanel("name"),
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("place"), listed("sector")]),
            ],
            heading=_("Initiative"),
        ),
        citation(),
    )


class KnowledgeProductViewSet(RecordViewSet):
    """Studies and other works."""

    model = KnowledgeProduct
    icon = "doc-full"
    list_display = ("name", "kind", "status", "planned", "organisation")
    list_filter = ("programme", "kind", "status", "planned")
    panels = (
        MultiFieldPanel(
            [
                listed("programme"),
                FieldPanel("code"),
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
                FieldPanel("planned"),
                FieldPanel("organisation"),
            ],
            heading=_("Knowledge product"),
        ),
        citation(),
    )


VIEWSETS = (
    OutcomeViewSet,
    OutputViewSet,
    IndicatorViewSet,
    ObservationViewSet,
    AchievementViewSet,
    AchievementQuantityViewSet,
    InitiativeViewSet,
    KnowledgeProductViewSet,
)
