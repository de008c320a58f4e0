"""Figures and charts of the record: a page names them, the record gives them, so they never go stale."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

FIGURES = [
    ("cost", _("What it cost")),
    ("transferred", _("Transferred")),
    ("disbursed", _("Disbursed")),
    ("delivery", _("Share of the transferred money that was disbursed")),
    ("people", _("People reached")),
    ("ordinances", _("Ordinances passed")),
    ("initiatives", _("Initiatives funded")),
    ("trainers", _("Trainers certified")),
]
CHARTS = [
    ("agencies", _("Money by agency")),
    ("semesters", _("Money by semester")),
    ("people", _("People reached")),
    ("trainers", _("Trainers by region")),
]


class RecordFiguresBlock(blocks.StructBlock):
    """A few figures on a cord, with their sources."""

    programme = SnippetChooserBlock("transparency.Programme", label=_("Programme"))
    figures = blocks.ListBlock(blocks.ChoiceBlock(choices=FIGURES, label=_("Figure")), label=_("Figures"), min_num=1)

    class Meta:
        icon = "order"
        label = _("Figures from the record")
        template = "content/blocks/figures.html"


class ChartBlock(blocks.StructBlock):
    """A chart of the record beside its table."""

    programme = SnippetChooserBlock("transparency.Programme", label=_("Programme"))
    chart = blocks.ChoiceBlock(choices=CHARTS, label=_("Chart"))

    class Meta:
        icon = "decimal"
        label = _("Chart from the record")
        template = "content/blocks/chart.html"
