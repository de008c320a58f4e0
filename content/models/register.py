"""What the items of every register have in common: a permanent code, where and in what sector, a file, a source."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from content.checks.panel import ChecksPanel
from content.dates import PartialDateField
from content.models.base import ContentPage, page_rules
from content.models.identifiers import Identifier
from content.models.labels import offered_once
from content.models.programme import ProgrammePart

if TYPE_CHECKING:
    from content.registers.records import Record

ITEM_FACTS = (
    "programme",
    "code",
    "issued",
    "organisation",
    "places",
    "sectors",
    "file",
    "rights",
    "source",
    "source_section",
)


class RegisterIndexPage(ContentPage):
    """The page of a register: its items as a list that can be narrowed down, and all of them as data."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list that the address asks for."""
        from content.registers.pages import register_context

        return {**super().get_context(request, *args, **kwargs), **register_context(self, request)}

    def serve_file(self, request: HttpRequest, name: str) -> HttpResponse | None:
        """The register as data or as a feed; None for a name that is none of these."""
        from content.registers.files import register_file

        return register_file(self, request, name)


class RegisterItem(ProgrammePart):
    """An item of a register.

    ``code`` names the item for ever, whatever becomes of its title and address. ``source`` is the document of the
    record that tells of the item.
    """

    # The part of the permanent address ``/id/<kind>/…``.
    identifier_kind: ClassVar[str]
    # Rows of the record that every list of items needs, and the fields that say where an item belongs.
    joined_facts: ClassVar[tuple[str, ...]] = ("organisation", "source", "file")
    place_paths: ClassVar[tuple[str, ...]] = ("places",)

    code = models.SlugField(
        _("permanent code"),
        max_length=80,
        help_text=_("Part of the address that never changes. Lower-case letters, digits and hyphens."),
    )
    issued = PartialDateField(_("date"))
    organisation = models.ForeignKey(
        "transparency.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible organisation"),
    )
    places = ParentalManyToManyField(
        "transparency.Place", limit_choices_to=offered_once, blank=True, related_name="+", verbose_name=_("places")
    )
    sectors = ParentalManyToManyField(
        "transparency.Sector", limit_choices_to=offered_once, blank=True, related_name="+", verbose_name=_("sectors")
    )
    file = models.ForeignKey(
        "content.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    rights = models.CharField(_("rights"), max_length=200, blank=True)
    source = models.ForeignKey(
        "transparency.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source"),
        help_text=_("The document on record that tells of this item."),
    )
    source_section = models.CharField(_("page or section of the source"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What is known of the item, and how to cite it."""
        from content.registers.pages import item_context

        return {**super().get_context(request, *args, **kwargs), **item_context(self)}

    def serve_file(self, request: HttpRequest, name: str) -> HttpResponse | None:
        """The item's citation as a file; None for a name that is none of these."""
        from content.registers.files import citation_file

        return citation_file(self, name)

    @cached_property
    def record(self) -> "Record":
        """Everything on record of the item, read once."""
        from content.registers.records import read_record

        return read_record(self)

    @property
    def numbered_path(self) -> str:
        """The permanent address by official number, for items that have one; empty for the rest."""
        return ""

    def clean(self) -> None:
        """Refuses a permanent code that another item of the same kind has, or had before it was withdrawn."""
        super().clean()
        others = type(self)._default_manager.filter(code=self.code).exclude(translation_key=self.translation_key)
        given = Identifier.objects.filter(path=f"{self.identifier_kind}/{self.code}")
        if self.code and (others.exists() or given.exclude(translation_key=self.translation_key).exists()):
            raise ValidationError({"code": _("Another item of this register has this code.")})


def item_rules(translate: tuple[str, ...] = (), keep: tuple[str, ...] = ()) -> list[Any]:
    """Translation rules of an item: its own fields on top of what every item has."""
    return page_rules(translate=translate, keep=(*ITEM_FACTS, *keep))


def item_panels(*own: Any) -> list[Any]:
    """The form of an item: what it is, its facts, its story, where it was found."""
    return [
        ChecksPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        *own,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("issued")]),
                FieldPanel("organisation"),
                FieldPanel("places"),
                FieldPanel("sectors"),
            ],
            heading=_("Facts"),
        ),
        MultiFieldPanel([FieldPanel("file"), FieldPanel("picture"), FieldPanel("rights")], heading=_("File")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("programme"), FieldPanel("source"), FieldPanel("source_section")], heading=_("Where it is told")
        ),
        MultiFieldPanel([FieldPanel("corrections")], heading=_("Corrections"), classname="collapsed"),
    ]
