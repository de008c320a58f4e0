"""What a release consists of, down to every file with its size and digest."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publication.configuration import configuration
from publication.manifest import Manifest, ScopeEntry
from publication.models import Release
from publication.store import INDEX, Store, bundle_index


@dataclass(frozen=True)
class HeldFile:
    """A file of a release. ``path`` is where readers found it: a page's own path ends in a slash."""

    language: str
    page: str
    name: str
    size: int
    sha256: str

    @property
    def path(self) -> str:
        """The public path, ``/es/transparencia/finanzas/`` or a file beside it."""
        return self.page if self.name == INDEX else self.page + self.name


@dataclass(frozen=True)
class HeldScope:
    """A scope of a release with its files. ``lost`` says that the list of its files is no longer on disk."""

    name: str
    entry: ScopeEntry
    files: tuple[HeldFile, ...]
    lost: bool = False

    @property
    def size(self) -> int:
        """Bytes of all its files, not compressed."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class Contents:
    """Everything that a release holds."""

    release: Release

    @cached_property
    def manifest(self) -> Manifest:
        """What was sealed."""
        return Manifest.parse(self.release.manifest)

    @cached_property
    def scopes(self) -> list[HeldScope]:
        """Every scope with its files, in the manifest's order."""
        return [_held(name, entry) for name, entry in self.manifest.scopes.items()]

    @property
    def count(self) -> int:
        """How many files."""
        return sum(len(scope.files) for scope in self.scopes)

    @property
    def size(self) -> int:
        """Bytes of all files, not compressed."""
        return sum(scope.size for scope in self.scopes)

    @cached_property
    def pages(self) -> dict[str, tuple[str, str]]:
        """Path of a page → its scope and language."""
        return {
            page: (name, language)
            for name, entry in self.manifest.scopes.items()
            for language, page in entry.pages.items()
        }

    def directory(self, page: str) -> Path:
        """Where the files of a page are on disk. Raises ``KeyError`` for a page that the release does not hold."""
        scope, language = self.pages[page]
        return _store().bundle_path(self.manifest.scopes[scope].bundle) / language


def contents_of(number: int) -> Contents | None:
    """What a release holds; None when there is no such release."""
    release = Release.objects.filter(number=number).first()
    return Contents(release) if release else None


def _held(name: str, entry: ScopeEntry) -> HeldScope:
    try:
        return HeldScope(name, entry, tuple(_files(entry)))
    except OSError:
        return HeldScope(name, entry, (), lost=True)


def _files(entry: ScopeEntry) -> Iterator[HeldFile]:
    listed = bundle_index(_store().bundle_path(entry.bundle))
    for language, page in entry.pages.items():
        for name, file in sorted(listed[language].items(), key=lambda item: (item[0] != INDEX, item[0])):
            yield HeldFile(language, page, name, int(file["size"]), str(file["sha256"]))


def _store() -> Store:
    return Store(configuration().root)
