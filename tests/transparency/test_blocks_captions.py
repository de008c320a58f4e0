"""A chart says what it shows where the heading above it says less."""

from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from lxml import html

from transparency.charts import Share, Unit, share_bar
from transparency.views.blocks import Block, Column, Table, TableRow


def chart(title: str) -> SafeString:
    shares = [Share("A", Decimal(1))]
    return share_bar(
        chart_id="x", title=title, description="d", shares=shares, language="en", unit=Unit(), missing="no data"
    )


def captions(block: Block) -> list[str]:
    block.tables.append(Table("A table", "Row", [Column("Value")], [TableRow("Row", [], [])]))
    markup = render_to_string("transparency/block.html", {"block": block, "level": 2})
    return [str(caption.text) for caption in html.fragment_fromstring(markup).iter("figcaption")]


def test_a_chart_that_shows_what_the_heading_says_has_no_caption() -> None:
    assert captions(Block("x", "Women & men", charts=[chart("Women & men")])) == []
    assert captions(Block("x", format_html('<span lang="es">{}</span>', "A & B"), charts=[chart("A & B")])) == []


def test_every_other_chart_has_its_title() -> None:
    shown = Block("x", "By agency", charts=[chart("Disbursed & committed"), chart("By agency")])

    assert captions(shown) == ["Disbursed & committed"]
