"""The few figures that stand first: what a programme was given and what became of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency import formatting
from transparency.models import Measure
from transparency.selectors.figures import Row
from transparency.views.blocks import Page, said, value_of
from transparency.views.cells import finding_marks
from transparency.views.statements import Statements

# One dye for each measure, in the charts and in the figures of every page.
TONES = {Measure.BUDGET: 1, Measure.REVISED: 1, Measure.TRANSFERRED: 2, Measure.COMMITTED: 3, Measure.DISBURSED: 4}


def tone_of(measure: str) -> int:
    """The dye of a measure, 1 to 4."""
    return TONES[Measure(measure)]


@dataclass(frozen=True)
class KeyFigure:
    """A figure on the cord; ``tone`` is its dye, 0 for one that is reckoned from others; ``url`` is its own page.

    ``findings`` are the addresses of what the checks of the record find about it.
    """

    label: str | SafeString
    value: str
    sources: list[int]
    tone: int
    note: str = ""
    url: str = ""
    findings: tuple[str, ...] = ()

    @property
    def marks(self) -> SafeString:
        """The marks of its findings."""
        return finding_marks(self.findings)


def of_measure(page: Page, figure: Row, measure: Measure, currency: str) -> KeyFigure:
    """An amount that a statement gives, which must not be missing."""
    return KeyFigure(
        said(measure.label),
        page.money(Decimal(figure["value"]), currency),
        page.sources(figure),
        tone_of(measure),
        url=page.address(figure),
        findings=page.findings(figure),
    )


def finance_figures(page: Page, statements: Statements) -> list[KeyFigure]:
    """Budget, transferred, committed and disbursed of the whole programme, from the statement that speaks last."""
    latest = statements.latest()
    if latest is None:
        return []
    found = []
    for measure in statements.measures(latest):
        figure = statements.whole(latest, measure)
        if figure and figure["value"] is not None and measure != Measure.REVISED:
            found.append(of_measure(page, figure, Measure(measure), latest["currency"]))
    return [*found, *delivery(page, statements)]


def delivery(page: Page, statements: Statements) -> list[KeyFigure]:
    """Disbursed as a share of transferred, reckoned from the printed totals of the latest statement."""
    latest = statements.latest()
    if latest is None:
        return []
    disbursed = statements.whole(latest, Measure.DISBURSED)
    transferred = statements.whole(latest, Measure.TRANSFERRED)
    spent, given = value_of(disbursed), value_of(transferred)
    if spent is None or not given:
        return []
    share: Decimal = spent / given * 100
    return [
        KeyFigure(
            _("Delivery rate"),
            formatting.percent(share, page.language, 2),
            page.sources(disbursed, transferred),
            0,
            _("Disbursed out of transferred, recomputed from the printed totals."),
        )
    ]
