"""Charts to take away: each as an image of its own, and as a small page that other sites may show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from publication.registry import Stamp
from publication.serving import EMBEDDED
from transparency import formatting
from transparency.charts.alone import Drawn, read_chart, stand_alone
from transparency.views.blocks import Block

# Not in the catalogues: an address must not change with a translator's taste.
NAMES = {"es": "grafico", "en": "chart"}
WIDTH = 448  # the widest that the chart becomes in a frame, and so the highest
AROUND = 190  # how high title, origin and margins are in a narrow one

# As wide as the place that it is put in, on pages that have no style sheet of ours.
FRAME = '<iframe src="{url}" title="{title}" width="100%" height="{height}" frameborder="0" loading="lazy"></iframe>'


@dataclass(frozen=True)
class Taken:
    """A chart of a page: its markup, what it says of itself, and the key of the block that it stands in."""

    chart: SafeString
    drawn: Drawn
    block: str

    def page_name(self, language: str) -> str:
        """The page that other sites show: ``grafico-flow.embed.html``."""
        return f"{NAMES.get(language, NAMES['en'])}-{self.drawn.chart_id}{EMBEDDED}"

    def image_name(self, language: str) -> str:
        """The image: ``grafico-flow.svg``."""
        return f"{NAMES.get(language, NAMES['en'])}-{self.drawn.chart_id}.svg"


@dataclass(frozen=True)
class Origin:
    """Where charts come from: the page that they stand on, its language, its programme and its release."""

    programme: str
    title: str
    path: str
    language: str
    stamp: Stamp

    @property
    def url(self) -> str:
        """The page in full."""
        return f"{settings.PUBLIC_URL}{self.path}"


def charts_in(arranged: Mapping[str, Any]) -> list[Taken]:
    """The charts in the blocks of a page, in their order."""
    blocks = [block for block in arranged.get("blocks", ()) if isinstance(block, Block)]
    return [Taken(chart, read_chart(chart), block.key) for block in blocks for chart in block.charts]


def names_of(charts: Iterable[Taken], language: str) -> set[str]:
    """The files of these charts in a language."""
    return {name for one in charts for name in (one.page_name(language), one.image_name(language))}


def chart_files(charts: Iterable[Taken], origin: Origin) -> dict[str, bytes]:
    """File name → bytes, in the active language, which is the origin's."""
    files = {}
    for one in charts:
        context = {"taken": one, "origin": origin, "chart": one.chart}
        page = render_to_string("transparency/chart_embed.html", context)
        files[one.page_name(origin.language)] = page.encode()
        files[one.image_name(origin.language)] = stand_alone(one.chart, _footnotes(origin))
    return files


def offered(charts: Iterable[Taken], origin: Origin) -> dict[str, list[dict[str, Any]]]:
    """Block → what the page offers for each of its charts: the image, and the markup that shows it elsewhere."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in charts:
        url = f"{origin.url}{one.page_name(origin.language)}"
        height = round(one.drawn.height * WIDTH / one.drawn.width) + AROUND
        shown = {"url": url, "title": one.drawn.title, "height": height}
        found.setdefault(one.block, []).append(
            {
                "id": one.drawn.chart_id,
                "title": one.drawn.title,
                "image": one.image_name(origin.language),
                "page": one.page_name(origin.language),
                "markup": str(format_html(FRAME, **shown)),
            }
        )
    return found


def _footnotes(origin: Origin) -> list[str]:
    day = formatting.date(origin.stamp.published_at.date(), origin.language)
    release = _("Release %(number)d, %(date)s") % {"number": origin.stamp.number, "date": day}
    return [f"{origin.programme}. {origin.title}. {release}.", origin.url]
