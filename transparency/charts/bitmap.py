"""A chart as PNG, for programs that take no SVG: the same image, with the same bytes on every machine of a kind.

The typeface lies beside this module and no other is looked for. The chart with its title and each note below it are
drawn apart, kept and put together: with a new release one note changes on all charts, and the charts rarely do.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import PIL
import resvg_py
from django.core.cache import caches
from django.utils.safestring import SafeString
from PIL import Image

from publication.content import DeferredContent
from transparency.charts import png
from transparency.charts.alone import COLOURS, PAPER, image, parts_of, read_chart

logger = logging.getLogger(__name__)

DRAWINGS = "drawings"  # the cache
TYPEFACE = [str(Path(__file__).parent / "typeface" / f"NotoSans-{weight}.ttf") for weight in ("Regular", "Bold")]
ZOOM = 2  # pixels for a unit of the drawing
DPI = 96 * ZOOM
COMPRESSION = 4  # of 9: the usual 6 takes half as long again and saves a twentieth
SHADES = 16  # of each colour towards that of the paper, for smooth edges


@dataclass(frozen=True)
class Bitmap(DeferredContent):
    """A PNG file that is drawn when it is written, for drawing takes longer than all else that is made of a chart.

    ``strips`` are the SVG and the height of what stands one below the other, in units as ``width`` is; a strip without
    SVG is blank. ``told`` is what programs show of an image, or read aloud in its stead, by the name of each text.
    """

    width: float
    strips: tuple[tuple[str, int], ...]
    told: tuple[tuple[str, str], ...]

    def made(self) -> bytes:
        """The file: two pixels a unit."""
        width = round(self.width * ZOOM)
        strips = [_strip(svg) if svg else _blank(width, height * ZOOM) for svg, height in self.strips]
        return png.joined(strips, bytes(_palette()), DPI, dict(self.told))


def bitmap(chart: SafeString, footnotes: Sequence[str]) -> Bitmap:
    """The chart as a PNG file to be: what ``stand_alone`` shows. Raises ``ValueError`` for what is no chart of ours."""
    drawn, parts = read_chart(chart), parts_of(chart, footnotes)
    return Bitmap(
        width=parts[0].width,
        strips=tuple((image(part) if part.lines else "", part.height) for part in parts),
        told=(("Title", drawn.title), ("Description", drawn.description), ("Source", " ".join(footnotes))),
    )


def _strip(svg: str) -> png.Strip:
    """A drawing in the colours of the palette, as it was kept or made now."""
    key = sha256(f"{_maker()} {svg}".encode()).hexdigest()
    kept = _kept(key)
    if kept is None:
        kept = _drawn(svg)
        with suppress(OSError):
            caches[DRAWINGS].set(key, kept)
    return kept


def _kept(key: str) -> png.Strip | None:
    try:
        found: png.Strip | None = caches[DRAWINGS].get(key)
    except Exception:
        # Whatever is the matter, such as a file of another user's or half a file: it can be drawn again.
        logger.warning("What was kept of a chart cannot be read.", exc_info=True)
        return None
    return found


@cache
def _maker() -> str:
    """What a drawing depends on besides its SVG: this module, the colours, the typeface and the libraries."""
    files = [sha256(Path(path).read_bytes()).hexdigest() for path in (__file__, png.__file__, *TYPEFACE)]
    return repr((files, _palette(), resvg_py.__version__, PIL.__version__))


def _drawn(svg: str) -> png.Strip:
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, zoom=ZOOM, background=PAPER, skip_system_fonts=True, font_files=TYPEFACE
    )
    with Image.open(BytesIO(drawn)) as coloured:
        indexed = coloured.convert("RGB").quantize(palette=_colours(), dither=Image.Dither.NONE)
    return png.strip(indexed.tobytes(), indexed.width, COMPRESSION)


@cache
def _blank(width: int, height: int) -> png.Strip:
    return png.strip(bytes(width * height), width, COMPRESSION)  # of the first colour of the palette, the paper's


@cache
def _colours() -> Image.Image:
    """The palette, as Pillow takes it."""
    sheet = Image.new("P", (1, 1))
    sheet.putpalette(_palette())
    return sheet


@cache
def _palette() -> list[int]:
    """The paper, and every colour on it in shades from the paper to itself, as red, green and blue in turns."""
    paper = _rgb(PAPER)
    shades = [
        round(start + (end - start) * step / SHADES)
        for colour in COLOURS
        for step in range(1, SHADES + 1)
        for start, end in zip(paper, _rgb(colour), strict=True)
    ]
    return [*paper, *shades]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
