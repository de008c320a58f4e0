"""The families of blocks that a story is made of, one module each."""

from wagtail import blocks

from content.blocks.callout import CalloutBlock
from content.blocks.correction import CorrectionBlock
from content.blocks.document import FileBlock
from content.blocks.figure import ChartBlock, RecordFiguresBlock
from content.blocks.picture import GalleryBlock, PictureBlock
from content.blocks.quote import QuoteBlock
from content.blocks.table import TextTableBlock
from content.blocks.text import HeadingBlock, ProseBlock
from content.blocks.timeline import TimelineBlock
from content.blocks.video import VideoBlock

Blocks = list[tuple[str, blocks.Block]]


def story_blocks() -> Blocks:
    """What communicators choose from, in the order in which the menu offers it."""
    return [
        ("text", ProseBlock()),
        ("heading", HeadingBlock()),
        ("figures", RecordFiguresBlock()),
        ("chart", ChartBlock()),
        ("quote", QuoteBlock()),
        ("callout", CalloutBlock()),
        ("table", TextTableBlock()),
        ("picture", PictureBlock()),
        ("gallery", GalleryBlock()),
        ("video", VideoBlock()),
        ("file", FileBlock()),
        ("timeline", TimelineBlock()),
    ]


def correction_blocks() -> Blocks:
    """Corrections, newest last."""
    return [("correction", CorrectionBlock())]
