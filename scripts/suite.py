"""The whole test suite: on SQLite, what tells databases apart on PostgreSQL, then what starts processes of its own.

SQLite and PostgreSQL run in two processes each, the rest in three: there all wait more than they compute, one in a
browser, the others for what they have broken. What shares a running site stays in one process.

``--thorough`` tries far more examples (``tests.thoroughness``), and every test with a database on both.
"""

import argparse
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
BY_SITE = ("-n", "3", "--dist", "loadgroup")  # tests that share a running site stay together
NO_TESTS_COLLECTED = 5
ORDINARY = "not browser and not faults and not stack"
# A second database proves something where the first may answer otherwise: triggers, locks, snapshots, constraints,
# migrations, search, aggregates, orders and filters, admin listings, bulk writing. The tests of these files ask theirs
# for rows alone; they are about words, markup, files, addresses, budgets and who may do what. All others run on both.
SAME_ON_BOTH = {
    "content": "home overrides pages_addresses pages_language pages_record query_budgets sitemap_leaves"
    " strange_addresses structured_data",
    "content/blocks": "chart previews table",
    "content/checks": "checks",
    "content/files": "public",
    "content/importing": "importing reading",
    "content/registers": "citations exports feeds identifiers items pages",
    "content/search": "page",
    "desk": "demo demo_content previews publishing_checks roles roles_writing",
    "publication": "doors navigation public_downloads public_files public_pages public_statics serving verify_release",
    "transparency": "admin_amounts data_ici embeds_nginx large_programme licence made_once views_data views_fact_sheet"
    " views_pages",
    "transparency/changes": "page",
    "transparency/checks": "every_check examples pages record_ici",
    "transparency/figures": "document figure_page",
    "transparency/questions": "form_page",
}


def runs(*, thorough: bool) -> dict[str, list[str]]:
    """Title → command of each part."""
    named = {folder: names.split() for folder, names in ({} if thorough else SAME_ON_BOTH).items()}
    left_out = [f"--ignore=tests/{folder}/test_{name}.py" for folder, names in named.items() for name in names]
    return {
        "SQLite": [*PYTEST, *BY_NEIGHBOURS, "-m", f"{ORDINARY} and not postgres"],
        "PostgreSQL": [*PYTEST, *BY_NEIGHBOURS, "--on=postgres", "-m", ORDINARY, *left_out],
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--thorough", action="store_true", help="try far more; takes much longer")
    thorough = parser.parse_args().thorough
    problem = why_no_browser()
    if problem:
        sys.stderr.write(f"quipu: {problem}\n")
        return 1
    results = {}
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    if thorough:
        environment["QUIPU_TESTS_THOROUGH"] = "1"
    parts = runs(thorough=thorough)
    for title, command in parts.items():
        say(f"\n== {title}")
        started = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        results[title] = (status in (0, NO_TESTS_COLLECTED), time.monotonic() - started)
        if status < 0 or status == 2:  # interrupted
            break
    for title, (passed, seconds) in results.items():
        say(f"{'ok  ' if passed else 'FAIL'}  tests: {title}  {seconds:.0f} s")
    return 0 if len(results) == len(parts) and all(passed for passed, _ in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
