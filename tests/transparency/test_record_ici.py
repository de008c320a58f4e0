"""The record of the first programme: complete in both languages, cited, and true to what the documents print."""

import csv
import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker
from wagtail_localize.models import Translation

from transparency.importers import load_record
from transparency.models import (
    Achievement,
    Balance,
    Cost,
    Figure,
    Instalment,
    KeyAction,
    Label,
    Measure,
    Milestone,
    Note,
    Observation,
    Participation,
    Place,
    Recommendation,
    ReportedShare,
    ReportedTotal,
    Source,
    StatementLine,
)

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data" / "ici"
DOCUMENTS = ROOT.parent / "shared" / "record"

NUMBER_FIELDS = {"amount", "value"}
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The record, loaded once for all tests of this module and then taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_record(DATA)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def record(loaded: None, db: None) -> None:
    """Each test sees the record, and loses what it changes itself."""


def models_of(kind: type[models.Model]) -> list[type[models.Model]]:
    """The record's models of a kind."""
    return [model for model in apps.get_app_config("transparency").get_models() if issubclass(model, kind)]


def number_field(model: type[models.Model]) -> str:
    """The column of a figure that holds its number."""
    [name] = NUMBER_FIELDS & {field.name for field in model._meta.concrete_fields}
    return name


def normal(text: str) -> str:
    """A text without the line breaks and the marks of format that its extraction left in."""
    return re.sub(r"\s+", " ", re.sub(r"</?\w+>", " ", re.sub(r"[\\*]", "", text)))


def test_loading_again_changes_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        report = load_record(DATA)

    assert (report.total.created, report.total.updated) == (0, 0)
    written = [query["sql"] for query in queries if re.match(r"\W*(INSERT|UPDATE|DELETE)", query["sql"])]
    assert written == []


@pytest.mark.parametrize("model", models_of(Label), ids=lambda model: model.__name__)
def test_every_word_is_there_in_english_as_a_translation(model: type[Label]) -> None:
    english = {row.translation_key: row for row in model._default_manager.filter(locale__language_code="en")}
    translated = set(Translation.objects.values_list("source__object_id", flat=True))

    for row in model._default_manager.filter(locale__language_code="es"):
        if not any(getattr(row, name) for name in model.label_fields):
            continue
        assert row.translation_key in english, row
        assert row.translation_key in translated, row
        for name in model.label_fields:
            ours, theirs = getattr(row, name), getattr(english[row.translation_key], name)
            assert bool(ours) == bool(theirs), (row, name)
            assert ours != theirs or len(ours.split()) < 4, f"not translated: {ours}"


def test_no_translation_waits_for_anything() -> None:
    waiting = [str(t.source) for t in Translation.objects.all() if len(set(t.get_progress())) != 1]

    assert waiting == []


@pytest.mark.parametrize("model", models_of(Figure), ids=lambda model: model.__name__)
def test_every_figure_is_cited_and_a_missing_one_says_why(model: type[Figure]) -> None:
    for row in model._default_manager.select_related("source", "note"):
        assert row.page or row.section, row
        if getattr(row, number_field(model)) is None:
            assert row.note is not None, row
            assert row.note.text, row


@pytest.mark.parametrize("model", models_of(Figure), ids=lambda model: model.__name__)
def test_numbers_are_those_that_are_printed(model: type[Figure]) -> None:
    """``1.429.667,00`` and ``1,429,667`` are one number; words for numbers are left to the reader."""
    for row in model._default_manager.exclude(printed="").exclude(**{number_field(model): None}):
        if row.printed.isalpha():
            continue
        plain = row.printed.rstrip("%")
        if re.fullmatch(r"[\d.]*,\d{2}", plain):
            plain = plain.replace(".", "").replace(",", ".")
        assert getattr(row, number_field(model)) == Decimal(plain.replace(",", "")), row


