"""The text of a PDF, by a process of its own that ends when it takes too much."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

CHILD = Path(__file__).with_name("child.py")
# What the child may inherit: where programs and libraries are, and no secret.
INHERITED = ("PATH", "PYTHONPATH", "LANG")

PdfState = Literal["read", "locked", "limit", "broken"]


@dataclass(frozen=True)
class Limits:
    """What reading one file may cost. ``seconds`` is computing time; half of it again may pass in waiting."""

    file_bytes: int = 80_000_000
    pages: int = 3_000
    characters: int = 100_000
    seconds: int = 90
    memory: int = 1_000_000_000


@dataclass(frozen=True)
class PdfText:
    """How it went, how many pages there are as far as could be seen, and the text of each."""

    state: PdfState
    page_count: int | None = None
    pages: list[str] = field(default_factory=list)


def read_pdf(path: Path, limits: Limits | None = None) -> PdfText:
    """Reads a PDF. Never raises for what is in the file, and costs no more than ``limits``."""
    limits = limits or Limits()
    if path.stat().st_size > limits.file_bytes:
        return PdfText("limit")
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        ended = _run(path, limits, output)
        output.seek(0)
        return _understood(output, ended)


def _run(path: Path, limits: Limits, output: IO[str]) -> PdfState | None:
    """Runs the child. Returns why it ended before its time, None when it came to its end."""
    numbers = (limits.pages, limits.characters, limits.seconds, limits.memory)
    command = [sys.executable, "-P", str(CHILD), str(path), *(str(number) for number in numbers)]
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  (our own program)
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds * 1.5,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "limit"
    if done.returncode < 0:  # ended by a signal: too much computing, or too much memory
        return "limit"
    return "broken" if done.returncode else None


def _understood(output: IO[str], ended: PdfState | None) -> PdfText:
    count: int | None = None
    state = ended
    pages: list[str] = []
    for line in output:
        values = _parsed(line)
        count = values.get("count", count)
        state = state or values.get("state")
        if "text" in values:
            pages.append(values["text"])
    return PdfText(state or "broken", count, pages)


def _parsed(line: str) -> dict[str, Any]:
    """One line; an empty answer for one that a killed child left half written."""
    try:
        values = json.loads(line)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}
