"""Figures and charts of the record: a page names them, the record gives them, so they never go stale."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks.samples import first_programme
from publication.navigation import Link
from transparency.selectors.programmes import released_links
from transparency.views.blocks import Block
from transparency.views.embeds import Address, Offer, offered_elsewhere
from transparency.views.named_figures import named_exhibit, named_figure, view_of
from transparency.views.reader import RecordReader

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


def reader_in(parent_context: dict[str, Any] | None) -> RecordReader:
    """The page's reader of the record, which numbers its sources; one of its own where a block stands alone."""
    there = (parent_context or {}).get("records")
    return there if isinstance(there, RecordReader) else RecordReader(get_language() or "es")


def code_of(value: Any) -> str:
    """The code of the programme that a block names; empty where the record has it no more."""
    return value["programme"].code if value["programme"] else ""


class RecordFiguresBlock(blocks.StructBlock):
    """A few figures on a cord, with their sources."""

    programme = SnippetChooserBlock("transparency.Programme", label=_("Programme"))
    figures = blocks.ListBlock(blocks.ChoiceBlock(choices=FIGURES, label=_("Figure")), label=_("Figures"), min_num=1)

    class Meta:
        icon = "order"
        label = _("Figures from the record")
        template = "content/blocks/figures.html"
        description = _("Figures of the record with their sources; they change when the record does.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The figures of this moment, and the released pages that explain them."""
        reader, code = reader_in(parent_context), code_of(value)
        page = reader.of(code)
        found = [(name, named_figure(page, name)) for name in value["figures"]] if page else []
        views = dict.fromkeys(view_of(name) for name, figure in found if figure)
        return {
            **super().get_context(value, parent_context=parent_context),
            "key_figures": [figure for _name, figure in found if figure],
            "more": released_links(code, reader.language, *views),
            "own_sources": not (parent_context or {}).get("records") and reader.sources,
        }

    def get_preview_value(self) -> Any:
        """Two figures of the first programme."""
        return self.normalize({"programme": first_programme(), "figures": ["cost", "people"]})


class ChartBlock(blocks.StructBlock):
    """A chart of the record beside its table."""

    programme = SnippetChooserBlock("transparency.Programme", label=_("Programme"))
    chart = blocks.ChoiceBlock(choices=CHARTS, label=_("Chart"))

    class Meta:
        icon = "decimal"
        label = _("Chart from the record")
        template = "content/blocks/chart.html"
        description = _("A chart of the record beside its table; it changes when the record does.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The exhibit with the figures of this moment, and the released page that explains it."""
        reader, code = reader_in(parent_context), code_of(value)
        page = reader.of(code)
        exhibit = named_exhibit(page, value["chart"]) if page else None
        more = released_links(code, reader.language, view_of(value["chart"]))
        return {
            **super().get_context(value, parent_context=parent_context),
            "exhibit": exhibit,
            "more": more,
            "chart_offers": _offers(exhibit, more, reader.language),
            "own_sources": not (parent_context or {}).get("records") and reader.sources,
        }

    def get_preview_value(self) -> Any:
        """Who received the money of the first programme."""
        return self.normalize({"programme": first_programme(), "chart": "agencies"})


def _offers(exhibit: Block | None, more: list[Link], language: str) -> dict[str, list[Offer]]:
    """The files of the chart, which lie beside the released page that explains it."""
    if exhibit is None or not more:
        return {}
    return offered_elsewhere(exhibit, Address(more[0]["url"], language))
