"""Released files on disk.

::

    artifacts/ab/abcd…          one file per content, with .gz and .br beside it
    bundles/<hash>/<lang>/…     the files of one scope, hard links to artifacts; bundle.json lists them
    releases/<n>-<hash12>/…     a release laid out by public path: <path>/_ is a link to a bundle's language
    releases/current            link to the live release
    manifests/<n>-<hash>.json   the manifest of every sealed release

A file appears under its name only when it is whole: everything is written beside and renamed (``durable``).
"""

import json
import os
import shutil
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli

from publication.content import PIECE, Content, MadeContent, pieces, settled
from publication.durable import Together, link, sync_directory, write_atomically, write_through
from publication.manifest import Manifest, canonical, digest, digest_of

ENCODINGS = {"br": ".br", "gzip": ".gz"}
FORMS = ("", *ENCODINGS.values())
GZIP = 31  # zlib's word for this format
THOROUGH, HASTY = 6, 1  # gzip's level and brotli's quality
WINDOW = 20  # brotli looks back a megabyte; four, its default, take fifteen megabytes of memory and gain a hundredth
COMPRESSED_ALREADY = (b"\x89PNG", b"PK\x03\x04")  # how images and workbooks begin: no effort makes them smaller
LITTLE = 16 * 1024
UNREADABLE = (OSError, EOFError, ValueError, zlib.error, brotli.error)
INDEX = "index.html"


@dataclass(frozen=True)
class Store:
    """The directory of released files."""

    root: Path

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def current(self) -> Path:
        return self.releases / "current"

    def bundle_path(self, bundle: str) -> Path:
        return self.root / "bundles" / bundle

    def artifact_path(self, sha256: str) -> Path:
        return self.root / "artifacts" / sha256[:2] / sha256

    def release_path(self, number: int, release_digest: str) -> Path:
        return self.releases / f"{number}-{release_digest[:12]}"

    def manifest_path(self, number: int, release_digest: str) -> Path:
        return self.root / "manifests" / f"{number}-{release_digest}.json"

    # Writing

    def write_artifact(self, content: MadeContent, together: Together) -> str:
        """Keep ``content`` with its compressed forms; what is there already and whole is left alone."""
        sha256 = digest_of(pieces(content))
        path = str(self.artifact_path(sha256))
        effort = HASTY if next(pieces(content), b"").startswith(COMPRESSED_ALREADY) else THOROUGH
        forms: dict[str, Callable[[], Iterator[bytes]]] = {
            "": lambda: pieces(content),
            ".gz": lambda: _gzipped(pieces(content), effort),
            ".br": lambda: _brotlied(pieces(content), effort),
        }
        for offset, (suffix, form) in enumerate(forms.items()):
            target = path + suffix
            # nginx makes ETags of size and whole second of change: two versions of one size may fall into one second,
            # and readers would keep the old one. A date made of the content tells them apart.
            moment = int(sha256[:7], 16) + offset
            if target in together:
                continue
            if not os.path.exists(target):
                together.write(target, form(), moment)
            elif _content_digest(target, suffix) != sha256:
                # In place, for bundles of other releases hold this very file by another name.
                write_through(target, form())
                os.utime(target, (moment, moment))
        return sha256

    def write_bundle(self, files: Mapping[str, Mapping[str, Content]]) -> str:
        """Keep one scope's files, language → name → content, and return the bundle's hash.

        A bundle that is there already is repaired where a file of it is damaged.
        """
        # What is the same in every language is one object, and is looked at once.
        known = {id(content): content for named in files.values() for content in named.values()}
        with Together(self.root) as together:
            kept = {key: self._kept(settled(one), together) for key, one in known.items()}
        index = {
            language: {name: kept[id(content)] for name, content in named.items()} for language, named in files.items()
        }
        text = canonical(index)
        bundle = digest(text)
        path = self.bundle_path(bundle)
        for language, named in index.items():
            directory = path / language
            directory.mkdir(parents=True, exist_ok=True)
            for name, entry in named.items():
                artifact = self.artifact_path(str(entry["sha256"]))
                for suffix in FORMS:
                    link(f"{artifact}{suffix}", f"{directory}/{name}{suffix}")
            for stranger in _strangers(directory, named):
                stranger.unlink()
            sync_directory(directory)
        # Last, for it says that the bundle is whole.
        write_atomically(path / "bundle.json", text.encode())
        sync_directory(path)
        sync_directory(path.parent)
        return bundle

    def _kept(self, content: MadeContent, together: Together) -> dict[str, str | int]:
        return {"sha256": self.write_artifact(content, together), "size": len(content)}

    def seal(self, manifest: Manifest) -> str:
        """Lay a release out as a directory, write its manifest, and return its digest."""
        text = manifest.text()
        release_digest = digest(text)
        self.lay_out(manifest, release_digest)
        path = self.manifest_path(manifest.number, release_digest)
        write_atomically(path, text.encode())
        sync_directory(path.parent)
        return release_digest

    def lay_out(self, manifest: Manifest, release_digest: str) -> Path:
        """Make the directory that the web server reads; does nothing when it is there."""
        target = self.release_path(manifest.number, release_digest)
        if target.exists():
            return target
        draft = self.releases / f".draft-{uuid.uuid4().hex}"
        draft.mkdir(parents=True)
        made = {str(draft)}
        for entry in manifest.scopes.values():
            for language, page in entry.pages.items():
                path = page.strip("/")
                directory = f"{draft}/{path}"
                _make_directories(directory, made)
                # Relative, and right in the final place too: the draft has the same depth. Two levels up from the
                # release's own directory is the root.
                up = "../" * (path.count("/") + 3)
                os.symlink(f"{up}bundles/{entry.bundle}/{language}", f"{directory}/_")
        (draft / "manifest.json").write_text(manifest.text(), encoding="utf-8")
        try:
            draft.rename(target)
        except OSError:
            # Another builder laid out the very same release: same name, same content.
            shutil.rmtree(draft)
            if not target.exists():
                raise
        sync_directory(self.releases)
        return target

    def point_current(self, number: int, release_digest: str) -> None:
        """Let ``releases/current`` mean this release, in one step."""
        temporary = self.releases / f".current-{uuid.uuid4().hex}"
        temporary.symlink_to(self.release_path(number, release_digest).name)
        temporary.rename(self.current)
        sync_directory(self.releases)

    # Reading

    def current_target(self) -> tuple[int, str] | None:
        """Number and short digest of the release that ``current`` names; None when there is none."""
        try:
            number, _, short = os.readlink(self.current).partition("-")
            return int(number), short
        except (OSError, ValueError):
            return None

    def read_manifest(self, number: int, short_digest: str) -> str:
        """The text of a sealed manifest. Raises ``FileNotFoundError`` when it is not there with this very digest."""
        copy = self.release_path(number, short_digest) / "manifest.json"
        for path in [*(self.root / "manifests").glob(f"{number}-{short_digest}*.json"), copy]:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            if digest(text).startswith(short_digest):
                return text
        raise FileNotFoundError(f"No manifest {number}-{short_digest} on disk.")

    def bundle_damage(self, bundle: str) -> list[str]:
        """Read every file of a bundle and name those whose content is not what was sealed, or that are not of it."""
        path = self.bundle_path(bundle)
        try:
            text = (path / "bundle.json").read_text(encoding="utf-8")
            index = json.loads(text)
        except (OSError, ValueError):
            return [f"{bundle}/bundle.json"]
        if digest(text) != bundle:
            return [f"{bundle}/bundle.json"]
        damaged = [
            f"{bundle}/{language}/{name}{suffix}"
            for language, named in index.items()
            for name, entry in named.items()
            for suffix in FORMS
            if _content_digest(f"{path}/{language}/{name}{suffix}", suffix) != entry["sha256"]
        ]
        strangers = [file for language, named in index.items() for file in _strangers(path / language, named)]
        return damaged + [f"{bundle}/{file.parent.name}/{file.name}" for file in strangers]


