"""A programme, who takes part in it, where, in what, when, and what it was to cost."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from transparency.models.citations import Cited, Figure, figure_or_reason
from transparency.models.labels import ProgrammeLabel, SharedLabel, localized
from transparency.models.money import money_fields_constraints
from transparency.models.vocabulary import Organisation, Place, Sector, Theme


class Programme(SharedLabel):
    """What is accounted for; ``code`` is the fund's own number, such as ``MDGF-2081``."""

    label_fields = ("name", "short_name", "window", "summary")

    name = models.CharField(_("title"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=120)
    window = models.CharField(_("thematic window"), max_length=160, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    goals = models.CharField(
        _("development goals served"), max_length=200, blank=True, help_text=_("Codes, for example MDG1 T1A.")
    )

    translatable_fields = localized(translate=("name", "short_name", "window", "summary"), keep=("code", "goals"))

    class Meta(SharedLabel.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class ProgrammeFact(Cited):
    """A cited row that belongs to one programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+", verbose_name=_("programme"))

    class Meta(Cited.Meta):
        abstract = True


class Participation(ProgrammeFact):
    """An organisation's role in a programme; a change of lead agency is two rows, one ending as the other begins."""

    class Role(models.TextChoices):
        FUNDING = "funding", _("funds the programme")
        LEAD_AGENCY = "lead-agency", _("lead agency")
        LEAD_GOVERNMENT = "lead-government", _("lead government body")
        AGENCY = "agency", _("participating agency")
        GOVERNMENT = "government", _("participating government body")
        PARTNER = "partner", _("partner")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    phase = models.CharField(
        _("phase"),
        max_length=10,
        blank=True,
        choices=[("first", _("at first")), ("later", _("later"))],
        help_text=_("Only where a role changed hands and the documents give no date."),
    )

    class Meta(ProgrammeFact.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = (
            *ProgrammeFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "organisation", "role", "phase", "source"], name="participation_once"
            ),
        )


class ProgrammePlace(ProgrammeFact):
    """A place where the programme worked."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("place"))

    class Meta(ProgrammeFact.Meta):
        verbose_name = _("programme place")
        verbose_name_plural = _("programme places")
        constraints = (
            *ProgrammeFact.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "place", "source"], name="programme_place_once"),
        )


class ProgrammeSector(ProgrammeFact):
    """A sector the programme worked in."""

    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="+", verbose_name=_("sector"))

    class Meta(ProgrammeFact.Meta):
        verbose_name = _("programme sector")
        verbose_name_plural = _("programme sectors")
        constraints = (
            *ProgrammeFact.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "sector", "source"], name="programme_sector_once"),
        )


class ProgrammeTheme(ProgrammeFact):
    """A cross-cutting theme of the programme."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+", verbose_name=_("theme"))

    class Meta(ProgrammeFact.Meta):
        verbose_name = _("programme theme")
        verbose_name_plural = _("programme themes")
        constraints = (
            *ProgrammeFact.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "theme", "source"], name="programme_theme_once"),
        )


class Milestone(Cited, ProgrammeLabel):
    """A date of the programme, planned or actual, as one document gives it; two documents may give two."""

    class Kind(models.TextChoices):
        PLANNED_START = "planned-start", _("planned start")
        ACTUAL_START = "actual-start", _("actual start")
        PLANNED_END = "planned-end", _("planned end")
        ACTUAL_END = "actual-end", _("actual end")
        EXTENSION = "extension", _("extension")
        MISSION = "mission", _("monitoring mission")
        EVENT = "event", _("event")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    name = models.CharField(_("what happened"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("The first day, where only a month or year is known.")
    )
    precision = models.CharField(_("known to the"), max_length=5, choices=Precision, default=Precision.DAY)
    printed = models.CharField(_("as printed"), max_length=80, blank=True)

    translatable_fields = localized(
        translate=("name",),
        keep=("code", "programme", "kind", "date", "precision", "printed", "source", "page", "section"),
    )

    class Meta(ProgrammeLabel.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = (*ProgrammeLabel.Meta.constraints, *Cited.Meta.constraints)


class Cost(Figure):
    """What the programme was to cost, by the origin of the money, as one document prints it."""

    class Origin(models.TextChoices):
        FUND = "fund", _("contribution of the fund")
        GOVERNMENT = "government", _("government contribution")
        AGENCY = "agency", _("agencies' core funds")
        OTHER = "other", _("others")
        TOTAL = "total", _("total as printed")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+", verbose_name=_("programme"))
    origin = models.CharField(_("origin"), max_length=12, choices=Origin)
    amount = models.DecimalField(_("amount"), max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD")

    class Meta(Figure.Meta):
        verbose_name = _("cost")
        verbose_name_plural = _("costs")
        constraints = (
            *Figure.Meta.constraints,
            *money_fields_constraints(),
            figure_or_reason("amount"),
            models.UniqueConstraint(fields=["programme", "origin", "source"], name="cost_once"),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0), name="cost_not_negative"
            ),
        )
