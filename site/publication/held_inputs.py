"""Inputs of many scopes at once, in little memory."""

import json
import zlib
from collections.abc import Iterator, MutableMapping

from publication.registry import Inputs


class HeldInputs(MutableMapping[str, Inputs | None]):
    """Scope → inputs, each kept as compressed JSON until it is looked at.

    A claim holds the inputs of every marked scope between reading and rendering. As plain objects those of a site
    with a hundred programmes would fill hundreds of megabytes; their JSON is text that compresses to a twentieth.
    """

    def __init__(self) -> None:
        self._packed: dict[str, bytes | None] = {}

    def __getitem__(self, scope: str) -> Inputs | None:
        packed = self._packed[scope]
        return None if packed is None else Inputs(*json.loads(zlib.decompress(packed)))

    def __setitem__(self, scope: str, inputs: Inputs | None) -> None:
        if inputs is None:
            self._packed[scope] = None
            return
        # Not sorted: the order of the pages is the order of the languages, which pages show.
        text = json.dumps([inputs.pages, inputs.data], ensure_ascii=False, separators=(",", ":"))
        self._packed[scope] = zlib.compress(text.encode(), level=1)

    def __delitem__(self, scope: str) -> None:
        del self._packed[scope]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)
