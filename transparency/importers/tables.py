"""Which file holds which rows, and what tells one row from another. Everything else follows from the models.

The columns of a file are those of its model:

- a translated text ``name`` is a column per language: ``name_es``, ``name_en``;
- a note ``note`` likewise: ``note_es``, ``note_en``; the loader keeps it as a row of its own;
- a reference holds the other row's key: a code, or several parts joined with ``/`` (``semester/2010-2/fact-sheet``);
- the programme is not a column: a directory holds one.
"""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import models

from transparency import models as record
from transparency.importers.cells import AnyField
from transparency.models import Label, Note, Programme

CODE = ("code",)
CITATION = ("source", "page", "section")
UNLISTED = ("id", "locale", "translation_key", "programme")


@dataclass(frozen=True)
class Table:
    """One file: the model of its rows, and the columns that together name a row."""

    file: str
    model: type[models.Model]
    key: tuple[str, ...]

    @cached_property
    def values(self) -> dict[str, AnyField]:
        """Fields that take a cell as it is."""
        return {field.name: field for field in self._fields if not field.is_relation and field.name not in self.texts}

    @cached_property
    def references(self) -> dict[str, AnyField]:
        """Fields that point at another row, which a cell names by its key."""
        return {field.name: field for field in self._fields if field.is_relation and field.name not in self.notes}

    @cached_property
    def notes(self) -> dict[str, AnyField]:
        """Fields that point at a note, whose text stands in the row itself."""
        return {field.name: field for field in self._fields if field.related_model is Note}

    @cached_property
    def texts(self) -> dict[str, bool]:
        """Fields that are translated, and whether they must be there."""
        names = self.model.label_fields if issubclass(self.model, Label) else ()
        return {field.name: not field.blank for field in self._fields if field.name in names}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The header of the file: the key first, then the rest, the citation, and what is written in words."""
        single = [name for name in (*self.values, *self.references) if name not in self.key]
        plain = [*self.key, *sorted(single, key=lambda name: name in CITATION)]
        return (*plain, *(column(name, language) for name in (*self.texts, *self.notes) for language in languages()))

    @property
    def _fields(self) -> list[AnyField]:
        return [field for field in self.model._meta.concrete_fields if field.name not in UNLISTED]


def languages() -> list[str]:
    """The languages of the site, the source language first."""
    codes = [code for code, _name in settings.LANGUAGES]
    return sorted(codes, key=lambda code: code != settings.LANGUAGE_CODE)


def column(name: str, language: str) -> str:
    """The column that holds a text in a language."""
    return f"{name}_{language}"


# In the order of loading: a row can only point at rows above it or in a file above.
PROGRAMME = Table("programme.csv", Programme, CODE)
TABLES = (
    PROGRAMME,
    Table("sources.csv", record.Source, CODE),
    Table("organisations.csv", record.Organisation, CODE),
    Table("places.csv", record.Place, CODE),
    Table("sectors.csv", record.Sector, CODE),
    Table("themes.csv", record.Theme, CODE),
    Table("units.csv", record.Unit, CODE),
    Table("categories.csv", record.Category, CODE),
    Table("participations.csv", record.Participation, ("organisation", "role", "phase", "source")),
    Table("programme_places.csv", record.ProgrammePlace, ("place", "source")),
    Table("programme_sectors.csv", record.ProgrammeSector, ("sector", "source")),
    Table("programme_themes.csv", record.ProgrammeTheme, ("theme", "source")),
    Table("milestones.csv", record.Milestone, CODE),
    Table("costs.csv", record.Cost, ("origin", "source")),
    Table("statements.csv", record.Statement, ("kind", "period", "source")),
    Table("statement_lines.csv", record.StatementLine, ("statement", "organisation", "measure")),
    Table("reported_totals.csv", record.ReportedTotal, ("statement", "measure")),
    Table("reported_shares.csv", record.ReportedShare, ("statement", "organisation", "numerator", "denominator")),
    Table("balances.csv", record.Balance, ("statement", "organisation", "kind")),
    Table("instalments.csv", record.Instalment, ("number", "source")),
    Table("gates.csv", record.Gate, ("numerator", "denominator", "source")),
    Table("contributions.csv", record.Contribution, CODE),
    Table("outcomes.csv", record.Outcome, CODE),
    Table("outputs.csv", record.Output, CODE),
    Table("indicators.csv", record.Indicator, CODE),
    Table(
        "observations.csv",
        record.Observation,
        ("indicator", "role", "period", "sex", "funding", "indigenous", "sector", "place", "category", "source"),
    ),
    Table("achievements.csv", record.Achievement, CODE),
    Table("achievement_quantities.csv", record.AchievementQuantity, ("achievement", "unit")),
    Table("initiatives.csv", record.Initiative, CODE),
    Table("knowledge_products.csv", record.KnowledgeProduct, CODE),
    Table("evaluations.csv", record.Evaluation, CODE),
    Table("conclusions.csv", record.Conclusion, CODE),
    Table("management_responses.csv", record.ManagementResponse, CODE),
    Table("recommendations.csv", record.Recommendation, CODE),
    Table("key_actions.csv", record.KeyAction, CODE),
    Table("effects.csv", record.Effect, CODE),
    Table("finding_answers.csv", record.FindingAnswer, CODE),
)
NOTES = Table("", Note, CODE)


def table_of(model: type[models.Model]) -> Table:
    """The table whose rows are of a model."""
    return next(table for table in (*TABLES, NOTES) if table.model is model)
