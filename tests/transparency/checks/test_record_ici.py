"""What the checks find in the record of the first programme; each was compared with the documents by a reader."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from transparency.checks.findings import Finding, Severity
from transparency.importers import load_record
from transparency.models import Programme
from transparency.views.findings_reading import told_findings

DATA = Path(__file__).parents[3] / "data" / "ici"
FINAL = "final/final/final-report"
PEOPLE = "observations/people-reached/actual/2009__2013"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Finding]]:
    """The findings on the record, which is loaded once and then taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_record(DATA)
        programme = Programme.objects.get(code="MDGF-2081", locale__language_code="es")
        yield [one.finding for one in told_findings(programme, "es")]
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def database(loaded: list[Finding], db: None) -> None:
    """The record is there."""


def of(found: list[Finding], check: str) -> dict[str, tuple[object, ...]]:
    """The figures that a check questions, each with what is reported and what is recomputed."""
    return {
        one.figures[0]: tuple(getattr(value, "value", value) for value in (one.reported, one.recomputed))
        for one in found
        if one.check == check
    }


def test_people_do_not_add_up(loaded):
    assert of(loaded, "women-and-men") == {
        f"{PEOPLE}/-/-/-/-/-/-/final-report": (2612, 2611),
        f"{PEOPLE}/-/without/-/-/-/-/final-report": (1301, 1300),
    }
    assert of(loaded, "part-exceeds-whole") == {}


def test_totals_differ_from_their_lines_by_what_rounding_may_explain(loaded):
    assert of(loaded, "total-of-column") == {
        f"totals/{FINAL}/committed": (4999622, 4999623),
        f"totals/{FINAL}/disbursed": (4936157, 4936158),
    }
    assert of(loaded, "total-of-costs") == {}


def test_every_printed_percentage_is_right_but_the_final_report_labels_them_upside_down(loaded):
    assert of(loaded, "share-recomputed") == {}
    assert {key.removeprefix(f"shares/{FINAL}/") for key in of(loaded, "share-inverted")} == {
        "FAO/transferred/committed",
        "FAO/transferred/disbursed",
        "UNIDO/transferred/disbursed",
        "UNDP/transferred/disbursed",
        "UNESCO/transferred/committed",
        "UNESCO/transferred/disbursed",
        "-/transferred/committed",
        "-/transferred/disbursed",
    }


def test_balances(loaded):
    assert of(loaded, "balance-recomputed") == {
        f"balances/{FINAL}/UNESCO/to-return": (157, 178),
        f"balances/{FINAL}/UNIDO/to-disburse": (None, 31030),
    }
    assert of(loaded, "balance-not-told") == {f"lines/{FINAL}/UNDP/transferred": (None, 29613)}


def test_transfers_fall_in_late_2010_and_the_third_instalment_is_what_lacks(loaded):
    fallen = "lines/semester/2010-2/fact-sheet/-/transferred"
    assert of(loaded, "cumulative-falls") == {fallen: (1409917, 1429667)}
    assert of(loaded, "instalments-and-transfers") == {
        fallen: (1409917, 1429667),
        f"totals/{FINAL}/transferred": (5000000, 3472141),
    }


def test_budgets(loaded):
    assert of(loaded, "budget-revised") == {
        f"lines/{FINAL}/FAO/revised": (777595, 779634),
        f"lines/{FINAL}/ILO/revised": (518765, 625364),
        f"lines/{FINAL}/UNDP/revised": (1799660, 1691082),
        f"totals/{FINAL}/revised": (5000000, 5000060),
    }
    assert of(loaded, "budget-and-fund") == {f"totals/{FINAL}/budget": (5000060, 5000000)}
    original = "lines/original-budget/original/fact-sheet"
    two = of(loaded, "two-documents")
    assert two.pop(f"{original}/FAO/budget") == (1942543, 779634)
    assert two.pop(f"{original}/UNDP/budget") == (623220, 1691082)
    assert {key.split("/")[4] for key in two if key.startswith(original)} == {"ILO", "UNWTO", "UNIDO", "UNESCO"}
    assert {figures for key, figures in two.items() if not key.startswith(original)} == {(5000000, 5000060)}


def test_the_programme_ended_197_days_late(loaded):
    [late] = [one for one in loaded if one.check == "planned-and-actual-dates"]

    assert late.figures == ("milestones/actual-end", "milestones/planned-end")
    assert late.difference.value == 197


def test_reports_and_figures_that_are_missing(loaded):
    assert set(of(loaded, "missing-report")) == {
        "statements/semester/2011-2",
        "statements/semester/2012-1",
        "statements/semester/2012-2",
    }
    assert "instalments/3/fact-sheet" in of(loaded, "missing-amount")
    assert {one.severity for one in loaded if one.check.startswith("missing")} == {Severity.GAP}


def test_what_became_of_the_recommendations_is_mostly_not_on_record(loaded):
    unanswered = set(of(loaded, "recommendation-without-answer"))
    assert {key for key in unanswered if "mid-term" in key} == {
        f"recommendations/mid-term-{n}" for n in (2, 3, 4, 6, 7, 8)
    }
    assert {key for key in unanswered if "final" in key} == {f"recommendations/final-{n}" for n in range(1, 12)}
    assert set(of(loaded, "key-action-without-status")) == {f"key_actions/mid-term-6-{n}" for n in (1, 3)}
    assert len(of(loaded, "key-action-overdue")) == 11


def test_every_figure_that_the_follow_up_names_is_on_record(loaded):
    assert of(loaded, "effect-without-figure") == {}


def test_counts_of_the_same_people_are_not_to_be_added(loaded):
    assert {key.split("/")[1] for key in of(loaded, "do-not-add-breakdowns")} == {
        "people-reached",
        "trainers",
        "diploma-students",
    }
    assert len(of(loaded, "do-not-add-indicators")) == 1


def test_the_command_lists_them_in_either_language(loaded):
    for language, words in {"es": "Informe final", "en": "Final narrative report"}.items():
        out = StringIO()
        call_command("findings", "--programme", "MDGF-2081", "--language", language, stdout=out)
        text = out.getvalue()

        assert text.startswith(f"MDGF-2081: {len(loaded)}\n")
        assert "US$ 1,429,667" in text.replace("\u00a0", " ")
        assert words in text


def test_the_command_knows_no_other_programme():
    with pytest.raises(CommandError):
        call_command("findings", "--programme", "NONE")
