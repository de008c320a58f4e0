"""PNG files put together from strips whose rows were compressed before.

The rows of an image are one stream of compressed data (Portable Network Graphics, third edition, 10.1). What was
compressed of a strip refers to nothing outside it and ends with a byte, so the strips of an image follow one another
in that stream as they are, and none is compressed twice.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
INDEXED, DEPTH = 3, 8  # kind of colour, and bits of each pixel: a place in the palette
UNFILTERED = b"\0"  # before each row
HEADER, LAST_BLOCK = b"\x78\x01", b"\x03\x00"  # how a stream begins, and an empty block at its end
RAW = -15  # zlib's word for blocks without header and sum
INCH = 0.0254  # metres
PRIME = 65521  # of Adler-32


@dataclass(frozen=True)
class Strip:
    """Rows of pixels that stand one below the other: compressed blocks, and the Adler-32 of what is compressed."""

    width: int
    height: int
    blocks: bytes
    sum: int


def strip(pixels: bytes, width: int, effort: int) -> Strip:
    """A strip of ``pixels``, a byte each, row by row; ``effort`` is zlib's, of 9."""
    rows = b"".join(UNFILTERED + pixels[start : start + width] for start in range(0, len(pixels), width))
    compressor = zlib.compressobj(effort, wbits=RAW)
    blocks = compressor.compress(rows) + compressor.flush(zlib.Z_FULL_FLUSH)
    return Strip(width, len(pixels) // width, blocks, zlib.adler32(rows))


def joined(strips: Sequence[Strip], palette: bytes, dpi: int, told: Mapping[str, str]) -> bytes:
    """The file of an image: its strips from the top, all of one width, and the texts that it tells, by their names.

    ``palette`` is red, green and blue of each colour in turns.
    """
    width, height = strips[0].width, sum(one.height for one in strips)
    density = round(dpi / INCH)
    return b"".join(
        [
            SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, DEPTH, INDEXED, 0, 0, 0)),
            _chunk(b"PLTE", palette),
            _chunk(b"pHYs", struct.pack(">IIB", density, density, 1)),
            *(_chunk(b"iTXt", name.encode("latin-1") + b"\0\0\0\0\0" + text.encode()) for name, text in told.items()),
            _chunk(b"IDAT", _stream(strips)),
            _chunk(b"IEND", b""),
        ]
    )


def _stream(strips: Iterable[Strip]) -> bytes:
    """All rows as one zlib stream (RFC 1950)."""
    low, high = 1, 0
    blocks = []
    for one in strips:
        # The sum of two pieces, from those of each and the length of the second.
        length = one.height * (one.width + len(UNFILTERED))
        high = (high + (one.sum >> 16) + length * (low - 1)) % PRIME
        low = (low + (one.sum & 0xFFFF) - 1) % PRIME
        blocks.append(one.blocks)
    return HEADER + b"".join(blocks) + LAST_BLOCK + struct.pack(">HH", high, low)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
