"""Checking every release against its own hash and the chain against itself."""

from publication.manifest import Manifest, digest
from publication.models import Release
from publication.services.releases import live_release, store


def problems() -> list[str]:
    """Everything that is not as it was sealed, a sentence each; empty when every hash and the chain hold.

    Each bundle is read once, whichever releases share it.
    """
    found: list[str] = []
    checked: dict[str, list[str]] = {}
    parent = ""
    newest = 0
    for release in Release.objects.order_by("number").iterator():
        try:
            manifest = Manifest.parse(release.manifest)
        except ValueError:
            found.append(f"Release {release.number}: the manifest cannot be read.")
        else:
            found.extend(_chain_problems(release, manifest, parent))
            found.extend(_layout_problems(release, manifest))
            for scope, entry in manifest.scopes.items():
                if entry.bundle not in checked:
                    damage = checked[entry.bundle] = store().bundle_damage(entry.bundle)
                    found.extend(f"Release {release.number}, {scope}: {name} is damaged." for name in damage)
        parent, newest = release.digest, release.number
    return found + _pointer_problems(newest)


def _chain_problems(release: Release, manifest: Manifest, parent: str) -> list[str]:
    found = []
    if digest(release.manifest) != release.digest:
        found.append(f"Release {release.number}: the manifest does not have the digest it was sealed with.")
    if release.parent != parent or manifest.parent != parent or manifest.number != release.number:
        found.append(f"Release {release.number}: it does not follow the release before it.")
    try:
        on_disk = store().manifest_path(release.number, release.digest).read_text(encoding="utf-8")
    except FileNotFoundError:
        found.append(f"Release {release.number}: the manifest is missing on disk.")
    else:
        if on_disk != release.manifest:
            found.append(f"Release {release.number}: the manifest on disk differs.")
    return found


def _layout_problems(release: Release, manifest: Manifest) -> list[str]:
    """The directory that the web server reads holds the links of the manifest and nothing else; old ones are gone."""
    directory = store().release_path(release.number, release.digest)
    if not directory.exists():
        return []
    expected = {
        directory / page.strip("/") / "_": store().bundle_path(entry.bundle) / language
        for entry in manifest.scopes.values()
        for language, page in entry.pages.items()
    }
    present = {path for path in directory.rglob("*") if path.is_symlink() or path.is_file()}
    wrong = (expected.keys() ^ present) - {directory / "manifest.json"}
    wrong |= {path for path, bundle in expected.items() if path in present and path.resolve() != bundle.resolve()}
    # Without the directory, the next sweep lays it out again.
    return [f"Release {release.number}: {path.relative_to(store().root)} is not as sealed." for path in sorted(wrong)]


def _pointer_problems(newest: int) -> list[str]:
    live = live_release()
    if live is None:
        return [f"No release is live, although there are {newest}."] if newest else []
    found = []
    if live.number != newest:
        found.append(f"Release {live.number} is live, although release {newest} is newer.")
    if store().current_target() != (live.number, live.digest[:12]):
        found.append(f"The link to the live release does not name release {live.number}.")
    return found
