"""Releases on disk without any database."""

from publication.manifest import Manifest, ScopeEntry
from publication.services.releases import store

STAMPED_AT = "2026-01-02T03:04:05+00:00"
PAGES = {"es": "/es/cuentas/", "en": "/en/accounts/"}


def files(number: int) -> dict[str, dict[str, bytes]]:
    """Language → file name → content of one scope in release ``number``."""
    return {
        "es": {"index.html": b"<p>publicaci\xc3\xb3n %d</p>" % number * 40, "cuentas.csv": b"a;%d" % number},
        "en": {"index.html": b"<p>release %d</p>" % number * 40, "accounts.csv": b"b;%d" % number},
    }


def manifest(number: int, bundle: str, parent: str = "", **changes: object) -> Manifest:
    """A release of one scope."""
    entry = ScopeEntry("f" * 64, bundle, number, STAMPED_AT, PAGES)
    values: dict[str, object] = {
        "number": number,
        "parent": parent,
        "published_at": STAMPED_AT,
        "code_version": "c0de",
        "trigger": "test",
        "scopes": {"alpha:P1": entry},
    }
    return Manifest(**{**values, **changes})  # type: ignore[arg-type]


def seal(number: int, parent: str = "") -> str:
    """Write a release's files and seal it; returns its digest."""
    return store().seal(manifest(number, store().write_bundle(files(number)), parent))


def release(number: int, parent: str = "") -> str:
    """Seal a release and let readers have it; returns its digest."""
    digest = seal(number, parent)
    store().point_current(number, digest)
    return digest
