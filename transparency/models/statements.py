"""Financial statements as they were issued: their lines, and the totals, shares and balances that they print."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from transparency.models.citations import Cited, Figure, figure_or_reason
from transparency.models.money import EARLIEST, LATEST, Currency, Measure, money_fields_constraints
from transparency.models.vocabulary import Organisation

BUDGET_MEASURES = (Measure.BUDGET, Measure.REVISED)


class Statement(Cited, ClusterableModel):
    """A financial report as it was issued: its lines, and the totals, shares and balances that it prints itself."""

    class Kind(models.TextChoices):
        ORIGINAL_BUDGET = "original-budget", _("original budget")
        SEMESTER = "semester", _("semester report")
        FINAL = "final", _("final statement")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")

    programme = models.ForeignKey(
        "transparency.Programme", on_delete=models.PROTECT, related_name="statements", verbose_name=_("programme")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    period = models.CharField(_("period"), max_length=20, help_text=_("As the programme names it: 2010-2, final."))
    as_of = models.DateField(_("as of"), null=True, blank=True, help_text=_("Amounts are cumulative up to this day."))
    precision = models.CharField(_("known to the"), max_length=5, choices=Precision, default=Precision.DAY)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.USD)

    class Meta(Cited.Meta):
        verbose_name = _("financial statement")
        verbose_name_plural = _("financial statements")
        ordering = ("programme", "as_of", "period")
        constraints = (
            *Cited.Meta.constraints,
            *money_fields_constraints(),
            models.UniqueConstraint(fields=["programme", "kind", "period", "source"], name="statement_once"),
            models.CheckConstraint(
                condition=models.Q(as_of__isnull=True) | models.Q(as_of__range=(EARLIEST, LATEST)),
                name="statement_as_of_within_reason",
                violation_error_message=_("The as-of date lies outside 1990 to 2100."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme.code} · {self.get_kind_display()} · {self.period}"

    def clean(self) -> None:
        """A statement cannot report on days that have not come yet."""
        super().clean()
        if self.as_of and self.as_of > timezone.localdate():
            raise ValidationError({"as_of": _("The as-of date lies in the future.")})


class StatementFigure(Figure):
    """A figure that a statement prints, of one organisation or, with none named, of the whole programme."""

    statement = ParentalKey(Statement, on_delete=models.CASCADE, related_name="%(class)ss")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )

    class Meta(Figure.Meta):
        abstract = True


def once_per_statement(name: str, *fields: str) -> tuple[models.UniqueConstraint, ...]:
    """One row per statement and organisation, also where the organisation is the whole programme (NULL)."""
    return (
        models.UniqueConstraint(
            fields=["statement", "organisation", *fields],
            name=f"{name}_once",
            violation_error_message=_("The statement already has this figure for this organisation."),
        ),
        models.UniqueConstraint(
            fields=["statement", *fields],
            condition=models.Q(organisation__isnull=True),
            name=f"{name}_once_for_programme",
            violation_error_message=_("The statement already has this figure for the whole programme."),
        ),
    )


class StatementLine(StatementFigure):
    """One amount: organisation × measure."""

    measure = models.CharField(_("measure"), max_length=12, choices=Measure)
    amount = models.DecimalField(_("amount"), max_digits=15, decimal_places=2, null=True, blank=True)

    class Meta(StatementFigure.Meta):
        verbose_name = _("statement line")
        verbose_name_plural = _("statement lines")
        constraints = (
            *StatementFigure.Meta.constraints,
            *once_per_statement("statementline", "measure"),
            figure_or_reason("amount"),
            models.CheckConstraint(
                condition=~models.Q(measure__in=BUDGET_MEASURES)
                | models.Q(amount__isnull=True)
                | models.Q(amount__gte=0),
                name="statementline_budget_not_negative",
                violation_error_message=_("A budget cannot be negative."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.statement} · {self.organisation or ''} · {self.get_measure_display()}"


class ReportedTotal(Figure):
    """A total as the statement prints it, whether or not its lines give it."""

    statement = ParentalKey(Statement, on_delete=models.CASCADE, related_name="reported_totals")
    measure = models.CharField(_("measure"), max_length=12, choices=Measure)
    amount = models.DecimalField(_("amount"), max_digits=15, decimal_places=2, null=True, blank=True)

    class Meta(Figure.Meta):
        verbose_name = _("reported total")
        verbose_name_plural = _("reported totals")
        constraints = (
            *Figure.Meta.constraints,
            figure_or_reason("amount"),
            models.UniqueConstraint(fields=["statement", "measure"], name="reportedtotal_once"),
        )


class ReportedShare(StatementFigure):
    """A percentage as the statement prints it.

    ``numerator`` and ``denominator`` are what the printed ``label`` says is divided, which need not be what was.
    ``value`` is in per cent: 99.97.
    """

    numerator = models.CharField(_("divides"), max_length=12, choices=Measure)
    denominator = models.CharField(_("by"), max_length=12, choices=Measure)
    label = models.CharField(_("label as printed"), max_length=160, blank=True)
    value = models.DecimalField(_("per cent"), max_digits=9, decimal_places=4, null=True, blank=True)

    class Meta(StatementFigure.Meta):
        verbose_name = _("reported share")
        verbose_name_plural = _("reported shares")
        constraints = (
            *StatementFigure.Meta.constraints,
            *once_per_statement("reportedshare", "numerator", "denominator"),
            figure_or_reason("value"),
        )


class Balance(StatementFigure):
    """A balance as the statement prints it; ``note`` carries the explanation that was given."""

    class Kind(models.TextChoices):
        TO_RETURN = "to-return", _("to be returned")
        TO_DISBURSE = "to-disburse", _("committed, not yet disbursed")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    amount = models.DecimalField(_("amount"), max_digits=15, decimal_places=2, null=True, blank=True)

    class Meta(StatementFigure.Meta):
        verbose_name = _("pending balance")
        verbose_name_plural = _("pending balances")
        constraints = (
            *StatementFigure.Meta.constraints,
            *once_per_statement("balance", "kind"),
            figure_or_reason("amount"),
        )
