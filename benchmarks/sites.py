"""Whole sites to measure: the one of docker-compose.yml (PostgreSQL, Redis, nginx), and the embedded one."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.browser import fetch
from scripts.compose import read_services
from scripts.demo import Address, services
from scripts.processes import ROOT, Process, free_port
from tests.servers.nginx import nginx_server, project_configuration
from tests.servers.server import Server, private_directory

FIRST_RELEASE_SECONDS = 600
POLL_SECONDS = 0.5


@dataclass
class Site:
    """One installation with its own directory, database and processes. ``url`` is where its readers reach it."""

    name: str
    var: Path
    environment: Mapping[str, str]
    web_port: int
    processes: list[Process]
    public_port: int = 0
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address that readers use."""
        return f"http://127.0.0.1:{self.public_port or self.web_port}"

    @property
    def web_url(self) -> str:
        """The application without anything before it."""
        return f"http://127.0.0.1:{self.web_port}"

    def fill(self, programmes: int) -> None:
        """Make the database. Raises ``CalledProcessError`` when that fails; its output is on the terminal."""
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.fill", str(programmes)],
            cwd=ROOT,
            env=dict(self.environment),
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        self.facts = json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run the site's processes while the block does."""
        with ExitStack() as opened:
            for process in self.processes:
                opened.callback(process.stop, 20)
                process.start()
            if self.public_port:
                opened.enter_context(self._nginx())
            self.wait_for(lambda: fetch(f"{self.web_url}/admin/login/")[0] == 200, 90, "the admin to answer")
            yield

    def wait_until_released(self) -> None:
        """Until every page of the last programme can be read."""
        self.wait_for(
            lambda: all(fetch(self.url + path)[0] == 200 for path in self.facts["last_pages"].values()),
            FIRST_RELEASE_SECONDS,
            "the first release",
        )

    def wait_for(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait, but not for the dead, and without asking so often that the asking is what takes the time.

        Raises ``RuntimeError`` with the end of its log when a process ended, ``TimeoutError`` with the worker's.
        """
        deadline = time.monotonic() + seconds
        while not self._holds(condition):
            if time.monotonic() > deadline:
                logs = [process.log_tail() for process in self.processes if process.name == "worker"]
                raise TimeoutError("\n".join([f"{self.name}: waited {seconds:g} s for {what}", *logs]))
            time.sleep(POLL_SECONDS)

    def _holds(self, condition: Callable[[], bool]) -> bool:
        for process in self.processes:
            if not process.is_running():
                raise RuntimeError(f"{self.name}: {process.name} ended by itself:\n{process.log_tail()}")
        with suppress(OSError):
            return condition()
        return False

    @contextmanager
    def _nginx(self) -> Iterator[Server]:
        directory = private_directory("nginx")
        web = f"127.0.0.1:{self.web_port}"
        configuration = project_configuration(self.public_port, self.var, web, directory)
        with nginx_server(configuration, self.public_port, directory) as server:
            yield server


class Inside:
    """A process inside a site's environment that answers requests; see ``benchmarks/inside.py``."""

    def __init__(self, site: Site) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.inside"],
            cwd=ROOT,
            env=dict(site.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Inside":
        return self

    def __exit__(self, *exception: object) -> None:
        self.child.communicate()

    def ask(self, do: str, **values: Any) -> dict[str, Any]:
        """Send one request and wait for its answer. Raises ``RuntimeError`` when the process ended instead."""
        if self.child.stdin is None or self.child.stdout is None:
            raise RuntimeError("the process has no pipes")
        self.child.stdin.write(json.dumps({"do": do, **values}) + "\n")
        self.child.stdin.flush()
        answer = self.child.stdout.readline()
        if not answer:
            raise RuntimeError(f"{do} failed; what it said is above")
        found: dict[str, Any] = json.loads(answer)
        return found


@contextmanager
def workplace() -> Iterator[Path]:
    """A directory for the sites of one run, which servers of other users can read; removed at the end."""
    with tempfile.TemporaryDirectory(prefix="quipu-bench-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        directory.chmod(0o755)
        yield directory


def embedded_site(name: str, var: Path) -> Site:
    """SQLite, the broker of files, and the commands of `make demo`."""
    port = free_port()
    environment = {
        **inherited(),
        "DJANGO_SETTINGS_MODULE": "quipu.settings.dev",
        "QUIPU_VAR": str(var),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    return Site(name, var, environment, port, services(Address("127.0.0.1", port), environment, var / "run"))


def full_site(name: str, var: Path, database_url: str, redis_port: int, redis_database: int) -> Site:
    """PostgreSQL, Redis, nginx, and the commands of docker-compose.yml."""
    port, public_port = free_port(), free_port()
    environment = {
        **inherited(),
        "DJANGO_SETTINGS_MODULE": "quipu.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "QUIPU_VAR": str(var),
        "PUBLIC_URL": f"http://127.0.0.1:{public_port}",
        "DATABASE_URL": database_url,
        "BROKER_URL": f"redis://127.0.0.1:{redis_port}/{redis_database}",
        "CACHE_URL": f"redis://127.0.0.1:{redis_port}/{redis_database + 1}",
    }
    processes = [
        Process(service, _compose_command(service, port), environment, log=var / "run" / f"{service}.log")
        for service in ("web", "worker", "beat")
    ]
    return Site(name, var, environment, port, processes, public_port)


def _compose_command(service: str, port: int) -> list[str]:
    here = {"0.0.0.0": "127.0.0.1", "8000": str(port)}
    return [here.get(word, word) for word in read_services()[service].command]


def inherited() -> dict[str, str]:
    """The language and where programs are, ours first; nothing of the person's own settings."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    kept = {name: os.environ[name] for name in ("HOME", "PYTHONPATH") if name in os.environ}
    return {**kept, "PATH": path, "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
