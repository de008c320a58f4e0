"""Everything that a page shows, piece by piece, in the order in which readers meet it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.db import models
from django.utils.functional import Promise
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from content.blocks.text import HeadingBlock
from content.models.media import File, Picture


class Kind(Enum):
    """What a piece is to readers."""

    TEXT = auto()
    HTML = auto()
    HEADING = auto()
    ADDRESS = auto()
    PICTURE = auto()
    FILE = auto()


@dataclass(frozen=True)
class Piece:
    """One value of a page: the form field that it is in, what writers call its place, and the value itself."""

    kind: Kind
    field: str
    place: str | Promise
    value: Any


# Not shown as text: parts of addresses, and what search engines are told.
NOT_SHOWN = {"slug", "seo_title", "search_description", "code", "url_path", "draft_title"}


def pieces(page: Page) -> Iterator[Piece]:
    """The pieces of a page, of its rich text and stories, and of the rows that belong to it."""
    own = [field for field in page._meta.concrete_fields if field.model not in (Page, models.Model)]
    for field in own:
        yield from _field_pieces(page, field, field.name)
    for relation in get_all_child_relations(page):
        if relation.related_model._meta.app_label == "wagtailcore":
            continue
        name = relation.get_accessor_name()
        for row in getattr(page, name).all():
            for field in row._meta.concrete_fields:
                yield from _field_pieces(row, field, name)


def _field_pieces(row: models.Model, field: models.Field, name: str) -> Iterator[Piece]:
    """The pieces in one column of a page or of a row of it."""
    if field.name in NOT_SHOWN or field.choices:
        return
    place = field.verbose_name
    if isinstance(field, StreamField):
        yield from _block_pieces(getattr(row, field.name).stream_block, getattr(row, field.name), name, place)
    elif isinstance(field, RichTextField):
        yield Piece(Kind.HTML, name, place, getattr(row, field.name) or "")
    elif isinstance(field, models.URLField):
        yield from _given(Kind.ADDRESS, name, place, getattr(row, field.name))
    elif isinstance(field, (models.TextField, models.CharField)):
        yield from _given(Kind.TEXT, name, place, getattr(row, field.name))
    elif isinstance(field, models.ForeignKey) and issubclass(field.related_model, (Picture, File)):
        kind = Kind.PICTURE if issubclass(field.related_model, Picture) else Kind.FILE
        yield from _given(kind, name, place, getattr(row, field.name))


def _block_pieces(block: blocks.Block, value: Any, name: str, place: Any) -> Iterator[Piece]:
    """The pieces of a block and of those in it."""
    if isinstance(block, blocks.StreamBlock):
        for child in value or ():
            yield from _block_pieces(child.block, child.value, name, child.block.label)
    elif isinstance(block, blocks.StructBlock):
        for key, child in block.child_blocks.items():
            yield from _block_pieces(child, value.get(key) if value else None, name, child.label or place)
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            yield from _block_pieces(block.child_block, item, name, place)
    elif isinstance(block, HeadingBlock):
        yield Piece(Kind.HEADING, name, place, value or "")
    elif isinstance(block, blocks.RichTextBlock):
        yield Piece(Kind.HTML, name, place, getattr(value, "source", value) or "")
    else:
        yield from _given(_kind_of(block), name, place, value)


def _kind_of(block: blocks.Block) -> Kind | None:
    """What a single block is to readers; None for choices, dates and rows of the record."""
    if isinstance(block, ImageChooserBlock):
        return Kind.PICTURE
    if isinstance(block, DocumentChooserBlock):
        return Kind.FILE
    if isinstance(block, blocks.URLBlock):
        return Kind.ADDRESS
    return Kind.TEXT if isinstance(block, (blocks.CharBlock, blocks.TextBlock)) else None


def _given(kind: Kind | None, name: str, place: Any, value: Any) -> Iterator[Piece]:
    """A piece, unless there is nothing."""
    if kind is not None and value:
        yield Piece(kind, name, place, value)
