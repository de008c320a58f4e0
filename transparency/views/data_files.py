"""Every data set of a programme: those of its pages, and plain facts that no page offers for download."""

from typing import Any

from django.utils.translation import gettext_lazy

from transparency.checks import keys
from transparency.exports.datasets import Dataset, Dimension
from transparency.models import Evaluation, KnowledgeProduct, Milestone, Organisation, Outcome, Participation, Place
from transparency.models.evaluations import Conclusion
from transparency.selectors.figures import Row
from transparency.views.blocks import DataFile
from transparency.views.finances import FinancesView
from transparency.views.follow_up import FollowUpView
from transparency.views.follow_up_data import EVALUATION
from transparency.views.results import ResultsView
from transparency.views.titles import MILESTONES, PLACES

# Views whose pages offer data sets of their own; the data page links those.
PAGES = (FinancesView(), ResultsView(), FollowUpView())

FACTS = (
    DataFile("organisations", {"es": "participantes", "en": "participants"}, gettext_lazy("Who took part")),
    DataFile("places", {"es": "lugares", "en": "places"}, PLACES),
    DataFile("sectors", {"es": "sectores", "en": "sectors"}, gettext_lazy("Sectors of work")),
    DataFile("themes", {"es": "temas", "en": "themes"}, gettext_lazy("Cross-cutting themes")),
    DataFile("milestones", {"es": "fechas", "en": "dates"}, MILESTONES),
    DataFile("outcomes", {"es": "marcos-de-resultados", "en": "frameworks"}, gettext_lazy("Results frameworks")),
    DataFile("products", {"es": "estudios-y-productos", "en": "studies"}, gettext_lazy("Studies and other works")),
    DataFile("evaluations", {"es": "evaluaciones", "en": "evaluations"}, gettext_lazy("Evaluations")),
    DataFile("conclusions", {"es": "conclusiones", "en": "conclusions"}, gettext_lazy("What evaluations concluded")),
)


def fact_datasets(data: dict[str, Any]) -> dict[str, Dataset]:
    """The data sets of ``FACTS``."""
    figures: dict[str, list[Row]] = data["figures"]
    dimensions: dict[str, tuple[tuple[Dimension, ...], list[Row]]] = {
        "organisations": (
            (
                Dimension("organisation", "organisation"),
                Dimension("organisation_type", Organisation.Kind),
                Dimension("role", Participation.Role),
                Dimension("phase"),
            ),
            [{**row, "organisation_type": row["kind"]} for row in figures["participations"]],
        ),
        "places": (
            (Dimension("place", "place"), Dimension("level", Place.Level), Dimension("parent")),
            _with_areas(figures),
        ),
        "sectors": ((Dimension("sector", "sector"),), figures["sectors"]),
        "themes": ((Dimension("theme", "theme"),), figures["themes"]),
        "milestones": (
            (
                Dimension("kind", Milestone.Kind),
                Dimension("milestone", "milestone"),
                Dimension("date"),
                Dimension("precision", Milestone.Precision),
                Dimension("as_printed"),
            ),
            [{**row, "as_printed": row["printed"], "key": keys.milestone(row)} for row in figures["milestones"]],
        ),
        "outcomes": (
            (Dimension("framework", Outcome.Version), Dimension("number"), Dimension("outcome", "outcome")),
            [{**row, "framework": row["version"]} for row in figures["outcomes"]],
        ),
        "products": (
            (
                Dimension("product", "knowledgeproduct"),
                Dimension("kind", KnowledgeProduct.Kind),
                Dimension("status", KnowledgeProduct.Status),
                Dimension("planned"),
                Dimension("organisation", "organisation"),
            ),
            figures["products"],
        ),
        "evaluations": (
            (EVALUATION, Dimension("kind", Evaluation.Kind), Dimension("delivered")),
            figures["evaluations"],
        ),
        "conclusions": (
            (
                EVALUATION,
                Dimension("level", Conclusion.Level),
                Dimension("number"),
                Dimension("conclusion", "conclusion", "text"),
            ),
            figures["conclusions"],
        ),
    }
    return {
        key: Dataset(key, columns, rows, figures=False, addressed=key == "milestones")
        for key, (columns, rows) in dimensions.items()
    }


def all_files() -> list[DataFile]:
    """Every data set that there is, in the order in which they are listed."""
    return [file for view in PAGES for file in view.files] + list(FACTS)


def all_datasets(data: dict[str, Any]) -> dict[str, Dataset]:
    """Every data set with its rows."""
    made = {key: dataset for view in PAGES for key, dataset in view.datasets(data).items()}
    return {**made, **fact_datasets(data)}


def _with_areas(figures: dict[str, list[Row]]) -> list[Row]:
    areas = {row["place"]: row for row in figures["areas"]}
    return [{**row, **areas.get(row["place"], {})} for row in figures["places"]]
