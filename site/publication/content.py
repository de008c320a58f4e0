"""The bytes of a released file on their way to the disk: at hand when they are few, else in a file without a name."""

import os
import tempfile
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


Content = bytes | LargeContent


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

    def content(self) -> Content:
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


def gathered(parts: Iterable[bytes]) -> Content:
    """Parts as the content of a file."""
    gathering = Gathering()
    for part in parts:
        gathering.write(part)
    return gathering.content()


def pieces(content: Content) -> Iterator[bytes]:
    """Any content, piece by piece."""
    if isinstance(content, LargeContent):
        yield from content.pieces()
    else:
        yield content


def in_full(content: Content) -> bytes:
    """Any content as one."""
    return content if isinstance(content, bytes) else b"".join(content.pieces())
