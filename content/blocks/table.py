"""A table of words; figures belong to the record."""

from itertools import zip_longest
from typing import Any

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

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """``columns`` and ``lines``: each cell with the name of its column, which phones show beside it."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        columns, *rows = [list(row) for row in value["rows"]] or [[]]
        lines = [list(zip_longest(columns[: len(row)], row, fillvalue="")) for row in rows]
        return {**context, "columns": columns, "lines": lines}

    class Meta:
        icon = "table"
        label = _("Table")
        template = "content/blocks/table.html"
        description = _("A table of words. Figures belong to the record and come from there.")
        preview_value = {
            "caption": _("Who helps with what"),
            "rows": [[_("Region"), _("Craft")], ["Ayacucho", _("Weaving")], ["Puno", _("Pottery")]],
        }
