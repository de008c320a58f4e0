"""What can be brought in, and the columns of each sheet."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.models import OrdinanceIndexPage, OrdinancePage, Picture, StudyIndexPage, StudyPage

ACCENTS = str.maketrans("áéíóúüñ", "aeiouun")
LANGUAGES = ("es", "en")


@dataclass(frozen=True)
class Column:
    """A column: the field that it fills. Writers may head it by the field's name, or by its label in any language."""

    name: str
    required: bool = False
    example: str = ""
    note: str | Promise = ""


@dataclass(frozen=True)
class Kind:
    """One kind of sheet: rows become pages below ``register``, or pictures."""

    name: str
    title: str | Promise
    model: type[models.Model]
    columns: tuple[Column, ...]
    register: Any = None
    key: str = "code"
    fixed: dict[str, Any] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """What the column is called in the active language."""
        return force_str(self.field(name).verbose_name)

    def field(self, name: str) -> Any:
        """The field that a column fills."""
        return self.model._meta.get_field(name)

    def headings(self) -> dict[str, str]:
        """Every way to head a column, in plain lower-case letters, with the name of its field."""
        found = {plain(column.name): column.name for column in self.columns}
        for language in LANGUAGES:
            with translation.override(language):
                for column in self.columns:
                    found.setdefault(plain(self.label(column.name)), column.name)
        return found


def plain(text: str) -> str:
    """A heading without accents, capitals and marks."""
    return " ".join(text.lower().translate(ACCENTS).replace("_", " ").replace("*", " ").split())


CODES = _("Codes as in the record, separated by semicolons.")
A_CODE = _("Code as in the record.")
A_DATE = _("2012, 2012-05 or 2012-05-31.")
A_DAY = _("2012-05-31.")
A_FILE = _("Name of the file in the ZIP archive.")
UBIGEO = _("UBIGEO code, 2, 4 or 6 digits.")

ITEM = (
    Column("code", required=True, example="ordenanza-015-2012-mdq", note=_("Small letters, digits and hyphens.")),
    Column("title", required=True),
    Column("summary"),
    Column("search_description"),
    Column("kind", required=True),
    Column("issued", example="2012-05-31", note=A_DATE),
    Column("organisation", note=A_CODE),
    Column("places", example="050113; 0501", note=CODES),
    Column("sectors", note=CODES),
)
TOLD = (
    Column("file", example="ordenanza-015.pdf", note=A_FILE),
    Column("rights"),
    Column("programme", note=_("Code as in the record; may stay empty where there is one programme only.")),
    Column("source", note=A_CODE),
    Column("source_section"),
)

ORDINANCES = Kind(
    "ordinances",
    _("ordinances"),
    OrdinancePage,
    (
        *ITEM,
        Column("number", example="015-2012-MDQ"),
        Column("year", example="2012"),
        Column("short_name"),
        Column("place", example="050113", note=UBIGEO),
        Column("published_on", note=A_DAY),
        Column("in_force_from", note=A_DAY),
        Column("repealed_on", note=A_DAY),
        Column("legal_status"),
        Column("status_checked_on", note=A_DAY),
        Column("gazette"),
        Column("gazette_date", note=A_DAY),
        Column("gazette_page"),
        Column("gazette_url"),
        *TOLD,
    ),
    register=OrdinanceIndexPage,
)
STUDIES = Kind(
    "studies",
    _("studies"),
    StudyPage,
    (
        *ITEM,
        Column("status"),
        Column("authors", note=_("One a line, or separated by semicolons: “Surname, First name”.")),
        Column("abstract"),
        Column("method"),
        Column("population"),
        Column("sample"),
        Column("keywords"),
        Column("edition"),
        Column("isbn"),
        Column("doi"),
        *TOLD,
    ),
    register=StudyIndexPage,
)
PHOTOS = Kind(
    "photos",
    _("photographs"),
    Picture,
    (
        Column("file", required=True, example="telar-puno.jpg", note=A_FILE),
        Column("title", required=True),
        Column("title_en"),
        Column("description", required=True, note=_("What the picture shows, in words.")),
        Column("description_en"),
        Column("illustration", note=_("1 for a drawing, empty for a photograph.")),
        Column("credit"),
        Column("credit_en"),
        Column("licence"),
        Column("consent"),
        Column("taken", note=A_DATE),
        Column("place", note=UBIGEO),
        Column("sector", note=A_CODE),
    ),
    key="file",
)
KINDS = {kind.name: kind for kind in (ORDINANCES, STUDIES, PHOTOS)}
