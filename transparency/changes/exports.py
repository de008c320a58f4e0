"""All changes of a programme's figures as data, with the reasons in every language."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from publication.manifest import as_text
from publication.services.releases import live_release
from transparency.changes.query import Query
from transparency.changes.reasons import Reasons, reasons_for
from transparency.exports.datasets import FlatTable
from transparency.figures.addresses import permanent_url
from transparency.figures.entries import FigureEntry
from transparency.models import FigureChange
from transparency.selectors.changes import ChangeOfFigure, read_change

TITLE = _("Changes of figures")
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def changes_table(programme_code: str, query: Query) -> FlatTable:
    """Every change that a question asks for, the newest first; two queries for each language, one for the rest.

    The figures of the first list of all are no changes and are left out: the files of that release hold them.
    """
    found = list(query.changes(programme_code))
    numbers = {row.comparison.release_id for row in found}
    reasons = {language: reasons_for(programme_code, numbers, language) for language in LANGUAGES}
    live = live_release()
    about = {
        "dataset": "changes",
        "programme": programme_code,
        "release": live.number if live else None,
        "filters": {name: value for name, value in vars(query).items() if value and name != "page"},
    }
    return FlatTable(about, COLUMNS, [_row(programme_code, row, reasons) for row in found])


def _row(programme_code: str, row: FigureChange, reasons: dict[str, Reasons]) -> dict[str, Any]:
    changes = {language: read_change(row, reasons[language], language) for language in LANGUAGES}
    change = changes[settings.LANGUAGE_CODE]
    release = row.comparison.release
    cells = {
        "programme": programme_code,
        "release": release.number,
        "published_at": as_text(release.published_at),
        "release_sha256": release.digest,
        "key": row.key,
        "table": row.table,
        "change": row.kind,
        "what_differs": " ".join(row.aspects),
        **{f"label_{language}": change.entry.labels.get(language, "") for language in LANGUAGES},
        **_state("old", change.before),
        **_state("new", change.after),
        **{f"reason_{language}": _reason(changes[language], language) for language in LANGUAGES},
        "reason_given_by": change.reason.given_by if change.reason else "",
        "reason_given_on": change.reason.given_on.isoformat() if change.reason else "",
        "url": permanent_url(programme_code, row.key),
    }
    return {name: cells[name] for name in COLUMNS}


def _state(side: str, entry: FigureEntry | None) -> dict[str, Any]:
    """What one of the two releases said; all empty where the figure was not there."""
    citation = entry.citation if entry else None
    return {
        f"{side}_value": entry.plain if entry else "",
        f"{side}_unit": entry.unit if entry else "",
        f"{side}_as_printed": entry.printed if entry else "",
        f"{side}_missing": entry.missing if entry else "",
        f"{side}_source": citation.document.code if citation else "",
        f"{side}_source_page": citation.page if citation else "",
        f"{side}_source_section": citation.section if citation else "",
    }


def _reason(change: ChangeOfFigure, language: str) -> str:
    """The reason in a language; empty where it is not translated to it."""
    return change.reason.text if change.reason and change.reason.language == language else ""


COLUMNS = [
    *("programme", "release", "published_at", "release_sha256", "key", "table", "change", "what_differs"),
    *(f"label_{language}" for language in LANGUAGES),
    *_state("old", None),
    *_state("new", None),
    *(f"reason_{language}" for language in LANGUAGES),
    *("reason_given_by", "reason_given_on", "url"),
]
