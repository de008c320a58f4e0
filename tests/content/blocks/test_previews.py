"""Writers see what a block looks like before they choose it, on an empty site as well as on a full one."""

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from wagtail.blocks import Block

from content.blocks import correction_blocks, story_blocks
from content.models import File, Picture
from tests import factories
from tests.content.importing.sheets import PDF, jpeg

pytestmark = pytest.mark.django_db

BLOCKS = dict([*story_blocks(), *correction_blocks()])


def preview(block: Block) -> str:
    """The whole preview of a block."""
    value = block.get_preview_value()
    context = {"bound_block": block.bind(value), "block_def": block, "page_title": "Vista previa"}
    return render_to_string(block.get_preview_template(value, context), block.get_preview_context(value, context))


@pytest.fixture(scope="module")
def named_blocks() -> dict[str, Block]:
    """Blocks know their name once they stand in a stream."""
    for name, block in BLOCKS.items():
        block.set_name(name)
    return BLOCKS


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_can_be_previewed_on_an_empty_site(named_blocks, name):
    block = named_blocks[name]

    assert block.is_previewable
    assert str(block.get_description())
    assert "site.css" in preview(block)


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_shows_something_on_a_full_one(named_blocks, name):
    factories.programme_with_pages()
    Picture.objects.create(title="Telar", description="Un telar", file=ContentFile(jpeg(), "telar.jpg"))
    File.objects.create(title="Informe final", file=ContentFile(PDF, "informe.pdf"))

    shown = preview(named_blocks[name]).split("<main")[-1]

    seen = {"picture": "Un telar", "gallery": "Un telar", "file": "Informe final"}
    assert seen.get(name, "</") in shown
