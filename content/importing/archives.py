"""The files of a ZIP archive, which may come from anywhere: nothing is unpacked to disk, and everything is bounded."""

import io
import lzma
import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, ClassVar

from django.utils.translation import gettext as _

from content.importing.problems import ImportRefused

ENTRIES = 500
BYTES_OF_ALL = 200_000_000
BYTES_OF_ONE = 25_000_000
# A file that packs better than this is no photograph and no PDF, but a bomb.
RATIO = 200
RATIO_FROM = 1_000_000
# zipfile lets through what the decompressors raise.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db")


class Archive:
    """The files in an archive by their names. Raises ``ImportRefused`` for one that is broken or dangerous."""

    empty: ClassVar["Archive"]

    def __init__(self, opened: IO[bytes] | None) -> None:
        self.names: list[str] = []
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._zip = _opened(opened) if opened else zipfile.ZipFile(io.BytesIO(), "w")
        total = 0
        for entry in _files_of(self._zip):
            total += entry.file_size
            if total > BYTES_OF_ALL:
                raise ImportRefused(_("Unpacked, the archive is too large. Divide it."))
            self._add(entry)

    def _add(self, entry: zipfile.ZipInfo) -> None:
        refuse_unsafe(entry)
        name = PurePosixPath(entry.filename).name
        if name.casefold() in self._entries:
            raise ImportRefused(_("The archive holds two files called “%(name)s”.") % {"name": name})
        self._entries[name.casefold()] = entry
        self.names.append(name)

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises ``KeyError`` for a name that is not there, ``ImportRefused`` for bad bytes."""
        entry = self._entries[name.casefold()]
        try:
            with self._zip.open(entry) as opened:
                read = opened.read(BYTES_OF_ONE + 1)
        except DAMAGED as error:
            raise ImportRefused(_("“%(name)s” cannot be unpacked: the archive is damaged.") % {"name": name}) from error
        if len(read) > BYTES_OF_ONE:
            raise ImportRefused(_("“%(name)s” is too large.") % {"name": name})
        return read


def _opened(opened: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(opened)
    except DAMAGED as error:
        raise ImportRefused(_("This is no ZIP archive, or a damaged one. Pack the files again.")) from error


def _files_of(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries that are files, without what computers add by themselves."""
    entries = archive.infolist()
    if len(entries) > ENTRIES:
        raise ImportRefused(_("The archive holds more than %(count)d files. Divide it.") % {"count": ENTRIES})
    kept = [entry for entry in entries if not entry.is_dir()]
    return [entry for entry in kept if not any(part in entry.filename for part in IGNORED)]


def refuse_unsafe(entry: zipfile.ZipInfo) -> None:
    """Raises ``ImportRefused`` for names that lead out of the archive, links, encrypted files and bombs."""
    said = {"name": entry.filename[:100]}
    # zipfile itself turns the separators of Windows into slashes, and cuts names at a zero byte.
    parts = PurePosixPath(entry.filename).parts
    outside = entry.filename.startswith("/") or ".." in parts or ":" in entry.filename or "\\" in entry.orig_filename
    if outside or "\0" in entry.orig_filename:
        raise ImportRefused(_("The name “%(name)s” leads out of the archive. Pack the files again.") % said)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ImportRefused(_("“%(name)s” is a link and no file.") % said)
    if entry.flag_bits & 0x1:
        raise ImportRefused(_("“%(name)s” is encrypted. Pack the files without a password.") % said)
    packed_too_well = entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(entry.compress_size, 1)
    if entry.file_size > BYTES_OF_ONE or packed_too_well:
        raise ImportRefused(_("“%(name)s” is too large.") % said)


Archive.empty = Archive(None)
