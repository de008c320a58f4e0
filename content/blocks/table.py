"""A table of words; figures belong to the record."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TextTableBlock(blocks.StructBlock):
    """A table whose first row names its columns and whose first column names its rows."""

    caption = blocks.CharBlock(label=_("What the table shows"), max_length=200)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(label=_("Cell"), required=False), label=_("Row"), min_num=1),
        label=_("Rows"),
        min_num=2,
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "content/blocks/table.html"
        description = _("A table of words. Figures belong to the record and come from there.")
        preview_value = {
            "caption": _("Who helps with what"),
            "rows": [[_("Region"), _("Craft")], ["Ayacucho", _("Weaving")], ["Puno", _("Pottery")]],
        }