def test_figures_that_contradict_each_other_stand_as_printed() -> None:
    by_agency = StatementLine.objects.filter(measure=Measure.BUDGET, organisation__code="FAO")
    assert {row.statement.kind: row.printed for row in by_agency} == {
        "original-budget": "1,942,543",
        "final": "779,634",
    }
    totals = {row.measure: row for row in ReportedTotal.objects.filter(statement__kind="final")}
    assert [totals[m].printed for m in Measure.values] == [
        "5,000,060",
        "5,000,000",
        "5,000,000",
        "4,999,622",
        "4,936,157",
    ]
    lines = StatementLine.objects.filter(statement__kind="final", measure=Measure.COMMITTED)
    assert sum(row.amount or 0 for row in lines) == Decimal("4999623")
    transferred = StatementLine.objects.filter(statement__kind="semester", measure=Measure.TRANSFERRED)
    assert [row.printed for row in transferred.order_by("statement__period")] == [
        "1.429.667,00",
        "1.429.667,00",
        "1.409.917,00",
        "1.429.667,00",
    ]
    shares = ReportedShare.objects.filter(statement__kind="final", organisation__code="UNIDO")
    assert {(row.label, row.printed) for row in shares} == {
        ("% Cumplimiento (transferido/ comprometido)", "100.00%"),
        ("% Cumplimiento (transferido/ desembolsado)", "95.37%"),
    }


def test_people_reached_stand_as_printed_also_where_they_do_not_add_up() -> None:
    people = Observation.objects.filter(indicator__code="people-reached")
    without = {
        (row.sex or "all", row.indigenous): row.value for row in people.filter(funding=Observation.Funding.WITHOUT)
    }
    assert without == {("men", False): 700, ("women", False): 600, ("all", True): 1301, ("all", False): 1301}
    assert people.get(sex="", funding="", indigenous=False).printed == "2612"
    assert people.filter(reported_total=True).count() == 6


def test_trainers_stand_by_region_sector_and_sex_with_blanks_and_dashes() -> None:
    trainers = Observation.objects.filter(indicator__code="trainers", indigenous=False)
    assert trainers.count() == 3 * (1 + 4 * 5)
    missing = {
        (row.place.name if row.place else "", row.sector.code if row.sector else "", row.sex): row.printed
        for row in trainers.filter(value=None).select_related("place", "sector")
    }
    assert missing == {
        ("Cusco", "gastronomy", "men"): "-",
        ("Lambayeque", "gastronomy", "men"): "",
        ("Lambayeque", "gastronomy", "women"): "",
        ("Lambayeque", "rural-tourism", "men"): "-",
        ("Puno", "gastronomy", "men"): "",
        ("Puno", "gastronomy", "women"): "",
    }
    assert trainers.get(place__code="08", sector__code="gastronomy", sex="women").value == 0
    assert trainers.get(place=None, sector=None, sex="").printed == "93"


def test_what_is_not_on_record_is_a_row_with_a_reason() -> None:
    third = Instalment.objects.get(number=3)
    assert (third.date, third.amount) == (None, None)
    assert Cost.objects.filter(amount=None).count() == 2
    assert Balance.objects.get(organisation__code="UNIDO").amount is None


def test_the_lead_passes_from_one_agency_to_another() -> None:
    lead = Participation.objects.filter(role=Participation.Role.LEAD_AGENCY).order_by("phase")
    assert [(row.organisation.code, row.phase) for row in lead] == [("FAO", "first"), ("UNDP", "later")]
    assert Milestone.objects.filter(code="lead-agency-change", date=None, locale__language_code="es").exists()


def test_places_lie_in_the_places_that_their_codes_say() -> None:
    for place in Place.objects.filter(locale__language_code="es").select_related("parent"):
        assert place.level == {2: "region", 4: "province", 6: "district"}[len(place.code)]
        assert (place.parent.code if place.parent else "") == place.code[:-2]


