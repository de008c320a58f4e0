"""Bundles on their way to the disk, compressed and written in this process or in one beside it.

A quarter of a large build is compressing, writing and reading once more what was written. A second process does that
while this one renders the next scope: a thread would share one interpreter with the rendering, and a fork would hold
on to whatever this process had in memory. It reads nothing but what it is given, and ends with this one.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from publication.configuration import configuration
from publication.content import Content, DeferredContent, LargeContent
from publication.memory import give_back
from publication.store import Store

Files = Mapping[str, Mapping[str, Content]]


@dataclass(frozen=True)
class Bundled:
    """What became of a scope's files: the bundle that holds them, or else what went wrong."""

    scope: str
    bundle: str
    error: str = ""


class Bundler(Protocol):
    """Takes the files of one scope after the other."""

    def take(self, scope: str, files: Files) -> None:
        """The files of a scope, language → name → content."""

    def finished(self) -> list[Bundled]:
        """What became of all that was taken; waits for what is not written yet."""


class Here:
    """Writes at once, in this process."""

    def __init__(self, root: Path) -> None:
        self._store = Store(root)
        self._made: list[Bundled] = []

    def take(self, scope: str, files: Files) -> None:
        self._made.append(bundled(self._store, scope, files))

    def finished(self) -> list[Bundled]:
        return self._made


class Beside:
    """Has another process write. If that one ends too early, what it had not answered counts as not written."""

    def __init__(self, connection: "Connection", process: "subprocess.Popen[bytes]") -> None:
        self._connection, self._process = connection, process
        self._sender = ThreadPoolExecutor(1)  # for the other one may be busy when there is something to hand over
        self._sending: Future[None] = self._sender.submit(lambda: None)
        self._made: dict[str, Bundled] = {}
        self._taken: list[str] = []

    @property
    def pid(self) -> int:
        """The other process's number."""
        return self._process.pid

    def take(self, scope: str, files: Files) -> None:
        self._taken.append(scope)
        self._sending.result()
        if any(isinstance(content, LargeContent) for named in files.values() for content in named.values()):
            self._send(scope, files)  # waited for, or the memory would hold it beside the next scope
        else:
            self._sending = self._sender.submit(self._send, scope, files)

    def finished(self) -> list[Bundled]:
        self._sender.shutdown()
        with contextlib.suppress(OSError, EOFError):
            self._connection.send(None)
            while len(self._made) < len(self._taken):
                self._hear()
        lost = "The process that writes releases ended before it had written this."
        return [self._made.get(scope) or Bundled(scope, "", lost) for scope in self._taken]

    def has_answered(self, seconds: float = 0) -> bool:
        """Whether an answer is there that was not heard yet, or comes within so many seconds."""
        return self._connection.poll(seconds)

    def end(self) -> None:
        """End the other process: it has answered everything, or nobody wants the answer."""
        self._process.kill()  # files come under their names when they are whole
        self._process.wait()
        self._sender.shutdown()
        self._connection.close()

    def _send(self, scope: str, files: Files) -> None:
        with contextlib.suppress(OSError, EOFError):  # of a process that ended, which is told in the end
            while self.has_answered():  # heard on the way, so that neither waits for the other
                self._hear()
            _hand_over(self._connection, scope, files)

    def _hear(self) -> None:
        answer: Bundled = self._connection.recv()
        self._made[answer.scope] = answer


@contextmanager
def beside(root: Path) -> Iterator[Beside]:
    """A process that writes to the store in ``root`` for as long as this lasts."""
    ours, theirs = Pipe()
    makers = sorted({kind.__module__ for kind in DeferredContent.__subclasses__()})
    command = [sys.executable, "-c", f"from {__name__} import main; main()", str(theirs.fileno()), str(root), *makers]
    # One heap for all threads: with one for each, what one frees is no room for the others.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "MALLOC_ARENA_MAX": "1"}
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
            command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], env=environment
        )
    bundler = Beside(ours, process)
    try:
        yield bundler
    finally:
        bundler.end()


def bundled(store: Store, scope: str, files: Files) -> Bundled:
    """A scope's files as a bundle, read once more after they were written."""
    try:
        bundle = store.write_bundle(files)
        damage = store.bundle_damage(bundle)
    except Exception:
        return Bundled(scope, "", traceback.format_exc())
    return Bundled(scope, bundle, f"{scope}: not on disk as rendered: {', '.join(damage)}." if damage else "")


def _hand_over(connection: "Connection", scope: str, files: Files) -> None:
    """What is little as it is, one by one, for together they may be much; of large content the file it waits in."""
    contents = {id(content): content for named in files.values() for content in named.values()}
    large = {key: content for key, content in contents.items() if isinstance(content, LargeContent)}
    names = {language: {name: id(content) for name, content in named.items()} for language, named in files.items()}
    connection.send((scope, names, {key: len(content) for key, content in large.items()}, len(contents) - len(large)))
    for key, content in contents.items():
        if key not in large:
            _send_one(connection, key, content)
    with socket.socket(fileno=os.dup(connection.fileno())) as line:
        for content in large.values():
            socket.send_fds(line, [b"."], [content.fileno()])


def _send_one(connection: "Connection", key: int, content: Content) -> None:
    try:
        connection.send((key, content))
    except OSError:
        raise
    except Exception:  # it cannot be told in bytes, of which none were sent
        connection.send((key, _Unsent(traceback.format_exc())))


@dataclass(frozen=True)
class _Unsent(DeferredContent):
    """Stands for content that could not be handed over, and why. Raises that as ``ValueError`` where it is wanted."""

    reason: str

    def made(self) -> bytes:
        raise ValueError(self.reason)


def _handed_over(connection: "Connection") -> Iterator[tuple[str, Files]]:
    """What ``_hand_over`` sends, until it sends nothing more. Raises ``EOFError`` when the other process is gone."""
    with socket.socket(fileno=os.dup(connection.fileno())) as line:
        while message := connection.recv():
            scope, names, large, little = message
            contents: dict[int, Content] = dict(connection.recv() for _ in range(little))
            for key, size in large.items():
                _dot, [descriptor], _flags, _address = socket.recv_fds(line, 1, 1)
                contents[key] = LargeContent(os.fdopen(descriptor, "rb"), size)
            yield (
                scope,
                {language: {name: contents[key] for name, key in named.items()} for language, named in names.items()},
            )


def _get_ready(makers: Iterable[str]) -> None:
    """Load what makes deferred content, and the settings, before there is anything to do."""
    for maker in makers:
        import_module(maker)
    configuration()


def main() -> None:
    """The process beside: takes in what comes while it writes what came, so that nobody waits to hand over.

    One scope after the other: two at a time gain nothing, for they flush the disk once each, and hold twice as much.
    """
    connection, store = Connection(int(sys.argv[1])), Store(Path(sys.argv[2]))
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, signal.SIG_IGN)  # a builder that is asked to stop may finish, and ends this process itself
    _get_ready(sys.argv[3:])

    def write(scope: str, files: Files) -> None:
        made = bundled(store, scope, files)
        give_back()
        connection.send(made)

    with ThreadPoolExecutor(1) as writer:
        try:
            for scope, files in _handed_over(connection):
                writer.submit(write, scope, files)
        except (EOFError, OSError):
            os._exit(1)  # nobody is there to be answered
