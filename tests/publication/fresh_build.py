"""Is what readers get, byte for byte, what a build would give now?"""

import gzip
from pathlib import Path

import brotli

from publication.content import in_full
from publication.manifest import Manifest
from publication.registry import registry
from publication.services.builder import read_inputs, render_files
from publication.services.releases import live_release, store
from publication.snapshot import snapshot

DECODERS = {"": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}


def differences_from_fresh_build() -> list[str]:
    """Render every scope afresh, with the stamp that its live files carry, and compare every file of ``current``.

    Returns a sentence for each difference: a scope that is live and should not be or the reverse, a page under
    another path, a file that is missing, too many or has other bytes in any encoding.
    """
    live = live_release()
    entries = Manifest.parse(live.manifest).scopes if live else {}
    with snapshot():
        read = {scope: read_inputs(scope) for scope in registry.scopes()}
    wanted = {scope: inputs for scope, inputs in read.items() if inputs is not None and inputs.pages}
    found = [f"{scope} is live or not against the record" for scope in wanted.keys() ^ entries.keys()]
    for scope in sorted(wanted.keys() & entries.keys()):
        inputs, entry = wanted[scope], entries[scope]
        if dict(inputs.pages) != entry.pages:
            found.append(f"{scope} has other paths: {entry.pages}")
            continue
        for language, files in render_files(scope, inputs, entry.stamp).items():
            directory = store().current / inputs.pages[language].strip("/") / "_"
            found.extend(
                f"{scope}, {language}: {name}"
                for name in _differing(directory, {name: in_full(content) for name, content in files.items()})
            )
    return found


def _differing(directory: Path, files: dict[str, bytes]) -> list[str]:
    expected = {name + suffix for name in files for suffix in DECODERS}
    present = {path.name for path in directory.iterdir()} if directory.exists() else set()
    found = sorted(expected ^ present)
    for name, content in files.items():
        for suffix, decode in DECODERS.items():
            if name + suffix in present and decode((directory / (name + suffix)).read_bytes()) != content:
                found.append(f"{name}{suffix} has other bytes")
    return found
