"""Who loads files says why: the reason covers the figures that the files changed, and waits for their release."""

import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import home_page, publish_in_english, wagtail_roots
from transparency.importers import load_record
from transparency.importers.tables import TABLES
from transparency.models import ChangeReason, FiguresPage, Programme, StatementLine, TransparencyIndexPage

pytestmark = pytest.mark.django_db

REASON = {"reason_es": "Llegó el informe corregido.", "reason_en": "The corrected report came.", "reason_by": "FAO"}
ROWS: dict[str, list[dict[str, str]]] = {
    "programme.csv": [
        {"code": "TEST-1", "name_es": "Programa", "name_en": "Programme"}
        | {"short_name_es": "Prueba", "short_name_en": "Test"}
    ],
    "sources.csv": [{"code": "report", "issued": "2013", "language": "es", "name_es": "Informe", "name_en": "Report"}],
    "organisations.csv": [
        {"code": code, "kind": "40", "name_es": code, "name_en": code, "acronym_es": code} | {"acronym_en": code}
        for code in ("ILO", "FAO")
    ],
    "statements.csv": [
        {"kind": "semester", "period": "2010-1", "as_of": "2010-06-30", "precision": "day", "currency": "USD"}
        | {"source": "report", "page": "3"}
    ],
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A record that is loaded and has a page of figures."""
    wagtail_roots()
    for name, rows in ROWS.items():
        write(tmp_path, name, rows)
    write_lines(tmp_path, ILO=100, FAO=200)
    load_record(tmp_path)
    programme = Programme.objects.get(locale__language_code="es")
    top = home_page().add_child(instance=TransparencyIndexPage(title="T", slug="t", programme=programme))
    publish_in_english(top, "T", "t")
    publish_in_english(top.add_child(instance=FiguresPage(title="C", slug="c", programme=programme)), "F", "f")
    return tmp_path


def write(directory: Path, name: str, rows: list[dict[str, str]]) -> None:
    """A file with all the columns that it must have."""
    columns = next(table.columns for table in TABLES if table.file == name)
    with (directory / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns))
        writer.writeheader()
        writer.writerows(rows)


def write_lines(directory: Path, **budgets: int) -> None:
    """The budget of each agency."""
    cited = {"statement": "semester/2010-1/report", "measure": "budget", "source": "report", "page": "3"}
    rows = [{"organisation": code, "amount": str(budget), **cited} for code, budget in budgets.items()]
    write(directory, "statement_lines.csv", rows)


def test_the_reason_names_the_figures_that_the_files_changed_and_waits_for_their_release(
    directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(directory, ILO=100, FAO=250)

    call_command("load_record", directory, **REASON)

    reason = ChangeReason.objects.get(locale__language_code="es")
    assert len(reason.keys) == 1
    assert "FAO" in reason.keys[0]
    assert (reason.release, reason.waits_after, reason.given_by) == (None, 0, "FAO")
    assert ChangeReason.objects.get(locale__language_code="en").text == "The corrected report came."


def test_files_that_change_nothing_need_no_reason(directory: Path) -> None:
    call_command("load_record", directory, **REASON)

    assert not ChangeReason.objects.exists()


def test_a_reason_that_is_refused_with_its_files_leaves_nothing(directory: Path) -> None:
    write_lines(directory, ILO=100, FAO=250)
    write(directory, "statements.csv", [*ROWS["statements.csv"], {"kind": "nonsense"}])

    with pytest.raises(CommandError):
        call_command("load_record", directory, **REASON)

    assert not ChangeReason.objects.exists()
    assert not StatementLine.objects.filter(amount=250).exists()


@pytest.mark.parametrize("missing", ["reason_es", "reason_by"])
def test_a_reason_is_of_somebody_and_in_the_main_language(directory: Path, missing: str) -> None:
    with pytest.raises(CommandError, match="--reason"):
        call_command("load_record", directory, **{**REASON, missing: None})
