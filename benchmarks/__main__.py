"""`make bench`: every figure of docs/benchmarks.md in one run, as one table."""

import argparse
import platform
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from os import cpu_count, getloadavg
from pathlib import Path

from benchmarks import latency, memory, regeneration, search, serving, transparency
from benchmarks.sites import Site, embedded_site, full_site, workplace
from benchmarks.table import Measurement, as_table
from scripts.processes import say
from scripts.stack import why_no_stack
from tests.servers.postgres import make_database, postgres
from tests.servers.redis import redis_server

FULL_SECONDS = 2.0
EMBEDDED_SECONDS = 6.0


class Bench:
    """One run: the measurements so far, and what could not be measured."""

    def __init__(self, edits: int, programmes: int) -> None:
        self.edits = edits
        self.programmes = programmes
        self.measurements: list[Measurement] = []
        self.left_out: list[str] = []

    @contextmanager
    def going_on(self, title: str) -> Iterator[None]:
        """Whatever fails here is noted and does not take the rest of the run with it."""
        try:
            yield
        except Exception as error:
            self.left_out.append(f"{title}: {error}")
            say(f"  not measured: {error}")

    def step(self, title: str, work: Callable[[], list[Measurement]]) -> None:
        """Measure something, and show the outcome at once."""
        say(f"{title} …")
        started = time.monotonic()
        with self.going_on(title):
            found = work()
            self.measurements += found
            for measurement in found:
                say("  " + "  ".join(cell for cell in measurement.cells() if cell))
            say(f"  ({time.monotonic() - started:.0f} s)")

    def full(self, directory: Path) -> None:
        """The site as docker-compose.yml has it."""
        problem = why_no_stack()
        if problem:
            self.left_out.append(f"PostgreSQL, Redis and nginx: {problem}")
            return
        with ExitStack() as opened:
            server = opened.enter_context(postgres(durable=True, settings={"shared_buffers": "128MB"}))
            make_database(server.url, "large")
            broker = opened.enter_context(redis_server())
            small = full_site("full", directory / "small", server.url, broker.port, 0)
            large_url = server.url.removesuffix("/quipu") + "/large"
            large = full_site(self.large("full"), directory / "large", large_url, broker.port, 2)
            self.site(small, large, "PostgreSQL", FULL_SECONDS)

    def search(self, directory: Path) -> None:
        """Searching among many entries, which needs no site around it."""
        self.step("Searching", lambda: search.measure(directory))

    def transparency(self, directory: Path) -> None:
        """Rebuilding a very large programme, which needs no site around it either."""
        self.step("Rebuilding a large programme", lambda: transparency.measure(directory))

    def embedded(self, directory: Path) -> None:
        """The site as `make demo` has it."""
        small = embedded_site("embedded", directory / "embedded-small")
        large = embedded_site(self.large("embedded"), directory / "embedded-large")
        self.site(small, large, "SQLite", EMBEDDED_SECONDS)

    def large(self, kind: str) -> str:
        """What the large site of a kind is called."""
        return f"{kind}, {self.programmes} programmes"

    def site(self, small: Site, large: Site, database: str, target: float) -> None:
        """Everything about one kind of site, small and large."""
        say(f"Filling {small.name}: 1 programme")
        small.fill(1)
        with small.running():
            small.wait_until_released()
            what = f"{small.name}: save → visible in both languages"
            self.step("Saving in the admin", lambda: latency.measure(small, self.edits, target, what))
            if small.public_port:
                self.step("Serving through nginx", lambda: serving.through_nginx(small))
            self.step("Serving through the application", lambda: serving.through_the_application(small))
        say(f"Filling {large.name}")
        large.fill(self.programmes)
        with large.running():
            self.step("Publishing everything", lambda: memory.during_full_rebuilds(large))
            what = f"{large.name}: save → visible in both languages"
            self.step("Saving in the admin", lambda: latency.measure(large, self.edits, None, what))
        self.step(
            "Regenerating after a change",
            lambda: regeneration.small_against_large(small, large, database, self.programmes),
        )


def main() -> int:
    """Run everything and print the table. Returns 0 whatever was reached: this informs, tests decide."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--edits", type=int, default=50, help="saves in the admin (default: 50)")
    parser.add_argument("--programmes", type=int, default=130, help="programmes of the large site (default: 130)")
    parser.add_argument("--only", choices=["full", "embedded", "search", "transparency"], help="one part of it")
    asked = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))  # through every "with", which end what was started
    bench = Bench(asked.edits, asked.programmes)
    load_before = getloadavg()[0]
    with workplace() as directory:
        parts = (
            ("full", bench.full),
            ("embedded", bench.embedded),
            ("search", bench.search),
            ("transparency", bench.transparency),
        )
        for kind, work in parts:
            if asked.only in (None, kind):
                with bench.going_on(kind):
                    work(directory)
    # A machine that was busy before we came makes every delay longer, and no ratio more certain.
    machine = (
        f"{cpu_count()} cores, Python {platform.python_version()}, {platform.system()}, "
        f"load average before the run {load_before:.1f}"
    )
    say(f"\n{time.strftime('%Y-%m-%d')}, {machine}\n\n{as_table(bench.measurements)}")
    for line in bench.left_out:
        say(f"Not measured: {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
