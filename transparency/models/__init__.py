"""The record: every noun of it, one family per module."""

from transparency.models.citations import Cited, Figure, Source
from transparency.models.evaluations import Conclusion, Evaluation, KeyAction, ManagementResponse, Recommendation
from transparency.models.findings import FindingAnswer
from transparency.models.labels import Label, Note, ProgrammeLabel, SharedLabel
from transparency.models.money import (
    Balance,
    Contribution,
    Currency,
    Instalment,
    Measure,
    ReportedShare,
    ReportedTotal,
    Statement,
    StatementLine,
)
from transparency.models.pages import DataPage, FinancesPage, FindingsPage, ResultsPage, TransparencyIndexPage
from transparency.models.programme import (
    Cost,
    Milestone,
    Participation,
    Programme,
    ProgrammePlace,
    ProgrammeSector,
    ProgrammeTheme,
)
from transparency.models.results import (
    Achievement,
    AchievementQuantity,
    Indicator,
    Initiative,
    KnowledgeProduct,
    Observation,
    Outcome,
    Output,
)
from transparency.models.vocabulary import Category, Organisation, Place, Sector, Theme, Unit

__all__ = [
    "Achievement",
    "AchievementQuantity",
    "Balance",
    "Category",
    "Cited",
    "Conclusion",
    "Contribution",
    "Cost",
    "Currency",
    "DataPage",
    "Evaluation",
    "Figure",
    "FinancesPage",
    "FindingAnswer",
    "FindingsPage",
    "Indicator",
    "Initiative",
    "Instalment",
    "KeyAction",
    "KnowledgeProduct",
    "Label",
    "ManagementResponse",
    "Measure",
    "Milestone",
    "Note",
    "Observation",
    "Organisation",
    "Outcome",
    "Output",
    "Participation",
    "Place",
    "Programme",
    "ProgrammeLabel",
    "ProgrammePlace",
    "ProgrammeSector",
    "ProgrammeTheme",
    "Recommendation",
    "ReportedShare",
    "ReportedTotal",
    "ResultsPage",
    "Sector",
    "SharedLabel",
    "Source",
    "Statement",
    "StatementLine",
    "Theme",
    "TransparencyIndexPage",
    "Unit",
]
