"""Money: statements with their lines, instalments, and what others added."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from transparency.admin.lines import LinesPanel
from transparency.admin.listings import PROGRAMME, SOURCE, NumberColumn, TextColumn
from transparency.admin.panels import citation, figure, listed
from transparency.admin.viewsets import RecordViewSet
from transparency.models import Contribution, Gate, Instalment, Statement


class StatementViewSet(RecordViewSet):
    """Financial statements, with everything they print."""

    model = Statement
    icon = "table"
    list_display = ("period", "kind", "as_of", "currency", PROGRAMME, SOURCE)
    list_filter = ("programme", "kind", "source")
    search_fields = ("period", "programme__code")
    panels = (
        MultiFieldPanel(
            [
                listed("programme"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("period")]),
                FieldRowPanel([FieldPanel("as_of"), FieldPanel("precision"), FieldPanel("currency")]),
            ],
            heading=_("Statement"),
        ),
        citation(),
        LinesPanel(
            "statementlines",
            ("organisation", "measure", "amount"),
            heading=_("Lines"),
            label=_("line"),
            help_text=_(
                "One amount of one organisation. Leave the amount empty where the statement prints none, "
                "and choose a note that says why."
            ),
        ),
        LinesPanel(
            "reported_totals",
            ("measure", "amount"),
            heading=_("Totals as printed"),
            label=_("total"),
            help_text=_("The totals that the statement prints itself, also where its lines do not give them."),
        ),
        LinesPanel(
            "reportedshares",
            ("organisation", "numerator", "denominator", "value", "label"),
            heading=_("Shares as printed"),
            label=_("share"),
            help_text=_("Per cent, as printed. Without an organisation it is the share of the whole programme."),
        ),
        LinesPanel(
            "balances",
            ("organisation", "kind", "amount"),
            heading=_("Pending balances"),
            label=_("balance"),
            help_text=_("The note of a balance carries the explanation that the organisation gave."),
        ),
    )


class InstalmentViewSet(RecordViewSet):
    """Transfers from the fund."""

    model = Instalment
    icon = "download"
    list_display = ("number", "date", NumberColumn("amount", _("Amount"), currency=True), PROGRAMME, SOURCE)
    list_filter = ("programme", "source")
    search_fields = ("printed", "programme__code")
    panels = (
        MultiFieldPanel(
            [listed("programme"), FieldRowPanel([FieldPanel("number"), FieldPanel("date")])], heading=_("Instalment")
        ),
        figure(FieldPanel("amount"), FieldPanel("currency")),
        citation(),
    )


class GateViewSet(RecordViewSet):
    """Conditions that the fund sets for instalments."""

    model = Gate
    icon = "key"
    list_display = ("numerator", "denominator", NumberColumn("value", _("Per cent")), PROGRAMME, SOURCE)
    list_filter = ("programme", "source")
    search_fields = ("printed", "programme__code")
    panels = (
        MultiFieldPanel(
            [listed("programme"), FieldRowPanel([FieldPanel("numerator"), FieldPanel("denominator")])],
            heading=_("Condition"),
        ),
        figure(FieldPanel("value"), FieldPanel("must_exceed")),
        citation(),
    )


class ContributionViewSet(RecordViewSet):
    """What others added."""

    model = Contribution
    icon = "plus-inverse"
    list_display = (
        "contributor",
        TextColumn("description", label=_("What for")),
        "kind",
        NumberColumn("amount", _("Amount"), currency=True),
        PROGRAMME,
    )
    list_filter = ("programme", "kind", "currency", "source")
    search_fields = ("code", "contributor__name", "description__text")
    panels = (
        MultiFieldPanel(
            [
                listed("programme"),
                FieldPanel("code"),
                FieldPanel("contributor"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("place")]),
                FieldPanel("description"),
            ],
            heading=_("Contribution"),
        ),
        figure(FieldPanel("amount"), FieldPanel("currency")),
        citation(),
    )


VIEWSETS = (StatementViewSet, InstalmentViewSet, GateViewSet, ContributionViewSet)
