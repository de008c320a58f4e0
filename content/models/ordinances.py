"""The register of ordinances."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from content.models.base import content_panels, page_rules
from content.models.register import RegisterIndexPage, RegisterItem, item_panels, item_rules

DIGITS = re.compile(r"\d+")


class OrdinanceIndexPage(RegisterIndexPage):
    """All ordinances."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/register_page.html"
    subpage_types: ClassVar = ["content.OrdinancePage"]

    class Meta:
        verbose_name = _("register of ordinances")
        verbose_name_plural = _("registers of ordinances")


class OrdinancePage(RegisterItem):
    """A rule passed by a region or a municipality (schema.org ``Legislation``).

    ``number`` is as printed (``015-2012-MDQ``), ``organisation`` the body that passed it, ``issued`` its date of
    approval, ``place`` where it holds. The page in another language informs; it has no legal force.
    """

    class Kind(models.TextChoices):
        REGIONAL = "regional", _("regional ordinance")
        PROVINCIAL = "provincial", _("provincial ordinance")
        DISTRICT = "district", _("district ordinance")
        AGREEMENT = "agreement", _("council agreement")
        RESOLUTION = "resolution", _("resolution")

    class LegalStatus(models.TextChoices):
        IN_FORCE = "in-force", _("in force")
        AMENDED = "amended", _("in force, amended")
        REPEALED = "repealed", _("repealed")
        UNKNOWN = "unknown", _("not on record")

    identifier_kind = "ordenanza"
    joined_facts = (*RegisterItem.joined_facts, "place")
    place_paths = ("place", "places")

    kind = models.CharField(_("type"), max_length=12, choices=Kind)
    number = models.CharField(_("number as printed"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    short_name = models.CharField(_("short name"), max_length=160, blank=True)
    place = models.ForeignKey(
        "transparency.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where it holds"),
    )
    published_on = models.DateField(_("published"), null=True, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    repealed_on = models.DateField(_("repealed"), null=True, blank=True)
    legal_status = models.CharField(_("legal status"), max_length=12, choices=LegalStatus, default=LegalStatus.UNKNOWN)
    status_checked_on = models.DateField(_("status checked on"), null=True, blank=True)
    gazette = models.CharField(_("gazette"), max_length=160, blank=True)
    gazette_date = models.DateField(_("gazette of"), null=True, blank=True)
    gazette_page = models.CharField(_("page of the gazette"), max_length=20, blank=True)
    gazette_url = models.URLField(_("address of the gazette"), blank=True)
    legal_value = models.CharField(_("legal value of the text"), max_length=240, blank=True)

    content_panels = item_panels(
        FieldPanel("short_name"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("number"), FieldPanel("year")]),
                FieldPanel("place"),
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("in_force_from"), FieldPanel("repealed_on")]),
                FieldRowPanel([FieldPanel("legal_status"), FieldPanel("status_checked_on")]),
                FieldRowPanel([FieldPanel("gazette"), FieldPanel("gazette_date"), FieldPanel("gazette_page")]),
                FieldPanel("gazette_url"),
                FieldPanel("legal_value"),
            ],
            heading=_("Ordinance"),
        ),
        InlinePanel("relations", heading=_("Relations to other ordinances"), label=_("Relation")),
    )
    translatable_fields = item_rules(
        translate=("short_name", "legal_value"),
        keep=(
            "kind",
            "number",
            "year",
            "place",
            "published_on",
            "in_force_from",
            "repealed_on",
            "legal_status",
            "status_checked_on",
            "gazette",
            "gazette_date",
            "gazette_page",
            "gazette_url",
            "relations",
        ),
    )
    template = "content/ordinance_page.html"
    parent_page_types: ClassVar = ["content.OrdinanceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("ordinance")
        verbose_name_plural = _("ordinances")

    @property
    def sort_number(self) -> int:
        """The number without its letters, to sort by: 15 for ``015-2012-MDQ``; 0 where none is on record."""
        found = DIGITS.search(self.number)
        return int(found[0]) if found else 0

    @property
    def numbered_path(self) -> str:
        """By place, year and number, as laws are cited; only where all three are on record."""
        if not (self.place and self.year and self.sort_number):
            return ""
        return f"{self.identifier_kind}/{self.place.code}/{self.year}/{self.sort_number}"

    def clean(self) -> None:
        """Refuses an ordinance that is on record already: same body, type, year and number."""
        super().clean()
        if not (self.number and self.year and self.organisation_id):
            return
        same = type(self)._default_manager.filter(
            kind=self.kind, number=self.number, year=self.year, organisation=self.organisation_id
        )
        if same.exclude(translation_key=self.translation_key).exists():
            raise ValidationError({"number": _("This body's ordinance of this type, year and number is here already.")})


class OrdinanceRelation(Orderable):
    """Subject, verb, object: this ordinance amends that one. The inverse is read, never written."""

    class Verb(models.TextChoices):
        AMENDS = "amends", _("amends")
        REPEALS = "repeals", _("repeals")
        REGULATES = "regulates", _("regulates")
        BUILDS_ON = "builds-on", _("builds on")

    page = ParentalKey(OrdinancePage, on_delete=models.CASCADE, related_name="relations")
    verb = models.CharField(_("verb"), max_length=12, choices=Verb)
    target = models.ForeignKey(
        OrdinancePage, on_delete=models.CASCADE, related_name="relations_to_it", verbose_name=_("other ordinance")
    )

    class Meta(Orderable.Meta):
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~models.Q(page=models.F("target")), name="ordinance_not_to_itself"),
            models.UniqueConstraint(fields=["page", "verb", "target"], name="ordinance_relation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.get_verb_display()} {self.target}"
