"""A file to download."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class FileBlock(blocks.StructBlock):
    """A file with its type, size and pages, which are read from the file itself."""

    file = DocumentChooserBlock(label=_("File"))
    text = blocks.CharBlock(label=_("What it is"), required=False, max_length=240)

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "content/blocks/file.html"
