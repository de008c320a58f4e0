"""What readers saw of a figure on a day."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from publication.models import LivePointer, Release
from tests.transparency.changes.releases import CODE, figure, index, publish_figures
from tests.transparency.figures.site import figure_url, text_at
from transparency.changes.recording import record_changes
from transparency.figures.reading import figures_of
from transparency.figures.sight import Problem, Unknown, look
from transparency.selectors.changes import history_of

MARCH = [datetime.date(2026, 3, day) for day in range(1, 32)]


@pytest.fixture
def past(site):
    """A figure of 40,000 on 1 March, 41,000 on the 10th, missing on the 20th."""
    releases = [site.publish(), site.change("41000"), site.change("42000")]
    for release, day in zip(releases, (MARCH[0], MARCH[9], MARCH[19]), strict=True):
        site.dated(release, day)
    return site


# Three releases are dear: what only asks about them asks everything in one test.
DAYS = {"2026-03-01": "40,000", "2026-03-09": "40,000", "2026-03-10": "41,000", "2026-03-20": "42,000"}
NO_DAYS = [
    ("yesterday", 400, "“yesterday” is not a date"),
    ("2026-02-30", 400, "“2026-02-30” is not a date"),
    ("9999-12-31", 400, "has not come yet"),
    ("2026-02-28", 404, "Its first release is of 1 March 2026"),
    ("0001-01-01", 404, "had not published anything yet"),
]
NO_RELEASES = ["99", "one", "0", "-1", "9" * 40, "<script>alert(1)</script>"]


def test_a_day_shows_what_was_live_when_it_ended(past, client):
    for day, value in DAYS.items():
        text = text_at(client, f"{figure_url('en')}?as-of={day}")
        assert f"US$ {value} As printed" in text or f"US$ {value}" in text.split("Where it was read")[0]
        told = client.get(f"{figure_url('en')}figure.json?as-of={day}").json()
        assert (told["as_of"], f"{told['figure']['value']:,}") == (day, value)
        assert f"as-of={day}" in client.get(f"{figure_url('en')}?as-of={day}").content.decode()


def test_the_day_is_that_of_the_site_and_not_of_greenwich(past, client):
    latest = Release.objects.get(published_at=Release.objects.latest("number").published_at)
    past.dated(latest, MARCH[19], hour=23)  # in Lima; at Greenwich it is the 21st

    assert "US$ 42,000" in text_at(client, f"{figure_url('en')}?as-of=2026-03-20").split("Where it was read")[0]


def test_a_day_that_shows_nothing_says_why_and_asks_for_another(past, client):
    for asked, status, sentence in NO_DAYS:
        text = text_at(client, f"{figure_url('en')}?as-of={asked}", status)

        assert sentence in text
        assert "Where it was read" not in text
        assert 'type="date"' in client.get(f"{figure_url('en')}?as-of={asked}").content.decode()
        answer = client.get(f"{figure_url('en')}figure.json?as-of={asked}")
        assert answer.status_code == status, asked
        assert "figure" not in answer.json()
        assert answer.json()["problem"]


def test_a_figure_opened_from_an_earlier_release_is_what_that_release_said(past, client):
    page = client.get("/releases/1/en/transparency/finances/").content.decode()
    link = f"{figure_url('en')}?release=1"
    assert f'href="{link}"' in page

    text = text_at(client, link)

    assert "US$ 40,000" in text.split("as it is today")[1].split("Where it was read")[0]
    assert "You are reading this figure as release 1 of 1 March 2026 gave it." in text
    assert "Today its value is US$ 42,000." in text
    shown = client.get(link).content.decode()
    assert f'href="{figure_url("en")}"' in shown
    assert f'href="{figure_url()}?release=1"' in shown
    assert 'name="robots" content="noindex"' in shown
    told = client.get(f"{figure_url('en')}figure.json?release=1").json()
    assert (told["in_release"], told["figure"]["value"]) == (1, 40000)


def test_in_the_live_release_a_figure_is_what_it_is_today(past, client):
    text = text_at(client, f"{figure_url('en')}?release=3")

    assert "US$ 42,000" in text
    assert "superseded" not in text
    assert "Today" not in text


def test_a_figure_that_stayed_as_it_was_says_so(past, client):
    past.change("40000")

    assert "Its value is the same today." in text_at(client, f"{figure_url('en')}?release=1")


def test_a_figure_of_an_earlier_release_that_was_taken_off_says_so(past, client):
    past.line.delete()
    past.publish()

    text = text_at(client, f"{figure_url('en')}?release=2")

    assert "US$ 41,000" in text
    assert "Today it is on record no more." in text


def test_a_release_that_never_was_is_not_found(past, client):
    for asked in NO_RELEASES:
        assert "There is no release" in text_at(client, f"{figure_url('en')}?release={asked}", 404), asked
        assert "<script>alert" not in client.get(f"{figure_url('en')}?release={asked}").content.decode()
        assert client.get(f"{figure_url('en')}figure.json?release={asked}").json()["problem"] == "no-release"


def test_a_release_without_the_figure_says_so(transactional_db):
    publish_figures(index(figure("lines/a", "1")))
    publish_figures(index(figure("lines/a", "1"), figure("lines/b", "2")))
    record_changes()

    then = look(CODE, "lines/b", "", history_of(CODE, "lines/b", "es"), release="1")

    assert (then.problem, then.status) == (Problem.NOT_IN_RELEASE, 404)


def test_a_date_that_is_markup_stays_a_text(past, client):
    page = client.get(f"{figure_url()}?as-of=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page


def test_a_day_before_a_figure_was_put_on_record(transactional_db):
    publish_figures(index(figure("lines/a", "1")))
    publish_figures(index(figure("lines/a", "1"), figure("lines/b", "2")))
    record_changes()
    first, _second = Release.objects.order_by("number")
    day = timezone.localdate(first.published_at).isoformat()

    then = look(CODE, "lines/b", day, history_of(CODE, "lines/b", "es"))
    today = look(CODE, "lines/b", "", history_of(CODE, "lines/b", "es"))

    assert (then.problem, then.status) == (Problem.NOT_LISTED, 404)
    assert today.problem is None
    assert today.entry.value == 2
    assert today.removed is None


HISTORIES = st.lists(
    st.tuples(
        st.integers(0, 3),  # days since the release before
        st.dictionaries(st.sampled_from("abc"), st.one_of(st.none(), st.integers(0, 9)), max_size=3),
    ),
    min_size=1,
    max_size=5,
)


@examples(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
def test_what_is_seen_on_a_day_is_the_file_of_the_release_that_was_live_then(transactional_db, history):
    LivePointer.objects.all().delete()
    Release.objects.all().delete()
    day, releases = MARCH[0], []
    for gap, values in history:
        day += datetime.timedelta(days=gap)
        figures = [figure(f"lines/{name}", None if value is None else str(value)) for name, value in values.items()]
        release = publish_figures(index(*figures))
        moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
        Release.objects.filter(pk=release.pk).update(published_at=moment)
        releases.append((day, release))
    record_changes(rebuild=True)

    for asked in MARCH[:20]:
        live = [release for published, release in releases if published <= asked]
        for key in ("lines/a", "lines/b"):
            try:
                seen = look(CODE, key, asked.isoformat(), history_of(CODE, key, "es"))
            except Unknown:
                assert not any(key in figures_of(release, CODE) for _day, release in releases)
                continue
            told = figures_of(live[-1], CODE).get(key) if live else None
            assert (None if seen.problem else seen.entry) == told
            assert (seen.problem == Problem.BEFORE_FIRST) == (not live)
