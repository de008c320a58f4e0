"""Who changes a figure says why: officers see what waits for a reason, and one reason covers many figures."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.factories import ProgrammeFactory
from tests.transparency.admin_pages import address
from tests.transparency.changes.releases import CODE, figure, index, publish_figures
from tests.transparency.changes.test_recording import give_reason
from transparency.changes.recording import record_changes
from transparency.models import ChangeReason, Programme
from transparency.selectors.changes import history_of

pytestmark = pytest.mark.django_db

KEYS = ["costs~a~doc", "costs~b~doc", "costs~c~doc"]
LIST = "record_changes"


@pytest.fixture
def programme() -> Programme:
    """A programme of which release 2 changed three figures, and release 3 the name of one."""
    made: Programme = ProgrammeFactory(code=CODE)
    publish_figures(index(*(figure(key, "1") for key in KEYS)))
    publish_figures(index(*(figure(key, "2") for key in KEYS)))
    publish_figures(index(figure(KEYS[0], "2", labels={"es": "Nuevo nombre"}), *(figure(key, "2") for key in KEYS[1:])))
    record_changes()
    return made


def waiting(officer: Client) -> dict[int, list[str]]:
    """Release → the figures that the list says wait for a reason."""
    response = officer.get(reverse(LIST))
    assert response.status_code == 200
    [(_programme, releases)] = response.context["groups"]
    return {one.comparison.release_id: [change.key for change in one.changes] for one in releases}


def test_what_changed_without_a_reason_is_listed_and_names_alone_need_none(
    officer: Client, programme: Programme
) -> None:
    assert waiting(officer) == {2: KEYS}


def test_one_reason_covers_the_figures_that_were_chosen(officer: Client, programme: Programme) -> None:
    asked = urlencode({"programme": CODE, "release": 2, "figure": KEYS[:2]}, doseq=True)
    form = officer.get(f"{address(ChangeReason, 'add')}?{asked}").context["form"]
    given = {name: form[name].value() for name in ("programme", "release", "figures", "given_on")}

    sent = officer.post(
        address(ChangeReason, "add"), {**given, "text": "Se leyó mal el cuadro.", "given_by": "Secretaría"}
    )

    assert sent.status_code == 302
    assert waiting(officer) == {2: KEYS[2:]}
    reasons = [change.reason.text if change.reason else "" for change in history_of(CODE, KEYS[0], "es")]
    assert reasons == ["", "Se leyó mal el cuadro.", ""]


def test_one_for_the_whole_release_leaves_nothing_to_explain(officer: Client, programme: Programme) -> None:
    give_reason(programme, 2, "Llegó el informe final.")

    assert waiting(officer) == {}
    assert "Every change of a published figure has a reason" in _english(officer)


def _english(officer: Client) -> str:
    profile = UserProfile.get_for_user(get_user_model().objects.get())
    profile.preferred_language = "en"
    profile.save()
    return str(officer.get(reverse(LIST)).content.decode())


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"release": None}, "release"),
        ({"release": 9}, "release"),
        ({"release": 2, "figures": "costs~a~doc\nnothing"}, "figures"),
    ],
)
def test_a_reason_for_what_did_not_change_is_refused(
    programme: Programme, facts: dict[str, object], field: str
) -> None:
    reason = give_reason(programme, 2, "Razón")
    for name, value in facts.items():
        setattr(reason, name, value)

    with pytest.raises(ValidationError) as refused:
        reason.full_clean()

    assert list(refused.value.message_dict) == [field]


def test_a_reason_given_before_the_release_waits_for_it(programme: Programme) -> None:
    reason = give_reason(programme, None, "Vendrá en la próxima.", KEYS[0])
    reason.full_clean()
    publish_figures(index(*(figure(key, "3") for key in KEYS)))
    record_changes()

    reason.refresh_from_db()
    assert (reason.release, reason.waits_after) == (4, None)


def test_who_does_not_keep_the_record_sees_no_list(client: Client, programme: Programme) -> None:
    client.force_login(get_user_model().objects.create_user("lector", is_staff=True))

    assert client.get(reverse(LIST)).status_code in {302, 403}


@pytest.mark.parametrize("asked", ["release=x&figure=", "programme=nothing&release=99999999999", ""])
def test_the_form_opens_whatever_the_address_says(officer: Client, programme: Programme, asked: str) -> None:
    assert officer.get(f"{address(ChangeReason, 'add')}?{asked}").status_code == 200
