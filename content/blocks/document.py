"""A file to download."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from content.blocks.samples import latest


class FileBlock(blocks.StructBlock):
    """A file with its type, size and pages, which are read from the file itself."""

    file = DocumentChooserBlock(label=_("File"))
    text = blocks.CharBlock(label=_("What it is"), required=False, max_length=240)

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "content/blocks/file.html"
        description = _("A file to download, with its type, size and pages.")

    def get_preview_value(self) -> Any:
        """The newest file of the site."""
        return self.normalize({"file": latest("File"), "text": ""})