def test_achievements_recommendations_and_actions_are_all_there() -> None:
    spanish = {"locale__language_code": "es"}
    of_report = Achievement.objects.filter(outcome__version="revised", **spanish)
    assert [of_report.filter(outcome__number=number).count() for number in (1, 2, 3)] == [4, 12, 14]
    recommendations = Recommendation.objects.filter(**spanish)
    assert [recommendations.filter(evaluation__kind=kind).count() for kind in ("mid-term", "final")] == [8, 11]
    actions = KeyAction.objects.filter(**spanish)
    assert actions.count() == 13
    assert set(actions.values_list("status", flat=True)) == {"not-stated"}
    assert actions.filter(comments="").count() == 8


def test_no_note_is_left_without_its_figure() -> None:
    used: set[int] = set()
    for model in apps.get_app_config("transparency").get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Note:
                used |= set(model._default_manager.values_list(field.attname, flat=True))

    assert set(Note.objects.filter(locale__language_code="es").values_list("pk", flat=True)) == used - {None}


def test_the_pages_say_the_same_in_both_languages() -> None:
    pages = yaml.safe_load((DATA / "pages.yaml").read_text(encoding="utf-8"))

    for name, page in pages.items():
        assert page["es"].keys() == page["en"].keys(), name
        for language, words in page.items():
            assert all(words.values()), (name, language)
            assert len(words["search_description"]) <= 160, (name, language)
        for field in ("body", "introduction", "notes"):
            if field in page["es"]:
                assert shape(page["es"][field]) == shape(page["en"][field]), (name, field)


def shape(value: Any) -> list[Any]:
    """The tags of rich text; of a stream, its blocks with the tags in each."""
    if isinstance(value, list):
        return [(kind, shape(str(words))) for block in value for kind, words in block.items()]
    return re.findall(r"<[^>]+>", value)


def test_nobody_can_be_written_to_from_the_record() -> None:
    for path in (ROOT / "data").rglob("*"):
        if path.suffix == ".pdf":
            text = "".join(page.extract_text() for page in PdfReader(path).pages)
        else:
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert not E_MAIL.search(text), path


def documents() -> dict[str, str]:
    """The text of each source, by code."""
    if not DOCUMENTS.is_dir():
        pytest.skip(f"the documents themselves are not kept with the code ({DOCUMENTS} is not there)")
    return {
        source.code: (DOCUMENTS / source.file_name).read_text(encoding="utf-8")
        for source in Source.objects.filter(locale__language_code="es")
    }


def test_sources_are_the_very_files_that_were_read() -> None:
    documents()
    for source in Source.objects.filter(locale__language_code="es"):
        assert hashlib.sha256((DOCUMENTS / source.file_name).read_bytes()).hexdigest() == source.sha256


@pytest.mark.parametrize("model", [*models_of(Figure), Milestone], ids=lambda model: model.__name__)
def test_what_is_said_to_be_printed_is_printed(model: type[Figure]) -> None:
    texts = {code: normal(text) for code, text in documents().items()}

    for row in model._default_manager.exclude(printed="").select_related("source"):
        found = re.search(rf"(?<![\w.,]){re.escape(row.printed)}(?![\w])", texts[row.source.code])
        assert found or f"USD{row.printed}" in texts[row.source.code], f"{row}: {row.printed}"


def test_labels_of_printed_shares_are_printed() -> None:
    texts = {code: normal(text) for code, text in documents().items()}

    for row in ReportedShare.objects.exclude(label="").select_related("source"):
        assert row.label in texts[row.source.code]


def test_no_sentence_is_copied_from_the_documents() -> None:
    texts = " ".join(normal(text).lower() for text in documents().values())

    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for column in ("text_es", "note_es", "description_es"):
                    words = row.get(column, "").lower().split()
                    for start in range(len(words) - 11):
                        assert " ".join(words[start : start + 12]) not in texts, f"{path.name}: {row[column]}"
