"""Releases that are sealed, on record and live, of files that a test names."""

import datetime
from collections.abc import Mapping

from publication.manifest import Manifest, ScopeEntry, as_text
from publication.models import LivePointer, Release
from publication.services.releases import live_release, store

START = datetime.datetime(2026, 1, 31, 15, 0, tzinfo=datetime.UTC)

# Language → file name → content; and the page of each language.
Files = Mapping[str, Mapping[str, str]]
Paths = Mapping[str, str]


def publish_files(bundles: Mapping[str, tuple[Paths, Files]]) -> Release:
    """A further release, live: scope → where its pages are, and its files. A scope with equal files is carried over."""
    parent = live_release()
    number = parent.number + 1 if parent else 1
    moment = START + datetime.timedelta(days=number)
    before = Manifest.parse(parent.manifest).scopes if parent else {}
    scopes = {}
    for scope, (paths, files) in sorted(bundles.items()):
        content = {language: {n: text.encode() for n, text in named.items()} for language, named in files.items()}
        bundle = store().write_bundle(content)
        entry = ScopeEntry(bundle, bundle, number, as_text(moment), dict(paths))
        same = scope in before and before[scope].bundle == bundle
        scopes[scope] = before[scope] if same else entry
    manifest = Manifest(number, parent.digest if parent else "", as_text(moment), "c0de", "test", scopes)
    release = Release.objects.create(
        number=number,
        digest=store().seal(manifest),
        parent=manifest.parent,
        manifest=manifest.text(),
        code_version=manifest.code_version,
        trigger=manifest.trigger,
        published_at=moment,
    )
    LivePointer.objects.update_or_create(pk=1, defaults={"release": release})
    store().point_current(number, release.digest)
    return release
