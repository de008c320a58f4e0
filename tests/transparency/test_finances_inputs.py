"""What the finances page reads of the record: nothing that it shows may be missing from its inputs."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from publication.models import Change
from tests.factories import OrganisationFactory, ProgrammeFactory, SourceFactory
from tests.factories.languages import spanish
from transparency.models import Gate, Measure, Milestone, Participation
from transparency.views.finances import FinancesView

pytestmark = pytest.mark.django_db


def gate(**more: object) -> Gate:
    """A condition that a fund sets, not yet saved."""
    given = {"numerator": Measure.COMMITTED, "denominator": Measure.TRANSFERRED, "value": 70, "must_exceed": True}
    return Gate(source=SourceFactory(code="evaluation"), section="Process 3", **{**given, **more})


def test_the_page_reads_the_condition_who_funds_and_when_it_began():
    programme = ProgrammeFactory()
    gate(programme=programme, printed="70%").save()
    fund = OrganisationFactory(code="FUND")
    source = SourceFactory()
    for role in (Participation.Role.FUNDING, Participation.Role.PARTNER):
        Participation.objects.create(programme=programme, organisation=fund, role=role, source=source, section="I")
    for kind in (Milestone.Kind.ACTUAL_START, Milestone.Kind.ACTUAL_END):
        Milestone.objects.create(
            programme=programme, locale=spanish(), code=kind, kind=kind, name=kind, source=source, section="I",
            date=datetime.date(2009, 12, 15),
        )  # fmt: skip
    read = FinancesView().read_figures(programme)

    assert [(row["numerator"], row["denominator"], row["must_exceed"]) for row in read["gates"]] == [
        ("committed", "transferred", True)
    ]
    assert read["gates"][0]["figure"]["value"] == "70"
    assert [row["organisation"] for row in read["funders"]] == ["FUND"]
    assert [row["date"] for row in read["starts"]] == ["2009-12-15"]
    assert ("source", "evaluation") in FinancesView().references(read)


def test_a_changed_condition_marks_the_pages_of_its_programme():
    programme = ProgrammeFactory()
    row = gate(programme=programme)
    row.save()
    Change.objects.all().delete()
    Gate.objects.filter(pk=row.pk).update(value=80)

    assert programme.code in {change.scope.rpartition(":")[2] for change in Change.objects.all()}


def test_a_condition_divides_one_measure_by_another():
    programme = ProgrammeFactory()
    wrong = gate(programme=programme, denominator=Measure.COMMITTED)

    with pytest.raises(ValidationError, match=r"Elija|Choose"):
        wrong.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


def test_a_condition_without_a_number_says_why():
    with pytest.raises(IntegrityError), transaction.atomic():
        gate(programme=ProgrammeFactory(), value=None).save()
