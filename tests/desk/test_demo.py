"""The demo command: a whole site from the programme's files, and a second run that overwrites nothing."""

import io
import re

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation

from content.models import HomePage
from desk.services import demo, roles
from publication.models import Change
from publication.selectors import live_release
from tests import factories
from transparency.models import Instalment, Programme

ADDRESSES = [
    "/es/",
    "/en/",
    "/es/transparencia/",
    "/en/transparency/",
    "/es/transparencia/finanzas/",
    "/en/transparency/finances/",
    "/es/transparencia/resultados/",
    "/en/transparency/results/",
]


def load() -> str:
    """Runs the command and returns what it printed."""
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def passwords(printed: str) -> dict[str, str]:
    """The accounts that the command printed."""
    return dict(re.findall(r"^  (\w+) +([\w-]{16}) +\S", printed, flags=re.MULTILINE))


def live_number() -> int | None:
    """The number of the release that readers see."""
    live = live_release()
    return live.number if live else None


@pytest.mark.django_db(transaction=True)
def test_the_demo_is_a_whole_site_and_a_second_run_keeps_what_people_changed(publication_root):
    printed = load()

    # Every page answers in its own language, and the released ones are on disk.
    for address in ADDRESSES:
        response = Client().get(address)
        assert response.status_code == 200, address
        assert f'lang="{address[1:3]}"' in b"".join(response).decode()
    current = publication_root / "releases" / "current"
    assert (current / "es/transparencia/finanzas/_/index.html").is_file()
    assert (current / "en/transparency/results/_/index.html").is_file()
    assert not Change.objects.exists()

    # Translations are translators' own work; nothing of Wagtail's welcome is left.
    home = HomePage.objects.get(locale__language_code="es")
    assert Translation.objects.filter(source__object_id=home.translation_key, enabled=True).exists()
    assert set(Page.objects.filter(depth=2).values_list("slug", flat=True)) == {"inicio", "home"}

    # Everybody can sign in with the password that was printed.
    accounts = passwords(printed)
    assert set(accounts) == set(demo.PEOPLE)
    for username, password in accounts.items():
        user = get_user_model().objects.get(username=username)
        assert user.check_password(password)
        assert user.email == f"{username}@example.org"
        assert user.groups.get().name == demo.PEOPLE[username]().name

    # People work with it.
    Instalment.objects.filter(number=1).update(printed="1")
    home.title = "Nuestro programa"
    home.save_revision().publish()
    get_user_model().objects.filter(username="datos").update(first_name="Rosa")
    rows = Programme.objects.count(), Page.objects.count(), get_user_model().objects.count()

    again = load()

    assert Instalment.objects.get(number=1).printed == "1"
    assert HomePage.objects.get(pk=home.pk).title == "Nuestro programa"
    assert get_user_model().objects.get(username="datos").first_name == "Rosa"
    assert (Programme.objects.count(), Page.objects.count(), get_user_model().objects.count()) == rows
    assert passwords(again) == {}
    assert "changepassword" in again
    assert get_user_model().objects.get(username="datos").check_password(accounts["datos"])

    # The new title of the programme's home page is live, and a third run has nothing left to publish.
    number = live_number()
    load()
    assert live_number() == number


@pytest.mark.django_db
def test_a_directory_without_a_record_is_named(tmp_path):
    with pytest.raises(CommandError, match=str(tmp_path)):
        call_command("load_demo", str(tmp_path))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "hostname", "port"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1", 8000),
        ("http://[::1]:8000", "::1", 8000),
        ("https://quipu.example.org", "quipu.example.org", 443),
        ("http://quipu.example.org", "quipu.example.org", 80),
    ],
)
def test_the_site_has_the_address_that_readers_use(settings, url, hostname, port):
    settings.PUBLIC_URL = url
    home = factories.home_page()

    site = demo.site_set(home)

    assert (site.hostname, site.port, site.root_page_id) == (hostname, port, home.pk)
    assert Site.objects.count() == 1


@pytest.mark.django_db
def test_a_root_page_that_an_operator_chose_stays(settings):
    home = factories.home_page()
    other = home.copy_for_translation(Locale.objects.create(language_code="qu"))
    Site.objects.update(root_page=other)

    assert demo.site_set(home).root_page_id == other.pk


@pytest.mark.django_db
def test_an_account_that_is_there_keeps_its_password_and_groups(django_user_model):
    roles.roles_create()
    there = django_user_model.objects.create_user("datos", password="chosen-by-rosa")

    people = {person.username: person for person in demo.people_create()}

    there.refresh_from_db()
    assert people["datos"].password is None
    assert there.check_password("chosen-by-rosa")
    assert not there.groups.exists()
    assert all(people[name].password for name in demo.PEOPLE if name != "datos")
