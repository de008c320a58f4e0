"""A copy of a page or label in memory, with other words in the same places.

What a translated text looks like depends on its field:

- plain and rich text: the text;
- a stream field: one mapping a block, ``{type: words}``, in the order of the source;
- inline rows: one mapping a row, field → text, in the order of the source.

The words of a block are a text, a mapping of those fields that hold words, or a list of as many words as the source
has items. ``None`` and what is left out stay as they are in the source: dates, figures, chosen objects.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

Instance = TypeVar("Instance", bound=TranslatableMixin)
ITEM_KEYS = {"type", "value", "id"}


class TranslationMismatch(ValueError):
    """A translated text is not built like its source: it names another field, or has other paragraphs or links."""


def translated_copy(instance: Instance, texts: Mapping[str, Any]) -> Instance:
    """Puts ``texts`` into ``instance``, which must not be saved. Raises ``TranslationMismatch``."""
    for name, words in texts.items():
        field = instance._meta.get_field(name)
        if isinstance(field, StreamField):
            stored = getattr(instance, name).get_prep_value()
            setattr(instance, name, field.stream_block.to_python(_blocks(name, stored, words)))
        elif field.one_to_many:
            _rows(name, list(getattr(instance, name).all()), words)
        else:
            setattr(instance, name, words)
    return instance


def _rows(name: str, rows: Sequence[Any], words: Any) -> None:
    for number, (row, texts) in enumerate(_pairs(name, rows, words)):
        for field, text in texts.items():
            if not hasattr(row, field):
                raise TranslationMismatch(f"{name}.{number}: there is no {field}")
            setattr(row, field, text)


def _blocks(name: str, stored: Sequence[Any], words: Any) -> list[Any]:
    made = []
    for number, (block, given) in enumerate(_pairs(name, stored, words)):
        where = f"{name}.{number}"
        if not isinstance(given, Mapping) or list(given) != [block["type"]]:
            raise TranslationMismatch(f"{where}: the source has a block of type {block['type']} here")
        made.append({**block, "value": _value(where, block["value"], given[block["type"]])})
    return made


def _value(where: str, stored: Any, words: Any) -> Any:
    """The value of a block, or of a part of one, with its words replaced."""
    if words is None:
        return stored
    if isinstance(stored, Mapping):
        if not isinstance(words, Mapping) or not words.keys() <= stored.keys():
            raise TranslationMismatch(f"{where}: the source has {', '.join(stored)} here")
        return {name: _value(f"{where}.{name}", value, words.get(name)) for name, value in stored.items()}
    if isinstance(stored, Sequence) and not isinstance(stored, str):
        return [_item(f"{where}.{number}", *pair) for number, pair in enumerate(_pairs(where, stored, words))]
    if not isinstance(words, str):
        raise TranslationMismatch(f"{where}: the source has a text here")
    return words


def _item(where: str, stored: Any, words: Any) -> Any:
    """An item of a list, which Wagtail stores with its identity."""
    if isinstance(stored, Mapping) and stored.keys() == ITEM_KEYS:
        return {**stored, "value": _value(where, stored["value"], words)}
    return _value(where, stored, words)


def _pairs(where: str, stored: Sequence[Any], words: Any) -> list[tuple[Any, Any]]:
    if not isinstance(words, Sequence) or isinstance(words, str) or len(words) != len(stored):
        given = len(words) if isinstance(words, Sequence) and not isinstance(words, str) else "no list"
        raise TranslationMismatch(f"{where}: {len(stored)} parts in the source, {given} given")
    return list(zip(stored, words, strict=True))
