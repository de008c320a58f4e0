"""What the files of all languages have in common, made once."""

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from publication.registry import Inputs, Stamp

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Made for the first language and used again for the others, which get the same inputs one after another."""

    def __init__(self) -> None:
        self._last: tuple[weakref.ref[Inputs], Stamp | None, Made] | None = None

    def of(self, inputs: Inputs, stamp: Stamp | None, make: Callable[[], Made]) -> Made:
        """What ``make`` gives for these inputs, in this release where it matters; forgotten as soon as they are."""
        if self._last and self._last[0]() is inputs and self._last[1] == stamp:
            return self._last[2]
        made = make()
        self._last = (weakref.ref(inputs, self._forget), stamp, made)
        return made

    def _forget(self, gone: "weakref.ref[Inputs]") -> None:
        if self._last and self._last[0] is gone:
            self._last = None
