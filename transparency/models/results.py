"""The results framework in its versions, what was observed, and what was achieved."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from transparency.models.citations import Cited, Figure, figure_or_reason
from transparency.models.labels import ProgrammeLabel, localized
from transparency.models.vocabulary import Category, Organisation, Place, Sector, Unit

CITATION = ("source", "page", "section")


class Outcome(Cited, ProgrammeLabel):
    """An outcome of the results framework. The original and the revised framework both stay."""

    class Version(models.TextChoices):
        ORIGINAL = "original", _("original framework")
        REVISED = "revised", _("revised framework")

    name = models.TextField(_("outcome"))
    version = models.CharField(_("framework"), max_length=10, choices=Version)
    number = models.PositiveSmallIntegerField(_("number"))

    translatable_fields = localized(translate=("name",), keep=("code", "programme", "version", "number", *CITATION))

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ("version", "number")
        constraints = (
            *ProgrammeLabel.Meta.constraints,
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=["locale", "programme", "version", "number"], name="outcome_once"),
        )


class Output(Cited, ProgrammeLabel):
    """A product that the programme was to deliver under an outcome."""

    name = models.TextField(_("output"))
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="outputs", verbose_name=_("outcome"))

    translatable_fields = localized(translate=("name",), keep=("code", "programme", "outcome", *CITATION))

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)


class Indicator(Cited, ProgrammeLabel):
    """Something counted or measured, under an outcome or for the programme as a whole."""

    name = models.CharField(_("indicator"), max_length=300)
    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators", verbose_name=_("outcome")
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))

    translatable_fields = localized(translate=("name",), keep=("code", "programme", "outcome", "unit", *CITATION))

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)


class Observation(Figure):
    """One value of an indicator, for one group of people or things, at one time.

    A blank dimension means "not broken down by it". ``reported_total`` marks a total that the document prints
    itself, which its parts need not give.
    """

    class Role(models.TextChoices):
        BASELINE = "baseline", _("baseline")
        TARGET = "target", _("target")
        ACTUAL = "actual", _("actual")

    class Sex(models.TextChoices):
        WOMEN = "women", _("women")
        MEN = "men", _("men")

    class Funding(models.TextChoices):
        WITH = "with", _("with funding")
        WITHOUT = "without", _("without funding")

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="observations", verbose_name=_("indicator")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.ACTUAL)
    period = models.CharField(_("period"), max_length=20, help_text=_("2013, 2011-1, or 2009/2013 for the whole time."))
    sex = models.CharField(_("sex"), max_length=8, choices=Sex, blank=True)
    funding = models.CharField(_("funding"), max_length=8, choices=Funding, blank=True)
    indigenous = models.BooleanField(_("indigenous people only"), default=False)
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("category")
    )
    reported_total = models.BooleanField(_("a total that the document prints"), default=False)
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=4, null=True, blank=True)

    class Meta(Figure.Meta):
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        constraints = (
            *Figure.Meta.constraints,
            figure_or_reason("value"),
            models.UniqueConstraint(
                "indicator",
                "role",
                "period",
                "sex",
                "funding",
                "indigenous",
                Coalesce("sector", 0),
                Coalesce("place", 0),
                Coalesce("category", 0),
                "source",
                name="observation_once",
                violation_error_message=_("This indicator already has a value for this period and group."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} · {self.period}"


class Achievement(Cited, ProgrammeLabel):
    """What was done under an outcome, told in a sentence; what of it is a number stands in its quantities."""

    label_fields = ("text",)

    text = models.TextField(_("what was achieved"))
    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, related_name="achievements", verbose_name=_("outcome")
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )

    translatable_fields = localized(
        translate=("text",), keep=("code", "programme", "outcome", "place", "sector", *CITATION)
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)


class AchievementQuantity(Figure):
    """A number inside an achievement: 39 revolving funds, 160 artisans."""

    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="quantities", verbose_name=_("achievement")
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=4, null=True, blank=True)

    class Meta(Figure.Meta):
        verbose_name = _("quantity achieved")
        verbose_name_plural = _("quantities achieved")
        constraints = (
            *Figure.Meta.constraints,
            figure_or_reason("value"),
            models.UniqueConstraint(fields=["achievement", "unit"], name="achievementquantity_once"),
        )

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"


class Initiative(Cited, ProgrammeLabel):
    """A funded venture, anchor firm or consortium that the documents name."""

    class Kind(models.TextChoices):
        VENTURE = "venture", _("venture")
        ANCHOR = "anchor", _("anchor firm")
        CONSORTIUM = "consortium", _("consortium")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )

    translatable_fields = localized(
        translate=("name",), keep=("code", "programme", "kind", "place", "sector", *CITATION)
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)


class KnowledgeProduct(Cited, ProgrammeLabel):
    """A study or other work that the documents name, and whether it was published."""

    class Kind(models.TextChoices):
        STUDY = "study", _("study")
        SYSTEMATISATION = "systematisation", _("systematisation")
        TRAINING = "training", _("training material")
        STRATEGY = "strategy", _("strategy or protocol")
        WEBSITE = "website", _("website")
        BULLETIN = "bulletin", _("bulletin")
        ARCHIVE = "archive", _("photo archive")
        DOCUMENT = "document", _("programme document")

    class Status(models.TextChoices):
        PUBLISHED = "published", _("published")
        IN_PRINT = "in-print", _("being published")
        UNPUBLISHED = "unpublished", _("not published")
        NOT_ON_RECORD = "not-on-record", _("not on record")

    name = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    status = models.CharField(_("status"), max_length=16, choices=Status)
    planned = models.BooleanField(_("foreseen in the plan"), default=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("produced by")
    )

    translatable_fields = localized(
        translate=("name",), keep=("code", "programme", "kind", "status", "planned", "organisation", *CITATION)
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("knowledge product")
        verbose_name_plural = _("knowledge products")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)
