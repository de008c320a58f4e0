"""Removing what no release needs. Everything that was ever live stays readable through its manifest."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from publication.configuration import configuration
from publication.manifest import Manifest
from publication.models import Release
from publication.services.releases import live_release, reconcile, store
from publication.turn import turn


def collect() -> int:
    """Remove directories of old releases, abandoned builds and artifacts of no bundle; returns how many went.

    Holds the builder's turn, for a bundle that is being built is in no manifest yet.
    """
    with turn() as mine:
        if not mine:
            return 0
        # First of all: the releases of a restored database are not abandoned, it has only forgotten them.
        reconcile()
        return sum(map(_remove, {*_old_directories(), *_abandoned()})) + sum(map(_remove, _orphans()))


def _old_directories() -> Iterator[Path]:
    """Directories of releases beyond the newest few; never the live one's."""
    kept = set(Release.objects.values_list("number", flat=True)[: configuration().keep_directories])
    live = live_release()
    kept |= {live.number} if live else set()
    for path in store().releases.glob("*-*"):
        number = path.name.partition("-")[0]
        if number.isdigit() and int(number) not in kept and _is_old(path):
            yield path


def _abandoned() -> Iterator[Path]:
    """Drafts, sealed releases that never went live, and bundles that no release uses."""
    known, used = set(), set()
    for release in Release.objects.iterator():
        known.add(release.digest)
        used |= {entry.bundle for entry in Manifest.parse(release.manifest).scopes.values()}
    short = {release_digest[:12] for release_digest in known}
    for path in store().releases.glob("[.0-9]*"):
        if path.name.startswith(".") or path.name.partition("-")[2] not in short:
            yield from [path] if _is_old(path) else []
    for path in (store().root / "manifests").glob("*"):
        if path.stem.partition("-")[2] not in known and _is_old(path):
            yield path
    for path in (store().root / "bundles").glob("*"):
        if path.name not in used and _is_old(path):
            yield path


def _orphans() -> Iterator[Path]:
    """Artifacts whose only name is their own."""
    for path in (store().root / "artifacts").glob("*/*"):
        if path.stat().st_nlink == 1 and _is_old(path):
            yield path


def _is_old(path: Path) -> bool:
    # Not the date of change, which artifacts make of their content.
    return time.time() - path.lstat().st_ctime > configuration().abandoned_after_seconds


def _remove(path: Path) -> int:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return 1
