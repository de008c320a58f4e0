"""`make lint`: every check of the code that runs no test, one line each; two at a time, what takes longest first."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts.processes import ROOT, say

BIN = Path(sys.executable).parent
PYTHON = sys.executable
AT_A_TIME = 2
STEPS = {
    "types (mypy)": [str(BIN / "mypy"), "--no-error-summary"],
    "migrations are safe": [PYTHON, "-m", "scripts.lint_migrations"],
    "style (ruff check)": [str(BIN / "ruff"), "check", "--quiet", "."],
    "layout (ruff format)": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "templates (djlint)": [str(BIN / "djlint"), "--lint", "--quiet", "site", "content", "transparency"],
    "import arrows (import-linter)": [str(BIN / "lint-imports"), "--no-cache"],
    "system checks": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    "migrations are complete": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "catalogues": [PYTHON, "-m", "scripts.messages", "--check"],
}


def run_step(title: str, command: list[str]) -> bool:
    """Run one check and print its line, with what it said when it fails. Returns whether it passed."""
    started = time.monotonic()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "quipu.settings.test", "NO_COLOR": "1"}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    line = f"{'ok  ' if passed else 'FAIL'}  {title}  {time.monotonic() - started:.1f} s"
    say(line if passed else f"{line}\n{done.stdout.rstrip()}")
    return passed


def main() -> int:
    """Run all steps; a failed one does not hide the next. Returns the exit status."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        passed = list(pool.map(run_step, STEPS, STEPS.values()))
    failed = [title for title, well in zip(STEPS, passed, strict=True) if not well]
    if failed:
        sys.stderr.write(f"quipu: lint found something in: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
