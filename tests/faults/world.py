"""A site of a test's own, with the processes that work on it and a reader who watches its public pages."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli
from django.test import RequestFactory

from publication import serving
from publication.serving import released_response
from scripts.processes import ROOT, wait_until

PATIENCE_SECONDS = 60
PAGES = ("/es/transparencia/finanzas/", "/en/transparency/finances/")
DOWNLOADS = ("/es/transparencia/finanzas/por-semestre.json", "/en/transparency/finances/by-semester.json")
DECODERS: dict[str, Callable[[bytes], bytes]] = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@dataclass
class Driver:
    """The process that forks our children; see ``tests.faults.driver``."""

    environment: dict[str, str]
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.driver"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, request: dict[str, Any]) -> Any:
        """Send one request and return its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError("The driver ended.")
        return json.loads(answer)

    def end(self) -> None:
        """End the driver; its children were ended by who started them."""
        with suppress(OSError):
            if self.process.stdin is not None:
                self.process.stdin.close()
        self.process.kill()
        self.process.wait()


@dataclass
class Child:
    """A process that does one thing."""

    driver: Driver
    pid: int
    answer: Path

    @property
    def state(self) -> str:
        """``running``, ``stopped`` or ``ended``."""
        return str(self.driver.ask({"state": self.pid}))

    def wait_until_stopped(self) -> None:
        """Wait until it froze itself. Fails when it ends instead."""

        def stopped() -> bool:
            state = self.state
            assert state != "ended", f"it ended instead of stopping: {self.log()}"
            return state == "stopped"

        wait_until(stopped, PATIENCE_SECONDS, f"stop of {self.pid}")

    def wait(self) -> None:
        """Wait until it ended, in whatever way."""
        wait_until(lambda: self.state == "ended", PATIENCE_SECONDS, f"end of {self.pid}")

    def result(self) -> Any:
        """What it answered. Fails when it died or failed."""
        self.wait()
        assert self.answer.exists(), f"no answer: {self.log()}"
        answer = json.loads(self.answer.read_text())
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def error(self) -> str:
        """What went wrong in it, empty when nothing did."""
        self.wait()
        return str(json.loads(self.answer.read_text()).get("error", ""))

    def log(self) -> str:
        """What it printed."""
        path = self.answer.with_suffix(".log")
        return path.read_text() if path.exists() else ""

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, unless it has ended."""
        if self.state != "ended":
            os.kill(self.pid, number)

    def go_on(self) -> None:
        """Undo a stop."""
        self.signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once."""
        self.signal(signal.SIGKILL)
        self.wait()


@dataclass
class World:
    """One test's database and publication directory, with release ``first`` live and nothing owed.

    ``publication`` are settings of its own.
    """

    driver: Driver
    directory: Path
    database: str
    first: int
    publication: dict[str, Any] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)

    @property
    def root(self) -> Path:
        """The directory of released files."""
        return self.directory / "publication"

    def path(self, name: str) -> Path:
        """A file for processes to find one another."""
        return self.directory / name

    def job(self, do: str, point: str = "", strike: str = "kill", **arguments: Any) -> dict[str, Any]:
        """A job as the driver takes it."""
        return {
            "world": {"database": self.database, "root": str(self.root), "publication": self.publication},
            "do": do,
            "with": {name: str(value) if isinstance(value, Path) else value for name, value in arguments.items()},
            "point": point,
            "strike": strike,
            "answer": str(self.path(f"answer-{len(self.children)}.json")),
        }

    def start(self, do: str, point: str = "", strike: str = "kill", **arguments: Any) -> Child:
        """Start a process that does something, perhaps with a fault at a point."""
        job = self.job(do, point, strike, **arguments)
        child = Child(self.driver, self.driver.ask({"start": job}), Path(job["answer"]))
        self.children.append(child)
        return child

    def do(self, do: str, **arguments: Any) -> Any:
        """Do something in a fresh process and return its answer."""
        return self.start(do, **arguments).result()

    def sweep(self) -> Any:
        """One sweep in a fresh process."""
        return self.do("build", trigger="sweep")

    def settle(self) -> None:
        """Sweep until nothing is marked any more."""

        def settled() -> bool:
            self.sweep()
            return not self.do("marks")

        wait_until(settled, PATIENCE_SECONDS, "rest")

    def assert_at_rest(self, spent: int | None = None) -> dict[str, Any]:
        """At rest, live equals a fresh build, byte for byte, and nothing is owed, damaged or out of step.

        ``spent`` is the figure that readers must see.
        """
        found: dict[str, Any] = self.do("check")
        assert found["differences"] == []
        assert found["problems"] == []
        assert found["marks"] == 0
        assert found["states"] == []
        assert found["current"] == found["pointer"]
        assert found["releases"] == list(range(1, found["live"] + 1))
        if spent is not None:
            for download in DOWNLOADS:
                rows = json.loads(self.read(download))["rows"]
                assert {row["value"] for row in rows if row["measure_code"] == "disbursed"} == {spent}
        return found

    def read(self, path: str, encoding: str = "") -> bytes:
        """What a reader gets under a path, decoded. Fails for anything but a whole answer."""
        request = RequestFactory().get(path, headers={"Accept-Encoding": encoding})
        response = released_response(request)
        assert response is not None, f"{path}: no answer"
        assert response.status_code == 200
        return DECODERS[encoding](response.content)

    def read_everything(self) -> None:
        """Every kind of file, in every encoding, is there and whole."""
        for encoding in DECODERS:
            for path in PAGES:
                assert self.read(path, encoding).rstrip().endswith(b"</html>"), path
            for path in DOWNLOADS:
                json.loads(self.read(path, encoding))

    def end_children(self) -> None:
        """End every process of this test that is still there."""
        for child in self.children:
            child.kill()

    @contextmanager
    def watched(self) -> Iterator["Reader"]:
        """Read the public pages all the while; fails at the end when anything was not as it must be."""
        reader = Reader(self)
        reader.thread.start()
        try:
            yield reader
        finally:
            reader.end.set()
            reader.thread.join()
        assert reader.failures == []
        assert reader.count > 0
        for path, numbers in reader.seen.items():
            assert numbers == sorted(numbers), f"{path} went back: {numbers}"


class Reader:
    """Reads in a thread; notes each path's releases in the order seen, every change once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.end = threading.Event()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.failures: list[str] = []
        self.seen: dict[str, list[int]] = {path: [] for path in DOWNLOADS}
        self.count = 0

    def _read(self) -> None:
        while True:
            try:
                self.world.read_everything()
                for path, numbers in self.seen.items():
                    number = json.loads(self.world.read(path))["release"]
                    if numbers[-1:] != [number]:
                        numbers.append(number)
                self.count += 1
            except Exception as error:
                self.failures.append(repr(error))
            # At least one round after the end was asked for, so that the last state was read too.
            if self.end.is_set():
                return
            self.end.wait(0.02)


def forget_serving_state() -> None:
    """This process has not served anything yet."""
    serving._last_known.clear()
