"""Charts as PNG: the image that the SVG is, in letters of our own, small and always the same."""

import re
import shutil
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import resvg_py
from django.conf import LazySettings
from django.utils.safestring import SafeString
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageChops

from tests.transparency.every_chart import KINDS, LANGUAGES, drawn
from transparency.charts.alone import COLOURS, MARGIN, PAPER, image, parts_of, read_chart, stand_alone
from transparency.charts.bitmap import DPI, TYPEFACE, ZOOM, bitmap
from transparency.charts.lettering import FONT_SIZE, text_width

NOTES = ["Industrias Creativas Inclusivas. Finanzas. Publicación n.º 7.", "https://quipu.example.org/es/finanzas/"]
COMMON = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "ŒœŠšŽž–—“”‘’…€"
PICTOGRAMS = set("✓✗")  # of the admin, never of a chart
LARGEST = 150_000  # bytes
SVG = "{http://www.w3.org/2000/svg}"
every_chart = pytest.mark.parametrize(("kind", "language"), [(kind, code) for kind in KINDS for code in LANGUAGES])


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def different(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around all pixels that differ visibly."""
    change = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    return change.point([255 if level > 40 else 0 for level in range(256)]).getbbox()


@every_chart
def test_it_is_the_svg_at_twice_its_size(kind: str, language: str) -> None:
    chart = drawn(kind, language)
    svg = stand_alone(chart, NOTES)
    root = etree.fromstring(svg)
    sheet = opened(bitmap(chart, NOTES).made())
    whole = resvg_py.svg_to_bytes(svg_string=svg.decode(), zoom=ZOOM, skip_system_fonts=True, font_files=TYPEFACE)

    assert (sheet.format, sheet.mode) == ("PNG", "P")
    assert sheet.size == (ZOOM * int(root.get("width", 0)), ZOOM * int(root.get("height", 0)))
    assert different(sheet, opened(whole)) is None


@every_chart
def test_it_is_light_whole_and_not_heavy(kind: str, language: str) -> None:
    png = bitmap(drawn(kind, language), NOTES).made()
    sheet = opened(png).convert("RGBA")

    assert sheet.getpixel((0, 0)) == (*bytes.fromhex(PAPER[1:]), 255)
    assert sheet.getchannel("A").getextrema() == (255, 255)
    assert len(png) < LARGEST


@every_chart
def test_nothing_is_cut_at_its_edges(kind: str, language: str) -> None:
    sheet = opened(bitmap(drawn(kind, language), NOTES).made()).convert("RGB")
    box = different(sheet, Image.new("RGB", sheet.size, PAPER))

    assert box is not None
    left, top, right, bottom = box
    assert left >= (MARGIN - 1) * ZOOM
    assert top >= MARGIN * ZOOM // 2
    assert right <= sheet.width - (MARGIN - 1) * ZOOM
    assert bottom <= sheet.height - MARGIN * ZOOM // 2


def test_it_says_what_it_shows_where_it_is_from_and_how_large_it_is() -> None:
    chart = drawn("bars", "es")
    sheet = opened(bitmap(chart, NOTES).made())

    assert sheet.info["Title"] == read_chart(chart).title
    assert sheet.info["Description"] == read_chart(chart).description
    assert sheet.info["Source"] == " ".join(NOTES)
    assert sheet.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)


def test_a_new_release_changes_the_notes_alone() -> None:
    chart = drawn("flow", "es")
    before, after = (opened(bitmap(chart, [note]).made()) for note in ("Publicación n.º 7", "Publicación n.º 8"))
    box = different(before, after)

    assert box is not None
    assert box[1] >= parts_of(chart, [])[0].height * ZOOM


def test_another_process_that_has_nothing_of_it_makes_the_same_bytes(tmp_path: Path) -> None:
    chart = drawn("shares", "es")
    program = (
        "import sys, django\n"
        "from django.conf import settings\n"
        "settings.CACHES['drawings']['LOCATION'] = sys.argv[1]\n"
        "django.setup()\n"
        "from transparency.charts.bitmap import bitmap\n"
        "sys.stdout.buffer.write(bitmap(sys.stdin.read(), sys.argv[2:]).made())"
    )
    command = [sys.executable, "-c", program, str(tmp_path), *NOTES]
    made = subprocess.run(command, input=chart.encode(), capture_output=True, check=True).stdout

    assert made == bitmap(chart, NOTES).made()
    assert list(tmp_path.iterdir())


@pytest.fixture
def drawings(settings: LazySettings, tmp_path: Path) -> Path:
    """The directory of a cache that is empty yet."""
    settings.CACHES = {**settings.CACHES, "drawings": {**settings.CACHES["drawings"], "LOCATION": tmp_path / "kept"}}
    return tmp_path / "kept"


def test_what_was_drawn_is_not_drawn_again(drawings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bitmap(drawn("shares", "es"), NOTES).made()
    again: list[str] = []
    monkeypatch.setattr(resvg_py, "svg_to_bytes", again.append)

    assert bitmap(drawn("shares", "es"), NOTES).made() == first
    assert not again


def test_what_is_kept_may_be_broken_or_out_of_reach(drawings: Path) -> None:
    first = bitmap(drawn("shares", "es"), NOTES).made()
    for file in drawings.iterdir():
        file.write_bytes(b"\x80\x04N.not compressed")
    assert bitmap(drawn("shares", "es"), NOTES).made() == first

    shutil.rmtree(drawings)
    drawings.write_text("not a directory")
    assert bitmap(drawn("shares", "es"), NOTES).made() == first


def test_the_palette_has_every_colour_of_every_chart() -> None:
    for kind in KINDS:
        found = set(re.findall(r"#[0-9a-f]{6}\b", stand_alone(drawn(kind, "es"), NOTES).decode()))
        assert found <= {PAPER, *COLOURS}, kind


def letters() -> set[str]:
    """Every character that the record, its pages and the catalogues of both languages use."""
    root = Path(__file__).parents[2]
    files = [*root.glob("data/ici/*.csv"), root / "data/ici/pages.yaml", *root.glob("locale/*/LC_MESSAGES/*.po")]
    found = {character for path in files for character in path.read_text(encoding="utf-8")}
    return {character for character in found if character.isprintable() and not character.isspace()}


def test_letters_are_drawn_and_not_boxes() -> None:
    """A letter that the typeface lacks leaves the box of its ``.notdef``; none of ours looks like that."""

    def shape(character: str) -> bytes:
        [_chart, note, _margin] = parts_of(drawn("shares", "es"), [character])
        drawing = resvg_py.svg_to_bytes(svg_string=image(note), zoom=ZOOM, skip_system_fonts=True, font_files=TYPEFACE)
        return opened(drawing).convert("RGB").tobytes()

    unknown = shape("漢")
    nothing = shape("\u00a0")
    shapes = [shape(character) for character in "áéíóúüñÁÉÍÓÚÜÑ¿¡ºª–—“”«»’·%$€0123456789"]

    assert unknown not in shapes
    assert nothing not in shapes
    assert len(set(shapes)) == len(shapes)


def test_without_the_typeface_there_would_be_no_text() -> None:
    notes = parts_of(drawn("shares", "es"), NOTES)[1:]
    bare = resvg_py.svg_to_bytes(svg_string=image(*notes), zoom=ZOOM, skip_system_fonts=True)

    assert len(opened(bare).convert("RGB").getcolors() or []) == 1


@cache
def advances(path: str) -> dict[str, float]:
    """How wide each character of a face is, in units of a chart."""
    with TTFont(path) as font:
        widths = font["hmtx"].metrics
        return {chr(code): widths[name][0] * FONT_SIZE / 1000 for code, name in font.getBestCmap().items()}


@pytest.mark.parametrize("path", TYPEFACE)
def test_the_typeface_has_every_letter_of_both_languages(path: str) -> None:
    lacking = letters() - advances(path).keys()

    assert "ñ" in letters()
    assert lacking <= PICTOGRAMS


@given(
    st.text(
        st.sampled_from("".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "ŒœŠšŽž–—“”‘’…€"), max_size=60
    )
)
def test_lines_are_no_wider_in_this_typeface_than_they_are_held_to_be(words: str) -> None:
    for path, bold in zip(TYPEFACE, (False, True), strict=True):
        width = sum(advances(path)[character] for character in words)
        assert width <= text_width(words, bold=bold) + 0.01


def test_markup_that_is_no_chart_is_refused() -> None:
    with pytest.raises(ValueError, match="not a chart"):
        bitmap(SafeString("<p>"), NOTES)