@lru_cache(maxsize=2048)
def bundle_index(path: Path) -> dict[str, dict[str, dict[str, str | int]]]:
    """Language → name → ``{sha256, size}`` of a bundle; bundles never change, so this is remembered."""
    value: dict[str, dict[str, dict[str, str | int]]] = json.loads((path / "bundle.json").read_text(encoding="utf-8"))
    return value


def _strangers(directory: Path, named: Mapping[str, object]) -> list[Path]:
    """Files that a web server would answer with although no bundle lists them; not those just being written."""
    expected = {name + suffix for name in named for suffix in FORMS}
    found = os.listdir(directory) if directory.is_dir() else []
    return sorted(directory / name for name in found if name not in expected and not name.startswith("."))


def _make_directories(path: str, made: set[str]) -> None:
    """``os.makedirs`` that remembers what it made: a release of hundreds of pages is laid out at every change."""
    if path not in made:
        _make_directories(os.path.dirname(path), made)
        os.mkdir(path)
        made.add(path)


def _gzipped(parts: Iterable[bytes], effort: int) -> Iterator[bytes]:
    compressor = zlib.compressobj(effort, wbits=GZIP)
    for part in parts:
        yield compressor.compress(part)
    yield compressor.flush()


def _brotlied(parts: Iterable[bytes], effort: int) -> Iterator[bytes]:
    compressor = brotli.Compressor(quality=effort, lgwin=WINDOW)
    for part in parts:
        yield compressor.process(part)
    yield compressor.finish()


def _decoded(path: str, suffix: str) -> Iterator[bytes]:
    """The content that a file stands for, piece by piece. Raises an error of ``UNREADABLE`` where there is none."""
    with open(path, "rb") as file:
        if suffix == ".gz":
            decompressor = zlib.decompressobj(GZIP)
            for piece in iter(lambda: file.read(LITTLE), b""):
                yield decompressor.decompress(piece)
            if not decompressor.eof or decompressor.unused_data:
                raise EOFError(f"{path} ends too early, or too late")
        elif suffix == ".br":
            decompressor = brotli.Decompressor()
            # Little at a time: a hundred times as much may come out.
            for piece in iter(lambda: file.read(LITTLE), b""):
                yield decompressor.process(piece)
            if not decompressor.is_finished():
                raise EOFError(f"{path} ends too early")
        else:
            yield from iter(lambda: file.read(PIECE), b"")


def _content_digest(path: str, suffix: str) -> str:
    """The SHA-256 of what a file stands for; empty when it cannot be read."""
    try:
        return digest_of(_decoded(path, suffix))
    except UNREADABLE:
        return ""
