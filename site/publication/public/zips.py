"""A ZIP archive written as it is sent: the same members give the same bytes, and their size is known beforehand.

Released files are on disk as gzip too, and a member of a ZIP archive holds the very stream that a gzip file does: it is
copied from there, which costs nothing and makes the archive as small as the files are on the way to a browser.
The library of the language can neither copy such a stream nor tell the size before it has written everything.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

STORED, DEFLATED = 0, 8
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
VERSION = 20  # what a reader must know: deflate and folders
UTF_8 = 0x800
# No date: an archive's bytes follow from its content. The oldest that the format knows, 1 January 1980.
TIME, DATE = 0, 0x21
READABLE = 0o100644 << 16
MOST_MEMBERS, MOST_BYTES = 0xFFFF, 0xFFFFFFFF

GZIP_HEAD, GZIP_TAIL = 10, 8  # as publication.store writes them: no name, no date


class Changed(Exception):
    """A file is not what it was when the archive was announced."""


@dataclass(frozen=True)
class Member:
    """A file of the archive; ``read`` gives its bytes as they are packed, and the CRC-32 of the content."""

    name: str
    method: int
    packed: int
    size: int
    read: Callable[[], tuple[bytes, int]]


def stored(name: str, content: bytes) -> Member:
    """A member that is there as it is."""
    return Member(name, STORED, len(content), len(content), lambda: (content, zlib.crc32(content)))


def from_gzip(name: str, size: int, length: int, read: Callable[[], bytes]) -> Member:
    """A member whose packed form is taken out of a gzip file of ``length`` bytes; ``size`` is that of the content."""

    def unwrapped() -> tuple[bytes, int]:
        file = read()
        return file[GZIP_HEAD:-GZIP_TAIL], struct.unpack("<L", file[-GZIP_TAIL : -GZIP_TAIL + 4])[0]

    return Member(name, DEFLATED, length - GZIP_HEAD - GZIP_TAIL, size, unwrapped)


def archive_size(members: Iterable[Member]) -> int:
    """Bytes of the whole archive."""
    names_and_content = ((len(member.name.encode()), member.packed) for member in members)
    return END.size + sum(LOCAL.size + CENTRAL.size + 2 * name + packed for name, packed in names_and_content)


def archive(members: list[Member]) -> Iterator[bytes]:
    """The archive in parts, a member each.

    Raises ``ValueError`` for more than the format holds, and ``Changed`` half-way when a file is not as announced:
    then the reader's download breaks off, and is not taken for whole.
    """
    if len(members) > MOST_MEMBERS or archive_size(members) > MOST_BYTES:
        raise ValueError("too much for one archive")
    directory: list[bytes] = []
    offset = 0
    for member in members:
        packed, checksum = member.read()
        if len(packed) != member.packed:
            raise Changed(member.name)
        name = member.name.encode()
        about = (UTF_8, member.method, TIME, DATE, checksum, member.packed, member.size, len(name), 0)
        part = LOCAL.pack(b"PK\3\4", VERSION, *about) + name + packed
        directory.append(CENTRAL.pack(b"PK\1\2", VERSION | 3 << 8, VERSION, *about, 0, 0, 0, READABLE, offset) + name)
        offset += len(part)
        yield part
    listed = b"".join(directory)
    yield listed + END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(listed), offset, 0)
