"""The bytes of a released file on their way to the disk: at hand when they are few, else in a file without a name.

What takes long to make, and of which nobody but readers needs the bytes, may be left to the one who writes it.
"""

import os
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import IO

from publication.configuration import configuration

FEW = 4 * 1024 * 1024
PIECE = 1024 * 1024


class LargeContent:
    """Content that would fill the memory. Its file has no name and is gone with the last who knows of it."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self._size = file, size

    def __len__(self) -> int:
        return self._size

    def fileno(self) -> int:
        """The descriptor of its file, which another process may be given."""
        return self._file.fileno()

    def pieces(self) -> Iterator[bytes]:
        """The content from its beginning, piece by piece; several may read it at the same time."""
        at = 0
        while piece := os.pread(self.fileno(), PIECE, at):
            yield piece
            at += len(piece)


class DeferredContent(ABC):
    """Content that is made where it is written, which may be in another process: it can be pickled, and is plain data.

    The same data make the same bytes. Its module must do without models: in that process no apps are loaded.
    """

    @abstractmethod
    def made(self) -> bytes:
        """The bytes."""


MadeContent = bytes | LargeContent
Content = MadeContent | DeferredContent


class Gathering:
    """Takes the parts of a file one after the other, as a file does; of large content it never holds more than a few.

    Raises ``OSError`` when the disk of the store, on which large content waits, is full.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._file: IO[bytes] | None = None
        self._size = 0

    def write(self, part: bytes) -> int:
        """The next part; returns its length."""
        self._held += part
        if len(self._held) > (PIECE if self._file else FEW):
            self._put_down()
        return len(part)

    def content(self) -> MadeContent:
        """All parts, as the content of a file."""
        if self._file is None:
            return bytes(self._held)
        self._put_down()
        self._file.flush()
        return LargeContent(self._file, self._size)

    def _put_down(self) -> None:
        if self._file is None:
            # Beside the store and not in the machine's temporary directory, which may be memory.
            root = configuration().root
            root.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=root)  # noqa: SIM115 - it is open as long as the content is
        self._size += self._file.write(self._held)
        self._held.clear()


def gathered(parts: Iterable[bytes]) -> MadeContent:
    """Parts as the content of a file."""
    gathering = Gathering()
    for part in parts:
        gathering.write(part)
    return gathering.content()


def settled(content: Content) -> MadeContent:
    """Any content, made now if it was not before."""
    return content.made() if isinstance(content, DeferredContent) else content


def pieces(content: MadeContent) -> Iterator[bytes]:
    """Made content, piece by piece."""
    if isinstance(content, LargeContent):
        yield from content.pieces()
    else:
        yield content


def in_full(content: Content) -> bytes:
    """Any content as one."""
    return b"".join(pieces(settled(content)))
