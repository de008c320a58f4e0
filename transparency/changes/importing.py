"""Loading files with the reason for what they change."""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from transparency.changes.differences import Index, differences
from transparency.figures.index import index_of
from transparency.figures.reading import entry_of
from transparency.importers import Report, load_record
from transparency.importers.reading import read_sheet
from transparency.importers.tables import PROGRAMME
from transparency.models import ChangeReason
from transparency.selectors.programmes import programme_by_code
from transparency.services.translations import store_translation
from transparency.views.figures import FiguresView

Texts = Mapping[str, str]


@transaction.atomic
def load_record_because(
    directory: Path, texts: Texts, given_by: str, progress: Callable[[str], None] = lambda line: None
) -> tuple[Report, int]:
    """Load a directory's files, and keep the reason for every figure that they change, until its release comes.

    ``texts`` is the reason by language, the main one among them. Returns the report and how many figures the reason
    covers: none for a programme that was not on record, whose figures are new and not changed. Raises
    ``RecordRefused`` like ``load_record``, and then there is no reason either.
    """
    before = figures_now(_programme_in(directory))
    report = load_record(directory, progress)
    changed = [change.key for change in differences(before, figures_now(report.programme))] if before else []
    if changed:
        _keep(report.programme, changed, texts, given_by)
    return report, len(changed)


def figures_now(programme_code: str) -> Index:
    """The figures as the next release will tell them; none without a page that shows them."""
    inputs = FiguresView().read(programme_code)
    if inputs is None:
        return {}
    index = index_of(inputs.data)
    return {line["key"]: entry_of(line, index.head) for line in index.lines}


def _programme_in(directory: Path) -> str:
    """The code of the programme that the files are of; empty where they do not say, which the loader will tell."""
    path = directory / PROGRAMME.file
    rows = read_sheet(path, PROGRAMME.columns).rows if path.is_file() else []
    return rows[0].cells.get("code", "") if rows else ""


def _keep(programme_code: str, keys: list[str], texts: Texts, given_by: str) -> None:
    programme = programme_by_code(programme_code)
    assert programme is not None  # noqa: S101  (it was just loaded)
    reason = ChangeReason(
        programme=programme,
        locale=programme.locale,
        text=texts[settings.LANGUAGE_CODE],
        figures="\n".join(keys),
        given_by=given_by,
        given_on=timezone.localdate(),
    )
    reason.save()
    for language, text in texts.items():
        if language != settings.LANGUAGE_CODE:
            store_translation(reason, language, {"text": text})
