"""Looking up a key that only the template knows."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def keyed(mapping: Mapping[str, Any], key: str) -> Any:
    """``mapping[key]``; nothing where there is none."""
    return mapping.get(key)
