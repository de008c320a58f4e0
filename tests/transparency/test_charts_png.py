"""PNG files put together from strips, as Pillow reads them."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from transparency.charts.png import joined, strip

PALETTE = bytes(range(256)) * 3


def opened(png: bytes) -> Image.Image:
    """The image, whole: Pillow checks the sums of all parts while it loads."""
    image = Image.open(BytesIO(png))
    image.load()
    return image


@st.composite
def sheets(draw: st.DrawFn) -> tuple[int, list[bytes]]:
    """A width, and the pixels of strips that are that wide."""
    width = draw(st.integers(1, 40))
    heights = draw(st.lists(st.integers(1, 300), min_size=1, max_size=5))
    return width, [draw(st.randoms(use_true_random=False)).randbytes(width * height) for height in heights]


@given(sheets(), st.integers(0, 9))
def test_strips_stand_one_below_the_other(sheet: tuple[int, list[bytes]], effort: int) -> None:
    width, pixels = sheet
    image = opened(joined([strip(some, width, effort) for some in pixels], PALETTE, 96, {}))

    assert image.mode == "P"
    assert image.width == width
    assert image.tobytes() == b"".join(pixels)


def test_it_has_its_colours_its_density_and_its_texts() -> None:
    image = opened(joined([strip(b"\0\1", 2, 6)], b"\xfa\xf6\xec\x24\x1b\x14", 192, {"Title": "Año nuevo – ¿qué?"}))

    assert [image.convert("RGB").getpixel((x, 0)) for x in (0, 1)] == [(250, 246, 236), (36, 27, 20)]
    assert round(image.info["dpi"][0]) == 192
    assert image.info["Title"] == "Año nuevo – ¿qué?"
