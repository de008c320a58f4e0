"""The values of pages as content files write them: names and codes in the place of database keys."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, TranslatableMixin

from content.models import File, Picture
from transparency.models import Organisation, Programme

Entry = dict[str, Any]


@dataclass
class Content:
    """What pages refer to while they are made, and what is to change once all of them are translated."""

    programme: Programme
    directory: Path
    pictures: dict[str, Picture] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    later: list[tuple[Page, Entry]] = field(default_factory=list)


def words_put(content: Content, page: Page, words: Entry) -> None:
    """Puts the words of the main language into a page."""
    for name, value in words.items():
        known = page._meta.get_field(name)
        if isinstance(known, StreamField):
            stored = [block_stored(content, known.stream_block, block) for block in value]
            value = with_identities(known.stream_block, stored)
        elif known.one_to_many:
            value = [row_made(content, known.related_model, row) for row in value]
        setattr(page, name, value)


def row_made(content: Content, model: type[models.Model], row: Entry) -> models.Model:
    """An inline row."""
    made = model(**{name: resolved(content, model._meta.get_field(name), value) for name, value in row.items()})
    if isinstance(made, TranslatableMixin):
        made.locale = Locale.get_default()
    return made


def block_stored(content: Content, stream: blocks.StreamBlock, block: Entry) -> Entry:
    """A block as Wagtail stores it, from ``{type: value}``."""
    ((kind, value),) = block.items()
    if kind in ("figures", "chart"):
        name = "figures" if kind == "figures" else "chart"
        value = {"programme": content.programme.pk, name: value}
    elif kind == "picture":
        value = {**value, "picture": content.pictures[value["picture"]].pk}
    elif kind == "body":
        value = {**value, "members": [label(Organisation, code).pk for code in value.get("members", [])]}
    known = stream.child_blocks[kind]
    if isinstance(known, blocks.StructBlock):
        value = {**words_left_out(known), **value}
    return {"type": kind, "value": value}


def with_identities(stream: blocks.StreamBlock, stored: list[Entry]) -> blocks.StreamValue:
    """The value of a stream field in which every block and every item of a list has its identity.

    Values written by hand have none until something looks at them, and translators find the words of a list by the
    identities of its items.
    """
    value = stream.to_python(stored)
    looked_at = [(child.block_type, child.value) for child in value]
    return stream.to_python(blocks.StreamValue(stream, looked_at).get_prep_value())


def words_left_out(block: blocks.StructBlock) -> Entry:
    """An empty text for each part that holds words: a form would store it so, and translators' tools expect it."""
    texts = (blocks.CharBlock, blocks.TextBlock)
    return {name: "" for name, part in block.child_blocks.items() if isinstance(part, texts)}


def resolved(content: Content, known: Any, value: Any) -> Any:
    """The value of a field: pictures and files by name, rows of the record by code, anything else as it is."""
    if not known.is_relation or value is None:
        return value
    if known.many_to_many:
        return [label(known.related_model, code) for code in value]
    if known.related_model is Picture:
        return content.pictures[value]
    if known.related_model is File:
        return content.files[value]
    return label(known.related_model, value)


def label(model: type[models.Model], code: str) -> models.Model:
    """A row of the record in the main language. Raises ``LookupError`` with the code that was asked for."""
    found = model._default_manager.filter(locale=Locale.get_default(), code=code).first()
    if found is None:
        raise LookupError(f"{model._meta.verbose_name}: {code}")
    return found
