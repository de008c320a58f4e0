"""What came of a recommendation, as officers enter it: the figures that it names are on record."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests import factories
from tests.factories.languages import spanish
from tests.transparency.admin_pages import address, errors
from transparency.checks.keys import KEYS
from transparency.models import Effect, Evaluation, KeyAction, ManagementResponse, Programme, Recommendation, Source
from transparency.selectors.record import read_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> factories.ProgrammeSite:
    return factories.programme_with_pages(semesters=1)


def recommendation(programme: Programme, source: Source, number: int = 1) -> Recommendation:
    """A recommendation that was answered, with one key action."""
    cited = {"programme": programme, "source": source, "section": "1", "locale": spanish()}
    evaluation = Evaluation.objects.filter(programme=programme).first() or Evaluation.objects.create(
        code="mid", name="Evaluación", kind=Evaluation.Kind.MID_TERM, **cited
    )
    response = ManagementResponse.objects.create(code=f"a{number}", evaluation=evaluation, **cited)
    KeyAction.objects.create(code=f"k{number}", text="Hacer.", response=response, number=1, **cited)
    return Recommendation.objects.create(
        code=f"r{number}", text="Cambiar.", evaluation=evaluation, number=number, response=response, **cited
    )


def filled(of: Recommendation, **more: object) -> dict[str, object]:
    """The form of an effect as an officer fills it in."""
    given = {"programme": of.programme_id, "recommendation": of.pk, "key_action": "", "code": "e1", "number": 1}
    return {**given, "text": "Cambió.", "basis": "told", "source": of.source_id, "section": "1", "page": "", **more}


def test_a_figure_on_record_is_accepted_and_any_other_refused(officer: Client, site: factories.ProgrammeSite) -> None:
    of = recommendation(site.programme, site.source)
    known = KEYS["lines"](read_record(site.programme)["lines"][0])

    refused = officer.post(address(Effect, "add"), filled(of, before="", after="lines/nowhere"))
    assert "after" in errors(refused)
    assert not Effect.objects.exists()

    sent = officer.post(address(Effect, "add"), filled(of, before="", after=known))
    assert sent.status_code == 302, errors(sent)
    assert Effect.objects.get().after == known


def test_an_action_leads_to_effects_of_its_own_recommendation_only(site: factories.ProgrammeSite) -> None:
    one, other = (recommendation(site.programme, site.source, number) for number in (1, 2))
    effect = Effect(
        **{"programme": site.programme, "source": site.source, "section": "1", "locale": spanish()},
        **{"code": "e1", "text": "Cambió.", "basis": "told", "number": 1, "recommendation": one},
        key_action=KeyAction.objects.get(code="k2"),
    )

    with pytest.raises(ValidationError, match="key_action"):
        effect.full_clean()
    effect.recommendation = other
    effect.full_clean()
