"""Which code renders the pages: part of every fingerprint, so that new templates give new pages."""

import hashlib
from functools import cache
from pathlib import Path

from publication.configuration import configuration

RELEVANT = {".css", ".html", ".js", ".po", ".py", ".svg", ".ttf"}


def code_version() -> str:
    """A digest of the configured code directories; computed once, for a process runs the code it started with."""
    return _digest_of(configuration().code)


@cache
def _digest_of(directories: tuple[Path, ...]) -> str:
    total = hashlib.sha256()
    for directory in directories:
        for path in sorted(directory.rglob("*")):
            if path.suffix in RELEVANT and path.is_file():
                total.update(f"{path.relative_to(directory).as_posix()}\0".encode())
                total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]
