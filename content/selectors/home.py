"""What the home page shows: the programme in figures, the ways in, and what is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.models.activities import ActivityPage
from content.models.initiatives import InitiativeIndexPage
from content.models.media import Picture
from content.models.ordinances import OrdinancePage
from content.models.programme import PartnersPage
from content.models.regions import RegionIndexPage
from content.models.studies import StudyPage
from content.selectors.items import short_list
from content.selectors.pictures import prepared
from content.selectors.programme import figures_named
from content.selectors.regions import regions_below
from publication.navigation import language_roots, originals, public_path
from transparency.models import Milestone, Programme
from transparency.selectors.figures import Row
from transparency.selectors.programmes import released_links
from transparency.views.blocks import Page as RecordPage
from transparency.views.partners import partner_kinds

COST = ("cost", "disbursed", "delivery")
ACHIEVED = ("people", "initiatives", "ordinances", "trainers")
NEWEST = (StudyPage, OrdinancePage, ActivityPage)
NEWEST_SHOWN = 3
SECTOR_PICTURE_WIDTH = 320
# What really happened comes before what was planned.
BEGUN = (Milestone.Kind.ACTUAL_START, Milestone.Kind.PLANNED_START)
ENDED = (Milestone.Kind.ACTUAL_END, Milestone.Kind.PLANNED_END)


@dataclass(frozen=True)
class Way:
    """A way into the site: by a sector, with a picture of it; by a kind of organisation, with how many there were."""

    name: str | SafeString
    url: str
    count: int = 0
    picture: Picture | None = None


@dataclass(frozen=True)
class Span:
    """The years in which a programme worked, with the numbers of the sources that say so."""

    years: str
    sources: list[int]


def home_context(home: Page, programme: Programme | None, record: RecordPage | None, language: str) -> dict[str, Any]:
    """Everything beside the page's own words; without a programme only the sections and what is new.

    What cites sources is read when it is shown, so that they are numbered in the order of the page.
    """
    found: dict[str, Any] = {
        "menu_sections": originals().child_of(home).in_menu(),
        "newest": [one for one in (short_list(model, language, NEWEST_SHOWN) for model in NEWEST) if one and one.items],
        **_regions(language),
    }
    if programme is None or record is None:
        return found
    return {
        **found,
        "programme_code": programme.code,
        "span": SimpleLazyObject(lambda: programme_span(record)),
        "cost": SimpleLazyObject(lambda: figures_named(record, COST)),
        "cost_more": released_links(programme.code, language, "finances"),
        "achieved": SimpleLazyObject(lambda: figures_named(record, ACHIEVED)),
        "achieved_more": released_links(programme.code, language, "results"),
        "sectors": _sectors(record, language),
        "organisations": _organisations(record, language),
    }


def programme_span(record: RecordPage) -> Span | None:
    """From its first year to its last, as far as either is on record."""
    begun, ended = _first_dated(record, BEGUN), _first_dated(record, ENDED)
    sources = record.sources(begun, ended)
    if begun and ended:
        years = dict.fromkeys(str(row["date"].year) for row in (begun, ended))
        return Span("–".join(years), sources)
    if begun:
        return Span(_("since %(year)d") % {"year": begun["date"].year}, sources)
    return Span(_("until %(year)d") % {"year": ended["date"].year}, sources) if ended else None


def _first_dated(record: RecordPage, kinds: tuple[Milestone.Kind, ...]) -> Row | None:
    """The first kind of milestone that has a date on record."""
    dated = {row["kind"]: row for row in record.data["figures"]["milestones"] if row["date"]}
    return next((dated[kind] for kind in kinds if kind in dated), None)


def _regions(language: str) -> dict[str, Any]:
    index = RegionIndexPage.objects.live().public().filter(locale__language_code=language).first()
    return {**regions_below(index), "regions_url": _path(index, language)} if index else {}


def _sectors(record: RecordPage, language: str) -> list[Way]:
    """The sectors of the programme, each with the initiatives in it and its first picture, if it has one."""
    index = InitiativeIndexPage.objects.live().public().filter(locale__language_code=language).first()
    path = _path(index, language) if index else ""
    codes = dict.fromkeys(row["sector"] for row in record.data["figures"]["sectors"])
    pictures = _pictures_of(codes)
    return [
        Way(record.words.html("sector", code), f"{path}?sector={code}" if path else "", picture=pictures.get(code))
        for code in codes
    ]


def _pictures_of(codes: Iterable[str]) -> dict[str, Picture]:
    """Sector → its oldest picture, ready to be shown."""
    first = dict(Picture.objects.filter(sector__code__in=codes).order_by("-pk").values_list("sector__code", "pk"))
    ready = prepared(first.values(), SECTOR_PICTURE_WIDTH)
    return {code: ready[pk] for code, pk in first.items()}


def _organisations(record: RecordPage, language: str) -> list[Way]:
    """The kinds of organisations that took part, each with how many there were."""
    page = PartnersPage.objects.live().public().filter(locale__language_code=language).first()
    path = _path(page, language) if page else ""
    kinds = partner_kinds(record.uncited())
    return [Way(kind.label, f"{path}?kind={kind.code}" if path else "", len(kind.partners)) for kind in kinds]


def _path(page: Page, language: str) -> str:
    root = language_roots().get(language)
    return public_path(page, root, language) if root else ""
