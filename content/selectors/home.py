"""What the home page shows: the programme in figures, the ways in, and what is new."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from wagtail.models import Page

from content.models.activities import ActivityPage
from content.models.initiatives import InitiativeIndexPage
from content.models.ordinances import OrdinancePage
from content.models.programme import PartnersPage
from content.models.regions import RegionIndexPage
from content.models.studies import StudyPage
from content.selectors.items import short_list
from content.selectors.programme import figures_named
from content.selectors.regions import regions_below
from publication.navigation import language_roots, originals, public_path
from transparency.selectors.programmes import released_links
from transparency.views.blocks import Page as RecordPage
from transparency.views.partners import partner_kinds
from transparency.views.reader import RecordReader

COST = ("cost", "disbursed", "delivery")
ACHIEVED = ("people", "initiatives", "ordinances", "trainers")
NEWEST = (StudyPage, OrdinancePage, ActivityPage)
NEWEST_SHOWN = 3


@dataclass(frozen=True)
class Way:
    """A way into the site: by a sector, by a kind of organisation."""

    name: str | SafeString
    url: str
    count: int = 0


def home_context(home: Page, programme: str | None, language: str) -> dict[str, Any]:
    """Everything beside the page's own words; without a programme only the sections and what is new."""
    records = RecordReader(language)
    record = records.of(programme) if programme else None
    found: dict[str, Any] = {
        "records": records,
        "menu_sections": originals().child_of(home).in_menu(),
        "newest": [one for one in (short_list(model, language, NEWEST_SHOWN) for model in NEWEST) if one and one.items],
        **_regions(language),
    }
    if record is None:
        return found
    return {
        **found,
        "cost": SimpleLazyObject(lambda: figures_named(record, COST)),
        "cost_more": released_links(programme or "", language, "finances"),
        "achieved": SimpleLazyObject(lambda: figures_named(record, ACHIEVED)),
        "achieved_more": released_links(programme or "", language, "results"),
        "sectors": _sectors(record, language),
        "organisations": _organisations(record, language),
    }


def _regions(language: str) -> dict[str, Any]:
    index = RegionIndexPage.objects.live().filter(locale__language_code=language).first()
    return {**regions_below(index), "regions_url": _path(index, language)} if index else {}


def _sectors(record: RecordPage, language: str) -> list[Way]:
    """The sectors of the programme, each with the initiatives in it."""
    index = InitiativeIndexPage.objects.live().filter(locale__language_code=language).first()
    path = _path(index, language) if index else ""
    codes = dict.fromkeys(row["sector"] for row in record.data["figures"]["sectors"])
    return [Way(record.words.html("sector", code), f"{path}?sector={code}" if path else "") for code in codes]


def _organisations(record: RecordPage, language: str) -> list[Way]:
    """The kinds of organisations that took part, each with how many there were."""
    page = PartnersPage.objects.live().filter(locale__language_code=language).first()
    path = _path(page, language) if page else ""
    kinds = partner_kinds(record.uncited())
    return [Way(kind.label, f"{path}?kind={kind.code}" if path else "", len(kind.partners)) for kind in kinds]


def _path(page: Page, language: str) -> str:
    root = language_roots().get(language)
    return public_path(page, root, language) if root else ""
