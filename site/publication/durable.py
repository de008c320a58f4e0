"""Files that show under their names only when they are whole, and that a power cut does not take away again."""

import ctypes
import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Together:
    """Many files written beside their names; they get these at the end, all flushed to the disk at once.

    To flush one file after the other would take most of the time of writing them: each waits for the disk. If anything
    goes wrong on the way, none gets its name.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._waiting: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __contains__(self, path: str) -> bool:
        return path in self._waiting

    def write(self, path: str, content: Iterable[bytes], changed_at: int) -> None:
        """One more file, in pieces; ``changed_at`` is the time of its last change, in seconds since 1970."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self._waiting[path] = temporary = _beside(path)
        with open(temporary, "wb") as file:
            file.writelines(content)
        os.utime(temporary, (changed_at, changed_at))

    def __exit__(self, kind: type[BaseException] | None, error: object, where: TracebackType | None) -> None:
        try:
            if kind is None and self._waiting:
                flush(self._root)
                for path in list(self._waiting):
                    os.replace(self._waiting[path], path)
                    del self._waiting[path]
        finally:
            for temporary in self._waiting.values():
                _forget(temporary)


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside, flush to the disk, rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _beside(str(path))
    try:
        write_through(temporary, [content])
        os.replace(temporary, path)
    except BaseException:
        _forget(temporary)
        raise


def write_through(path: str, content: Iterable[bytes]) -> None:
    """Write in place, and flush to the disk."""
    with open(path, "wb") as file:
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())


def link(existing: str, path: str) -> None:
    """Give a file another name, which may be that of an older file."""
    try:
        os.link(existing, path)
    except FileExistsError:
        if not os.path.samefile(existing, path):
            temporary = _beside(path)
            os.link(existing, temporary)
            os.replace(temporary, path)


def sync_directory(path: Path) -> None:
    """Make renames in a directory survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush(directory: Path) -> None:
    """Flush everything that was written to the file system of a directory. Raises ``OSError`` where that fails."""
    syncfs = _syncfs()
    if syncfs is None:
        os.sync()
        return
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(directory))
    finally:
        os.close(descriptor)


def _beside(path: str) -> str:
    """A name in the same directory that nobody else uses, and that no web server answers with."""
    directory, name = os.path.split(path)
    return f"{directory}/.{name}.{uuid.uuid4().hex}"


def _forget(temporary: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(temporary)


@cache
def _syncfs() -> Any:
    """``syncfs(2)``, which Linux alone has and Python does not offer."""
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
