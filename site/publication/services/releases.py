"""Making a release live, and keeping the disk and the database of one mind."""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from publication.configuration import configuration
from publication.manifest import Manifest, digest
from publication.models import LivePointer, Release
from publication.services import scopes
from publication.store import Store

logger = logging.getLogger(__name__)


class Overtaken(Exception):
    """Another builder published meanwhile; what was built belongs to the past."""


def store() -> Store:
    """The configured directory of released files."""
    return Store(configuration().root)


def live_release() -> Release | None:
    """The release that readers see, by the database's word."""
    pointer = LivePointer.objects.select_related("release").filter(pk=1).first()
    return pointer.release if pointer else None


@transaction.atomic(durable=True)
def publish(manifest: Manifest, release_digest: str, claimed: list[int], built: list[str]) -> None:
    """Move the live pointer to a sealed release and delete exactly the marks that it answers.

    Raises ``Overtaken`` when its parent is no longer live.
    """
    pointer = _locked_pointer()
    if (pointer.release.digest if pointer.release else "") != manifest.parent:
        raise Overtaken
    pointer.release = _remember(manifest, release_digest)
    pointer.save(update_fields=["release"])
    _settle(claimed, built)


@transaction.atomic(durable=True)
def confirm(parent: str, claimed: list[int], built: list[str]) -> None:
    """The marks changed nothing that readers see: delete them, provided that the release compared with is live."""
    pointer = _locked_pointer()
    if (pointer.release.digest if pointer.release else "") != parent:
        raise Overtaken
    _settle(claimed, built)


def reconcile() -> None:
    """Make ``current`` mean what the database says; safe at any time and in any number of processes.

    Called after every publication and at every sweep. ``current`` never goes back: the file lock keeps a process
    that was stopped half-way from renaming an old link over a newer one. A ``current`` ahead of the database means
    that the database was restored from an older dump; the sealed releases on disk are facts and are taken up again.
    """
    with _pointing() as mine:
        if not mine:
            return
        live = live_release()
        on_disk = store().current_target()
        if on_disk and (live is None or on_disk[0] > live.number):
            _adopt(*on_disk)
            live = live_release()
        if live is None:
            return
        if not store().release_path(live.number, live.digest).exists():
            store().lay_out(Manifest.parse(live.manifest), live.digest)
        if on_disk != (live.number, live.digest[:12]):
            store().point_current(live.number, live.digest)


def _locked_pointer() -> LivePointer:
    LivePointer.objects.get_or_create(pk=1)
    return LivePointer.objects.select_for_update(of=("self",)).select_related("release").get(pk=1)


def _remember(manifest: Manifest, release_digest: str) -> Release:
    return Release.objects.create(
        number=manifest.number,
        digest=release_digest,
        parent=manifest.parent,
        manifest=manifest.text(),
        code_version=manifest.code_version,
        trigger=manifest.trigger[:200],
        published_at=datetime.fromisoformat(manifest.published_at),
    )


def _settle(claimed: list[int], built: list[str]) -> None:
    scopes.delete_marks(claimed)
    scopes.record_success(built)


@contextmanager
def _pointing() -> Iterator[bool]:
    path = configuration().root / "current.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@transaction.atomic(durable=True)
def _adopt(number: int, short_digest: str) -> None:
    """Take up the releases that the database forgot, following the chain back to one that it knows."""
    pointer = _locked_pointer()
    chain: list[tuple[Manifest, str]] = []
    while not Release.objects.filter(number=number, digest__startswith=short_digest).exists():
        try:
            text = store().read_manifest(number, short_digest)
        except FileNotFoundError:
            logger.error("Release %s-%s is on disk without its manifest and cannot be taken up.", number, short_digest)
            return
        manifest = Manifest.parse(text)
        chain.append((manifest, digest(text)))
        if not manifest.parent:
            break
        number, short_digest = _number_of(manifest.parent, manifest.number), manifest.parent[:12]
    pointer.release = None
    pointer.save(update_fields=["release"])
    Release.objects.filter(number__in=[manifest.number for manifest, _ in chain]).delete()
    for manifest, release_digest in reversed(chain):
        pointer.release = _remember(manifest, release_digest)
    pointer.save(update_fields=["release"])
    scopes.mark(["*"], "restore")
    logger.warning("The database was behind the disk; %s releases were taken up again.", len(chain))


def _number_of(parent: str, child: int) -> int:
    """The number of the release with this digest: the one before, unless the chain skipped numbers."""
    for candidate in range(child - 1, 0, -1):
        if store().manifest_path(candidate, parent).exists():
            return candidate
    return child - 1
