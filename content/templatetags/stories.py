"""The blocks of a page's story as templates need them: ``{% load stories %}``."""

from django import template
from wagtail.blocks import StreamValue

register = template.Library()


@register.filter
def headings(body: StreamValue | None) -> list[str]:
    """The headings of a story, in its order; ``slugify`` makes of each the name that its block carries."""
    return [str(block.value) for block in body or () if block.block_type == "heading"]
