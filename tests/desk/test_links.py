"""Where the links of pages lead is tried by the worker and told to writers."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from content.checks import check_page
from content.models import StudyPage
from desk import tasks
from desk.models import CheckedLink, LinkCheck
from desk.services import links, roles
from desk.services.fetching import NO_SUCH_NAME, Answer, Refused, Unreachable
from tests.desk.pages import draft_study

pytestmark = pytest.mark.django_db

State = CheckedLink.State
FOUND = {
    "https://example.org/good": Answer(200, ""),
    "https://example.org/gone": Answer(404, ""),
    "https://example.org/closed": Answer(403, ""),
    "http://10.0.0.1/": Refused("network"),
    "https://nowhere.example/": Unreachable(NO_SUCH_NAME),
    "https://slow.example/": Unreachable("TimeoutError"),
}


@pytest.fixture(autouse=True)
def internet(monkeypatch) -> list[str]:
    """The answers above instead of the internet's; what was asked."""
    asked = []

    def ask(url, allowed):
        asked.append(url)
        answer = FOUND[url]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(links, "ask", ask)
    return asked


def live_study(*urls: str) -> StudyPage:
    page = draft_study()
    page.body = [("text", "".join(f'<p><a href="{url}">Informe {url[-5:-1]}</a></p>' for url in urls))]
    page.save_revision().publish()
    return page


def states(page: StudyPage) -> dict[str, str]:
    return dict(CheckedLink.objects.filter(check_of_page__page=page).values_list("url", "state"))


def test_every_link_of_a_page_is_tried_once_and_remembered(internet):
    page = live_study(*FOUND, "https://example.org/good")

    tasks.check_links(page.pk)

    assert sorted(internet) == sorted(FOUND)
    assert states(page) == {
        "https://example.org/good": State.GOOD,
        "https://example.org/gone": State.BROKEN,
        "https://example.org/closed": State.UNCLEAR,
        "http://10.0.0.1/": State.REFUSED,
        "https://nowhere.example/": State.BROKEN,
        "https://slow.example/": State.UNCLEAR,
    }


def test_trying_again_forgets_what_the_page_no_longer_links_to():
    page = live_study("https://example.org/gone")
    links.page_links_check(page.pk)
    page.body = []
    page.save_revision().publish()

    links.page_links_check(page.pk)

    assert states(page) == {}


def test_the_links_of_a_draft_are_not_tried(internet):
    page = draft_study()

    tasks.check_links(page.pk)
    tasks.check_links(99_999)

    assert not internet


def test_writers_are_told_on_the_page_until_the_link_is_gone():
    page = live_study("https://example.org/gone")
    links.page_links_check(page.pk)
    assert any("https://example.org/gone" in str(one.sentence) for one in check_page(page))

    page.body = []

    assert not any("https://example.org/gone" in str(one.sentence) for one in check_page(page))


def test_pages_take_turns():
    page = live_study("https://example.org/good")
    assert page.pk in links.pages_due()

    links.page_links_check(page.pk)
    assert page.pk not in links.pages_due()

    page.save_revision().publish()
    assert page.pk in links.pages_due()

    links.page_links_check(page.pk)
    LinkCheck.objects.update(checked_at=timezone.now() - datetime.timedelta(days=8))
    assert page.pk in links.pages_due(limit=50)


def test_a_turn_sends_one_message_a_page(monkeypatch):
    page = live_study("https://example.org/good")
    sent = []
    monkeypatch.setattr(tasks.check_links, "apply_async", lambda args, **options: sent.append(args))

    tasks.check_links_due()

    assert (page.pk,) in sent


@pytest.mark.parametrize("role", [roles.communicators(), roles.editors_in_chief()], ids=lambda role: role.name)
def test_the_report_lists_what_leads_nowhere(signed_in, role):
    page = live_study("https://example.org/gone", "https://example.org/good")
    links.page_links_check(page.pk)

    text = signed_in(role).get(reverse("desk_links:links")).content.decode()

    assert "https://example.org/gone" in text
    assert "https://example.org/good" not in text


def test_the_report_is_not_for_data_officers(signed_in):
    assert signed_in(roles.data_officers()).get(reverse("desk_links:links")).status_code == 302


def test_the_report_can_be_downloaded(signed_in):
    page = live_study("https://example.org/gone")
    links.page_links_check(page.pk)
    client = signed_in(roles.editors_in_chief())

    response = client.get(reverse("desk_links:links"), {"export": "csv"})

    assert "https://example.org/gone" in b"".join(response.streaming_content).decode()
