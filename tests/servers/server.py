"""What every server for tests has in common."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.processes import Process, give_to, unprivileged_user, wait_until

START_SECONDS = 30


@dataclass
class Server:
    """A running server. ``url`` is the address for its clients; ``directory`` is its own and is removed at the end."""

    url: str
    port: int
    directory: Path
    process: Process
    answers: Callable[[], bool]

    @property
    def pid(self) -> int:
        """The number of its main process."""
        return self.process.pid

    def start(self) -> None:
        """Start it (again) on the same port and data, and wait until it answers.

        Raises ``RuntimeError`` with the end of its log when it does not come up.
        """
        self.process.start()

        def is_up() -> bool:
            if not self.process.is_running():
                raise RuntimeError(f"{self.process.name} did not start:\n{self.process.log_tail()}")
            return self.answers()

        wait_until(is_up, START_SECONDS, f"answer of {self.process.name}")

    def stop(self) -> None:
        """End it in order."""
        self.process.stop(10)

    def kill(self) -> None:
        """End it and its children at once, as a power cut does."""
        self.process.kill()

    def restart(self) -> None:
        """Stop it and start it on the same port and data."""
        self.stop()
        self.start()

    def pause(self) -> None:
        """Freeze it: connections stay open and nothing is answered."""
        self.process.pause()

    def resume(self) -> None:
        """Undo ``pause``."""
        self.process.resume()


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Start a server, and end it and remove its directory however the block is left."""
    try:
        server.start()
        yield server
    finally:
        server.process.resume()
        server.stop()
        shutil.rmtree(server.directory, ignore_errors=True)


def private_directory(name: str) -> Path:
    """A new directory that belongs to the user that servers run as."""
    directory = Path(tempfile.mkdtemp(prefix=f"quipu-{name}-"))
    give_to(unprivileged_user(), directory)
    return directory


def server_environment(directory: Path) -> dict[str, str]:
    """What a server gets to know of our environment: where programs are, and a neutral language."""
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(directory), "TMPDIR": str(directory), "LC_ALL": "C"}


def runnable_directory(programs: Path, private: Path) -> Path:
    """The directory of some programs, or a copy in ``private`` where our unprivileged user cannot reach the original.

    A virtual environment below a home that only root may enter is such a place. ``programs`` is a ``bin`` directory;
    what it needs stands beside it.
    """
    user = unprivileged_user()
    if user is None or all(parent.stat().st_mode & 0o001 for parent in [programs, *programs.parents]):
        return programs
    copy = private / "programs"
    shutil.copytree(programs.parent, copy, symlinks=True)
    return copy / programs.name


def find_program(name: str, *directories: Path) -> Path | None:
    """A program on PATH, else in one of these directories."""
    on_path = shutil.which(name)
    if on_path:
        return Path(on_path)
    return next((directory / name for directory in directories if os.access(directory / name, os.X_OK)), None)
