"""The whole test suite: on SQLite, what touches a database on PostgreSQL, then what starts processes of its own.

Each part runs in two processes. On PostgreSQL tests without a database are left out (``tests.databases`` tells them by
their fixtures). In the last part one process walks through the demo in a browser while the other breaks things: there
both wait more than they compute.
"""

import os
import shutil
import subprocess
import sys
import time

from scripts.processes import ROOT, say

# The first is the same engine without windows, which are three quarters of what the others compute.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PYTEST = [sys.executable, "-m", "pytest"]
BY_NEIGHBOURS = ("-n", "2", "--dist", "worksteal")  # tests of a module share what it prepares
BY_SITE = ("-n", "2", "--dist", "loadgroup")  # tests that share a running site stay together
NO_TESTS_COLLECTED = 5
ORDINARY = "not browser and not faults and not stack"
# Long, and nothing in them asks a database for what the other one does not do.
SAME_ON_BOTH = (
    "content/blocks",
    "content/checks",
    "content/importing",
    "desk/test_demo.py",
    "desk/test_demo_content.py",
)
RUNS = {
    "SQLite": [*PYTEST, *BY_NEIGHBOURS, "-m", f"{ORDINARY} and not postgres"],
    "PostgreSQL": [
        *PYTEST,
        *BY_NEIGHBOURS,
        "--on=postgres",
        "-m",
        ORDINARY,
        *(f"--ignore=tests/{name}" for name in SAME_ON_BOTH),
    ],
    "faults, browser, stack": [*PYTEST, *BY_SITE, "-m", "faults or browser or stack"],
}


def browser_program() -> str | None:
    """Chromium from this machine; None where there is none and playwright has to use its own."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def why_no_browser() -> str | None:
    """Why browser tests cannot run, after trying to install playwright's own; None when they can."""
    if browser_program():
        return None
    say("No browser on PATH; installing playwright's own …")
    install = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(install, capture_output=True, check=False).returncode == 0:
        return None
    return (
        "no browser: none of "
        + ", ".join(BROWSERS)
        + " is on PATH, and playwright could not install its own. Install chromium and run `make test` again."
    )


def main() -> int:
    """Run every part, also after one has failed. Returns the exit status."""
    problem = why_no_browser()
    if problem:
        sys.stderr.write(f"quipu: {problem}\n")
        return 1
    results = {}
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    for title, command in RUNS.items():
        say(f"\n== {title}")
        started = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        results[title] = (status in (0, NO_TESTS_COLLECTED), time.monotonic() - started)
        if status < 0 or status == 2:  # interrupted
            break
    for title, (passed, seconds) in results.items():
        say(f"{'ok  ' if passed else 'FAIL'}  tests: {title}  {seconds:.0f} s")
    return 0 if len(results) == len(RUNS) and all(passed for passed, _ in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
