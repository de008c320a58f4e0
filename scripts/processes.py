"""Start programs as children with process groups of their own, watch them, and end exactly those."""

import http.client
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
POLL_SECONDS = 0.05


class Ended(Exception):
    """A child ended that should have gone on; the message says which, with the end of its log."""


class Interrupted(Exception):
    """Someone asked the whole to stop (Ctrl-C, SIGTERM, the terminal closed)."""


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom servers run as when we are root (some refuse root); None for everybody else, who stay themselves."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def give_to(user: pwd.struct_passwd | None, *paths: Path) -> None:
    """Hand files and directories to the user that a server runs as; nothing to do where there is none."""
    if user is not None:
        for path in paths:
            os.chown(path, user.pw_uid, user.pw_gid)


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Poll until a condition holds. Raises ``TimeoutError`` naming ``what`` was waited for."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: still not so after {seconds:g} s")
        time.sleep(POLL_SECONDS)


def http_status(url: str, host: str | None = None) -> int | None:
    """The status that an address answers with, never through a proxy; None when nobody answers.

    ``host`` is the Host header where it differs from the address.
    """
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=10)
    try:
        connection.request("GET", parts.path or "/", headers={"Host": host} if host else {})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


@dataclass
class Process:
    """One child with its group. ``log`` receives what it prints; without one it shares our output."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    directory: Path = ROOT
    log: Path | None = None
    user: pwd.struct_passwd | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    child: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def pid(self) -> int:
        """The number of the running child."""
        if self.child is None:
            raise RuntimeError(f"{self.name} was not started")
        return self.child.pid

    def start(self) -> None:
        """Start the child at the head of a session and group of its own, so that a Ctrl-C reaches only us."""
        with self._output() as output:
            self.child = subprocess.Popen(
                list(self.command),
                cwd=self.directory,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output is not None else None,
                start_new_session=True,
                user=self.user.pw_uid if self.user else None,
                group=self.user.pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
            )

    @contextmanager
    def _output(self) -> Iterator[int | None]:
        if self.log is None:
            yield None
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            give_to(self.user, self.log)
            yield descriptor
        finally:
            os.close(descriptor)

    def is_running(self) -> bool:
        """Whether the child has not ended. An ended one stays unreaped, so that its number is nobody else's yet."""
        if self.child is None or self.child.returncode is not None:
            return False
        return os.waitid(os.P_PID, self.child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the child and everything that it started, if any of it is still there."""
        if self.child is not None and self.child.returncode is None:
            try:
                os.killpg(self.child.pid, number)
            except ProcessLookupError:
                return

    def ask_to_stop(self) -> None:
        """Begin an orderly end: the child alone is told, and tells its own children."""
        if self.is_running():
            self.signal_group(signal.SIGCONT)
            os.kill(self.pid, self.stop_signal)

    def kill(self) -> int | None:
        """End the child and its whole group at once. Returns the exit status, None if it never ran."""
        if self.child is None:
            return None
        self.signal_group(signal.SIGKILL)
        return self.child.wait()

    def stop(self, seconds: float = 5) -> int | None:
        """End in order, within so many seconds; then what remains of the group at once."""
        self.ask_to_stop()
        with suppress(TimeoutError):
            wait_until(lambda: not self.is_running(), seconds, f"end of {self.name}")
        return self.kill()

    def pause(self) -> None:
        """Freeze the whole group: it stays connected and answers nothing."""
        self.signal_group(signal.SIGSTOP)

    def resume(self) -> None:
        """Undo ``pause``."""
        self.signal_group(signal.SIGCONT)

    def log_tail(self, lines: int = 15) -> str:
        """The last lines that the child printed."""
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Supervisor:
    """Runs steps and services, and ends all of them when one dies or someone asks to stop.

    Signals only set a flag that every wait looks at: an exception out of a signal handler could come between starting
    a child and noting it, and leave that child behind.
    """

    def __init__(self) -> None:
        self.services: list[Process] = []
        self._asked_to_stop = False

    def __enter__(self) -> "Supervisor":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_signal)
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop_all()

    def _note_signal(self, number: int, frame: FrameType | None) -> None:
        self._asked_to_stop = True

    def check(self) -> None:
        """Raise ``Interrupted`` when asked to stop, ``Ended`` when a service died."""
        if self._asked_to_stop:
            raise Interrupted
        for service in self.services:
            if service.child is not None and not service.is_running():
                status = service.kill()
                where = f" The end of {service.log}:\n{service.log_tail()}" if service.log else ""
                raise Ended(f"{service.name} ended by itself (status {status}).{where}")

    def run_step(self, step: Process, title: str) -> None:
        """Run a command to its end, with one line about it. Raises ``Ended`` when it fails."""
        say(f"{title} …")
        started = time.monotonic()
        step.start()
        try:
            while step.is_running():
                self.check()
                time.sleep(POLL_SECONDS)
        finally:
            status = step.stop(3)
        if status != 0:
            where = f" The end of {step.log}:\n{step.log_tail()}" if step.log else ""
            raise Ended(f"{title}: failed (status {status}).{where}")
        say(f"{title}: done in {time.monotonic() - started:.1f} s")

    def start(self, service: Process) -> Process:
        """Start a service and look after it from now on."""
        self.check()
        self.services.append(service)
        service.start()
        return service

    def wait_until(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Like the function of this name, but ends early when a service dies or someone asks to stop."""

        def holds() -> bool:
            self.check()
            return condition()

        wait_until(holds, seconds, what)

    def watch(self) -> None:
        """Stay until asked to stop or until a service dies."""
        while True:
            self.check()
            time.sleep(0.25)

    def stop_all(self, seconds: float = 6) -> None:
        """Tell every service at once, newest first; after so many seconds end what is left."""
        deadline = time.monotonic() + seconds
        for service in reversed(self.services):
            service.ask_to_stop()
        for service in reversed(self.services):
            service.stop(max(0.0, deadline - time.monotonic()))
        self.services.clear()


def say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def supervise(work: Callable[[Supervisor], None]) -> int:
    """Run some work under a supervisor. Returns the exit status; every failure is one plain message."""
    supervisor = Supervisor()
    try:
        with supervisor:
            try:
                work(supervisor)
            finally:
                if supervisor.services:
                    say("Ending everything that was started …")
    except Interrupted:
        say("Ended.")
        return 0
    except (Ended, TimeoutError, OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"quipu: {error}\n")
        return 1
    return 0
