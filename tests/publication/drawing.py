"""Content that is made where it is written. In a module of its own, for there no apps are loaded."""

import os
from dataclasses import dataclass

from publication.content import DeferredContent


@dataclass(frozen=True)
class Drawing(DeferredContent):
    """Words, with the number of the process that wrote them down. Raises ``ValueError`` without any."""

    words: str

    def made(self) -> bytes:
        if not self.words:
            raise ValueError("nothing to draw")
        return f"{self.words} {os.getpid()}".encode()
