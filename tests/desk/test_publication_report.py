"""The admin says how publication fares, and lets those who may have a page built again."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.users.models import UserProfile

from desk.publication import a_few, span, trigger_in_words
from desk.services import roles
from publication.models import Change, LivePointer, Run, ScopeState
from publication.services.builder import build_due
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """A programme whose pages wait for their first release."""
    return factories.programme_with_pages("TEST-1")


@pytest.fixture
def quarantined(site):
    """A scope of that programme that was set aside."""
    scope = "finances:TEST-1"
    error = 'Traceback (most recent call last):\n  File "x"\nKeyError: budget'
    ScopeState.objects.create(scope=scope, attempts=5, quarantined_at=timezone.now(), error=error)
    return scope


def report(client):
    """The report's text."""
    response = client.get(reverse("desk:publication"))
    assert response.status_code == 200
    return response.content.decode()


def choose_language(client, language):
    """Sets the language in which the signed-in user reads the admin."""
    profile = UserProfile.get_for_user(get_user(client))
    profile.preferred_language = language
    profile.save()


def test_an_empty_site_says_what_to_do(signed_in):
    LivePointer.objects.all().delete()

    client = signed_in(roles.operators())
    choose_language(client, "en")

    page = report(client)

    assert "No programme has a published page yet" in page
    assert "The builder has not run yet" in page


def test_every_page_of_a_programme_is_listed_with_its_age(signed_in, site):
    page = report(signed_in(roles.data_officers()))

    assert page.count("TEST-1") >= 3
    assert str(site.finances._meta.verbose_name).capitalize() in page


def test_trouble_comes_first_with_its_reason(signed_in, quarantined):
    page = report(signed_in(roles.data_officers()))

    rows = page.split("<tbody>")[1].split("</tr>")
    assert "KeyError: budget" in rows[0]
    assert "Traceback" not in page


def test_a_data_officer_has_a_page_built_again(signed_in, quarantined):
    client = signed_in(roles.data_officers())
    Change.objects.all().delete()

    response = client.post(reverse("desk:publication_retry"), {"scope": quarantined}, follow=True)

    assert not ScopeState.objects.filter(scope=quarantined).exists()
    assert Change.objects.filter(scope=quarantined).exists()
    assert "TEST-1" in str(next(iter(response.context["messages"])))


def test_the_button_leads_back_to_where_it_was_pressed(signed_in, quarantined):
    client = signed_in(roles.operators())
    home = reverse("wagtailadmin_home")

    response = client.post(reverse("desk:publication_retry"), {"scope": quarantined, "next": home})

    assert response.url == home


def test_the_button_never_leads_elsewhere(signed_in, quarantined):
    client = signed_in(roles.operators())

    response = client.post(
        reverse("desk:publication_retry"), {"scope": quarantined, "next": "https://example.com/elsewhere"}
    )

    assert response.url == reverse("desk:publication")


def test_a_scope_that_does_not_exist_is_not_marked(signed_in, site):
    client = signed_in(roles.operators())
    Change.objects.all().delete()

    client.post(reverse("desk:publication_retry"), {"scope": "finances:NOWHERE"})

    assert not Change.objects.exists()


@pytest.mark.parametrize("role", [roles.communicators(), roles.translators()], ids=lambda role: role.name)
def test_others_see_the_trouble_and_no_button(signed_in, quarantined, role):
    client = signed_in(role)

    assert "KeyError: budget" in report(client)
    assert reverse("desk:publication_retry") not in report(client)
    client.post(reverse("desk:publication_retry"), {"scope": quarantined})
    assert ScopeState.objects.filter(scope=quarantined).exists()


def test_following_a_link_retries_nothing(signed_in, quarantined):
    response = signed_in(roles.operators()).get(reverse("desk:publication_retry"), {"scope": quarantined})

    assert response.status_code == 405
    assert ScopeState.objects.filter(scope=quarantined).exists()


def test_somebody_without_the_right_to_see_it_is_sent_away(signed_in, client, django_user_model):
    user = django_user_model.objects.create_user("nobody")
    client.force_login(user)

    assert client.get(reverse("desk:publication")).status_code == 302


def test_the_home_page_shows_the_trouble_and_the_last_runs(signed_in, quarantined):
    Run.objects.create(trigger="sweep", scopes=quarantined, result=Run.Result.FAILED, seconds=1.25, error="no")

    page = signed_in(roles.data_officers()).get(reverse("wagtailadmin_home")).content.decode()

    assert "KeyError: budget" in page
    assert "1.2 s" in page
    assert reverse("desk:publication_retry") in page


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.django_db(transaction=True)
def test_after_a_release_all_is_up_to_date_in_the_readers_own_language(signed_in, site, language):
    build_due("test")
    client = signed_in(roles.data_officers())
    choose_language(client, language)

    with translation.override(language):
        words = gettext("Everything is up to date")

    assert words in report(client)
    assert words in client.get(reverse("wagtailadmin_home")).content.decode()


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=10_000)))
def test_a_span_is_told_in_one_unit(length):
    number, unit = span(length).split()

    assert unit in ("s", "min", "h", "d")
    assert int(number) * {"s": 1, "min": 60, "h": 3600, "d": 86400}[unit] <= length.total_seconds()


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        ("sweep", "change found by the sweep"),
        ("hint: transparency_statementline", "change announced: statement lines"),
        ("sweep: retry", "change found by the sweep: somebody pressed “Try again”"),
        ("command: something new", "command: something new"),
        (f"demo: transparency_balance, {'x' * 200}"[:200], "demo: pending balances"),
    ],
)
def test_a_trigger_is_told_in_words(trigger, words):
    with translation.override("en"):
        assert trigger_in_words(trigger) == words


def test_more_than_a_few_names_are_counted():
    with translation.override("en"):
        assert a_few(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
