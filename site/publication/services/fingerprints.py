"""Finding what triggers cannot see: a restored dump, triggers that were off, damaged files, new code."""

import logging

from django.db import connection

from publication import triggers
from publication.code_version import code_version
from publication.manifest import Manifest, fingerprint
from publication.registry import registry
from publication.services import scopes
from publication.services.builder import read_inputs
from publication.services.releases import live_release, reconcile, store
from publication.snapshot import part_of_snapshot, snapshot

logger = logging.getLogger(__name__)

UNREADABLE = "unreadable"


def differences() -> dict[str, str]:
    """Scope → why its released files are not what a build would give now."""
    with snapshot():
        live = live_release()
        entries = Manifest.parse(live.manifest).scopes if live else {}
        # Only the digests are kept: the inputs of every scope at once would fill the worker's memory.
        every = registry.in_order({*registry.scopes(), *entries})
        current = {scope: _current_fingerprint(scope) for scope in every}
    found = {}
    for scope, fresh in sorted(current.items()):
        entry = entries.get(scope)
        if fresh == UNREADABLE:
            found[scope] = UNREADABLE
        elif fresh is None:
            if entry:
                found[scope] = "withdrawn"
        elif entry is None:
            found[scope] = "new"
        elif entry.fingerprint != fresh:
            found[scope] = "changed"
        elif store().bundle_damage(entry.bundle):
            found[scope] = "damaged"
    return found


def mark_differences() -> dict[str, str]:
    """Mark every scope that differs, with the reason as origin; put back triggers that went missing."""
    gone = triggers.missing()
    if gone:
        logger.error("Triggers were missing on %s and are put back.", ", ".join(gone))
        triggers.install()
    reconcile()
    # What is marked already is owed already; a further mark would earn a scope that was set aside another attempt.
    marked = scopes.marked()
    found = {scope: reason for scope, reason in differences().items() if scope not in marked}
    for reason in sorted(set(found.values())):
        scopes.mark([scope for scope, why in found.items() if why == reason], reason)
    return found


def _current_fingerprint(scope: str) -> str | None:
    try:
        with part_of_snapshot():
            inputs = read_inputs(scope)
        if inputs is None or not inputs.pages:
            return None
        return fingerprint(inputs.pages, inputs.data, code_version())
    except Exception:
        if not connection.is_usable():
            raise  # the snapshot is gone, not this scope alone
        logger.exception("Inputs of %s cannot be read", scope)
        return UNREADABLE
