"""The most memory that each process of a site ever held, read from Linux's own account (``VmHWM``)."""

import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.browser import Browser, fetch
from benchmarks.sites import FIRST_RELEASE_SECONDS, Inside, Site
from benchmarks.table import Measurement
from scripts.processes import Process

PROC = Path("/proc")
SAMPLE_SECONDS = 0.2
TARGET_MB = 250


class Watch(threading.Thread):
    """Looks at every process of some groups until it is stopped; ended ones are remembered.

    ``peaks`` maps a name such as ``worker`` or ``worker child`` to bytes.
    """

    def __init__(self, processes: Iterable[Process]) -> None:
        super().__init__(daemon=True)
        self.processes = list(processes)
        self.peaks: dict[str, int] = {}
        self._over = threading.Event()

    def run(self) -> None:
        """Sample."""
        while not self._over.wait(SAMPLE_SECONDS):
            groups = {process.pid: process.name for process in self.processes}
            for pid, group in processes_and_groups():
                if group in groups:
                    name = groups[group] if pid == group else f"{groups[group]} child"
                    self.peaks[name] = max(self.peaks.get(name, 0), peak_of(pid))

    def stop(self) -> None:
        """End after the sample at hand."""
        self._over.set()
        self.join()


class Together(threading.Thread):
    """Looks at this process and those that it started, until it is stopped.

    ``peak`` is the most bytes that all of them held at one moment; what several of them share counts once.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._over = threading.Event()

    def run(self) -> None:
        """Sample, more rarely than others: to tell what is shared takes the system a moment."""
        children = PROC / "self" / "task" / str(os.getpid()) / "children"
        while not self._over.wait(5 * SAMPLE_SECONDS):
            pids = [os.getpid(), *map(int, children.read_text().split())]
            self.peak = max(self.peak, sum(held_by(pid, "Pss:", "smaps_rollup") for pid in pids))

    def stop(self) -> None:
        """End after the sample at hand."""
        self._over.set()
        self.join()


def processes_and_groups() -> Iterable[tuple[int, int]]:
    """Every process of the machine, with the group that it belongs to."""
    for path in PROC.glob("[0-9]*"):
        try:
            # "pid (name) state parent group …"; a name may hold blanks and parentheses.
            yield int(path.name), int((path / "stat").read_text().rpartition(")")[2].split()[2])
        except (OSError, ValueError, IndexError):
            continue  # it ended meanwhile


def peak_of(pid: int) -> int:
    """The most bytes that a process ever held at once; 0 when it is gone."""
    return held_by(pid, "VmHWM:")


def held_by(pid: int, account: str, accounts: str = "status") -> int:
    """Bytes of a process by one of Linux's accounts; 0 when it is gone."""
    try:
        for line in (PROC / str(pid) / accounts).read_text().splitlines():
            if line.startswith(account):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


def during_full_rebuilds(site: Site) -> list[Measurement]:
    """Peaks while a running site publishes all its programmes twice: at first, and after a change that touches all.

    People use the site meanwhile: they read, and an operator looks at the admin.
    """
    watch = Watch(site.processes)
    watch.start()
    try:
        started = time.perf_counter()
        site.wait_until_released()
        seconds = [time.perf_counter() - started]
        with Inside(site) as inside:
            started = time.perf_counter()
            name = inside.ask("rename")["name"]
        officer = Browser(site.url)
        officer.log_in(site.facts["username"], site.facts["password"])

        def is_renamed() -> bool:
            officer.get("/admin/")
            return name in fetch(site.url + site.facts["last_pages"]["es"])[1]

        site.wait_for(is_renamed, FIRST_RELEASE_SECONDS, "the second release")
        seconds.append(time.perf_counter() - started)
    finally:
        watch.stop()
    if not watch.peaks:
        raise OSError("this system does not say how much memory a process held (no /proc)")
    context = f"rebuilds took {seconds[0]:.0f} and {seconds[1]:.0f} s"
    return [
        Measurement(f"{site.name}: most memory of {name}", peak / 1e6, "MB", TARGET_MB, context=context)
        for name, peak in sorted(watch.peaks.items())
    ]
