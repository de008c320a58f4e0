"""Charts to take away: each as an image of its own, in two formats, and as a small page that other sites may show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from publication.content import Content
from publication.registry import Stamp
from publication.serving import EMBEDDED, released_names
from transparency import formatting
from transparency.charts.alone import Drawn, read_chart, stand_alone
from transparency.charts.bitmap import bitmap
from transparency.views.blocks import Block

# Not in the catalogues: an address must not change with a translator's taste.
NAMES = {"es": "grafico", "en": "chart"}
WIDTH = 448  # the widest that the chart becomes in a frame, and so the highest
AROUND = 215  # how high title, origin and margins are in a narrow one
VECTOR, BITMAP = ".svg", ".png"
IMAGES = (("SVG", VECTOR), ("PNG", BITMAP))
ENDINGS = (EMBEDDED, VECTOR, BITMAP)

# As wide as the place that it is put in, on pages that have no style sheet of ours.
FRAME = '<iframe src="{url}" title="{title}" width="100%" height="{height}" frameborder="0" loading="lazy"></iframe>'


@dataclass(frozen=True)
class Taken:
    """A chart of a page: its markup, what it says of itself, and the key of the block that it stands in."""

    chart: SafeString
    drawn: Drawn
    block: str


@dataclass(frozen=True)
class Offer:
    """What a page offers of a chart: its images by their format, a page with it alone, and markup that shows that.

    ``kept`` is where that page stays as it is in this release; empty where there is none.
    """

    chart_id: str
    title: str
    images: list[tuple[str, str]]
    page: str
    markup: SafeString
    kept: str = ""


@dataclass(frozen=True)
class Address:
    """Where charts stand: the public path of a page, which ends in a slash or in the file of a page beside that one."""

    path: str
    language: str

    @property
    def url(self) -> str:
        """The page in full."""
        return f"{settings.PUBLIC_URL}{self.path}"

    @property
    def folder(self) -> str:
        """The path that the files of these charts lie under."""
        return self.path[: self.path.rindex("/") + 1]

    def file_name(self, taken: Taken, ending: str) -> str:
        """``grafico-flow.svg``, or ``oit-grafico-amounts.svg`` where the page is ``oit.html``."""
        beside = self.path.removeprefix(self.folder).removesuffix(".html")
        word = NAMES.get(self.language, NAMES["en"])
        return "-".join(filter(None, (beside, word, taken.drawn.chart_id))) + ending


@dataclass(frozen=True)
class Origin(Address):
    """What a file of a chart says of where it is from, beside the address of the page."""

    programme: str
    title: str
    stamp: Stamp


def charts_in(arranged: Mapping[str, Any]) -> list[Taken]:
    """The charts in the blocks of a page, in their order."""
    blocks = [block for block in arranged.get("blocks", ()) if isinstance(block, Block)]
    return [Taken(chart, read_chart(chart), block.key) for block in blocks for chart in block.charts]


def names_of(charts: Iterable[Taken], address: Address) -> set[str]:
    """The files of the charts of a page."""
    return {address.file_name(one, ending) for one in charts for ending in ENDINGS}


def chart_files(charts: Iterable[Taken], origin: Origin) -> dict[str, Content]:
    """File name → bytes, in the active language, which is the origin's."""
    files: dict[str, Content] = {}
    footnotes = _footnotes(origin)
    for one in charts:
        context = {"taken": one, "origin": origin, "chart": one.chart}
        page = render_to_string("transparency/chart_embed.html", context)
        files[origin.file_name(one, EMBEDDED)] = page.encode()
        files[origin.file_name(one, VECTOR)] = stand_alone(one.chart, footnotes)
        files[origin.file_name(one, BITMAP)] = bitmap(one.chart, footnotes)
    return files


def offered(charts: Iterable[Taken], address: Address, *, base: str = "", release: int = 0) -> dict[str, list[Offer]]:
    """Block → what a page offers for each of its charts.

    Links begin with ``base``: nothing on the page that the files lie beside, so that an earlier release leads to its
    own. ``release`` is the one that holds these files, if they have been released.
    """
    found: dict[str, list[Offer]] = {}
    for one in charts:
        page = address.file_name(one, EMBEDDED)
        shown = {
            "url": f"{settings.PUBLIC_URL}{address.folder}{page}",
            "title": one.drawn.title,
            "height": round(one.drawn.height * WIDTH / one.drawn.width) + AROUND,
        }
        offer = Offer(
            chart_id=one.drawn.chart_id,
            title=one.drawn.title,
            images=[(label, base + address.file_name(one, ending)) for label, ending in IMAGES],
            page=base + page,
            markup=format_html(FRAME, **shown),
            kept=reverse("release_file", args=[release, f"{address.folder[1:]}{page}"]) if release else "",
        )
        found.setdefault(one.block, []).append(offer)
    return found


def offered_elsewhere(block: Block, address: Address) -> dict[str, list[Offer]]:
    """What a page of an editor offers of a block that it shows: the files beside the released page at ``address``.

    Charts that the live release does not have are left out, as are all while it does not hold the page.
    """
    released = released_names(address.folder)
    charts = [one for one in charts_in({"blocks": [block]}) if names_of([one], address) <= set(released)]
    return offered(charts, address, base=address.folder)


def _footnotes(origin: Origin) -> list[str]:
    day = formatting.date(origin.stamp.published_at.date(), origin.language)
    release = _("Release %(number)d, %(date)s") % {"number": origin.stamp.number, "date": day}
    # The release on a line of its own: the rest stays from one to the next, and need not be drawn again.
    return [f"{origin.programme}. {origin.title}.", f"{release}.", origin.url]
