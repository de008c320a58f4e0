"""What each register is made of, and how its list is read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F
from django.db.models.functions import Cast, Coalesce, Left
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.models.activities import ActivityIndexPage, ActivityPage
from content.models.documents import DocumentIndexPage, DocumentPage
from content.models.initiatives import InitiativeIndexPage, InitiativePage
from content.models.ordinances import OrdinanceIndexPage, OrdinancePage
from content.models.products import ProductIndexPage, ProductPage
from content.models.register import RegisterIndexPage, RegisterItem
from content.models.studies import StudyIndexPage, StudyPage
from content.registers.facets import ChoiceFacet, Classification, Items, LabelFacet, PlaceFacet, YearFacet
from transparency.models import Organisation, Place, Sector


@dataclass(frozen=True)
class Register:
    """A register: the items it holds, what it is narrowed down by, and what it can be sorted by beside title and date.

    ``search`` are the fields that a text is looked for in, beside title and summary.
    """

    item: type[RegisterItem]
    facets: tuple[Classification, ...]
    search: tuple[str, ...] = ()
    numbered: bool = False

    @property
    def sorts(self) -> tuple[str, ...]:
        """The orders it can be read in, the usual one first."""
        return ("newest", "oldest", "title", *(("number",) if self.numbered else ()))


def _kind(model: type[Any], label: str | Promise) -> Classification:
    return ChoiceFacet("kind", label, model.Kind, F("kind"))


def _organisation(label: str | Promise) -> Classification:
    return LabelFacet("organisation", label, Organisation, ("organisation",))


def _where(*paths: str) -> Classification:
    return PlaceFacet("place", _("Place"), Place, paths)


WHERE = _where("places")
SECTOR = LabelFacet("sector", _("Sector"), Sector, ("sectors",))
YEAR = YearFacet("year", _("Year"), Left("issued", 4))

REGISTERS: dict[type[RegisterIndexPage], Register] = {
    StudyIndexPage: Register(
        StudyPage,
        facets=(
            _kind(StudyPage, _("Kind")),
            ChoiceFacet("status", _("Status"), StudyPage.Status, Coalesce("knowledge_product__status", "status")),
            WHERE,
            SECTOR,
            YEAR,
            _organisation(_("Responsible organisation")),
        ),
        search=("abstract", "authors", "keywords"),
    ),
    OrdinanceIndexPage: Register(
        OrdinancePage,
        facets=(
            _kind(OrdinancePage, _("Type")),
            _where("place", "places"),
            SECTOR,
            # It counts under the year it is numbered in, also where the day of its approval is not on record.
            YearFacet("year", _("Year"), Coalesce(Cast("year", CharField()), Left("issued", 4))),
            ChoiceFacet("status", _("Legal status"), OrdinancePage.LegalStatus, F("legal_status")),
            _organisation(_("Issuing body")),
        ),
        search=("short_name", "number"),
        numbered=True,
    ),
    ProductIndexPage: Register(
        ProductPage,
        facets=(_kind(ProductPage, _("Kind")), WHERE, SECTOR, YEAR, _organisation(_("Responsible organisation"))),
        search=("audience",),
    ),
    InitiativeIndexPage: Register(
        InitiativePage,
        facets=(_kind(InitiativePage, _("Kind")), WHERE, SECTOR, YEAR, _organisation(_("Responsible organisation"))),
        search=("who",),
    ),
    DocumentIndexPage: Register(
        DocumentPage,
        facets=(_kind(DocumentPage, _("Kind")), YEAR, _organisation(_("Responsible organisation")), WHERE, SECTOR),
    ),
    ActivityIndexPage: Register(
        ActivityPage,
        facets=(_kind(ActivityPage, _("Kind")), WHERE, SECTOR, YEAR, _organisation(_("Responsible organisation"))),
    ),
}


def register_of(page: RegisterIndexPage) -> Register:
    """The register that an index page shows."""
    return REGISTERS[type(page)]


def items_of(page: RegisterIndexPage) -> Items:
    """The items that readers may see, as pages in the main language."""
    model = register_of(page).item
    return model._default_manager.live().public().filter(alias_of=None).child_of(page.facts)
