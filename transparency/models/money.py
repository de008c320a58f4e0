"""Currencies and measures; instalments from the fund, what it asks for before them, and what others contributed."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from transparency.models.citations import Figure, figure_or_reason
from transparency.models.vocabulary import Organisation, Place

EARLIEST = datetime.date(1990, 1, 1)
LATEST = datetime.date(2100, 1, 1)


class Currency(models.TextChoices):
    """ISO 4217 codes in use."""

    USD = "USD", _("United States dollar")
    PEN = "PEN", _("Peruvian sol")
    EUR = "EUR", _("euro")


class Measure(models.TextChoices):
    """What an amount measures; cumulative at the statement's as-of date."""

    BUDGET = "budget", _("approved budget")
    REVISED = "revised", _("revised budget")
    TRANSFERRED = "transferred", _("transferred")
    COMMITTED = "committed", _("committed")
    DISBURSED = "disbursed", _("disbursed")


def money_fields_constraints() -> tuple[models.CheckConstraint, ...]:
    """Every amount names a currency that we know."""
    return (
        models.CheckConstraint(
            condition=models.Q(currency__in=Currency.values),
            name="%(class)s_currency_known",
            violation_error_message=_("Choose the currency of the amount."),
        ),
    )


class Instalment(Figure):
    """A dated transfer from the fund to the programme; one that is not on record keeps its row and a reason."""

    programme = models.ForeignKey(
        "transparency.Programme", on_delete=models.PROTECT, related_name="instalments", verbose_name=_("programme")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    date = models.DateField(_("date"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.USD)

    class Meta(Figure.Meta):
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ("programme", "number")
        constraints = (
            *Figure.Meta.constraints,
            *money_fields_constraints(),
            figure_or_reason("amount"),
            models.UniqueConstraint(fields=["programme", "number", "source"], name="instalment_once"),
            models.CheckConstraint(
                condition=models.Q(date__isnull=True) | models.Q(date__range=(EARLIEST, LATEST)),
                name="instalment_date_within_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme.code} · {self.number}"


class Gate(Figure):
    """What the fund asks for before it pays the next instalment: a share of one measure in another, in per cent.

    ``note`` says how the document words it, and what it leaves open.
    """

    programme = models.ForeignKey(
        "transparency.Programme", on_delete=models.PROTECT, related_name="gates", verbose_name=_("programme")
    )
    numerator = models.CharField(_("divides"), max_length=12, choices=Measure)
    denominator = models.CharField(_("by"), max_length=12, choices=Measure)
    value = models.DecimalField(_("per cent"), max_digits=9, decimal_places=4, null=True, blank=True)
    must_exceed = models.BooleanField(
        _("must be exceeded"), default=False, help_text=_("Clear this where reaching the share is enough.")
    )

    class Meta(Figure.Meta):
        verbose_name = _("condition for an instalment")
        verbose_name_plural = _("conditions for instalments")
        ordering = ("programme", "numerator", "denominator")
        constraints = (
            *Figure.Meta.constraints,
            figure_or_reason("value"),
            models.UniqueConstraint(fields=["programme", "numerator", "denominator", "source"], name="gate_once"),
            models.CheckConstraint(
                condition=~models.Q(numerator=models.F("denominator")),
                name="gate_divides_one_measure_by_another",
                violation_error_message=_("Choose two different measures."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme.code} · {self.get_numerator_display()} / {self.get_denominator_display()}"


class Contribution(Figure):
    """Money or a commitment that others added, in its own currency; ``description`` says what for."""

    class Kind(models.TextChoices):
        MONEY = "money", _("money")
        COMMITMENT = "commitment", _("commitment")
        STAFF = "staff", _("staff")
        PROPERTY = "property", _("land or premises")
        SERVICE = "service", _("service")

    programme = models.ForeignKey(
        "transparency.Programme", on_delete=models.PROTECT, related_name="contributions", verbose_name=_("programme")
    )
    code = models.CharField(_("code"), max_length=80)
    contributor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("contributor")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    description = models.ForeignKey(
        "transparency.Note", on_delete=models.PROTECT, related_name="+", verbose_name=_("what for")
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    amount = models.DecimalField(_("amount"), max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)

    class Meta(Figure.Meta):
        verbose_name = _("leveraged contribution")
        verbose_name_plural = _("leveraged contributions")
        constraints = (
            *Figure.Meta.constraints,
            figure_or_reason("amount"),
            models.UniqueConstraint(fields=["programme", "code"], name="contribution_once"),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(currency__in=Currency.values),
                name="contribution_amount_has_currency",
                violation_error_message=_("Choose the currency of the amount."),
            ),
        )
