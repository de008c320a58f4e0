"""How publication fares, as the admin shows it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publication.models import Change, ScopeState
from publication.selectors import State, last_runs, live_release, scope_states

pytestmark = pytest.mark.django_db(transaction=True)


def states() -> dict[str, State]:
    return {status.scope: status.state for status in scope_states()}


def test_before_the_first_release_every_scope_waits(small_site):
    assert states() == {"alpha:P1": State.WAITING, "beta:P1": State.WAITING}
    assert live_release() is None
    assert all(status.live_release is None for status in scope_states())


def test_after_it_every_scope_is_in_order(small_site, publish):
    publish()

    assert states() == {"alpha:P1": State.LIVE, "beta:P1": State.LIVE}
    assert [status.live_release for status in scope_states()] == [1, 1]
    assert all(status.oldest_mark_age is None for status in scope_states())


def test_a_mark_for_everything_shows_on_every_scope_with_its_age(small_site, publish):
    publish()
    Change.objects.create(scope="*", origin="menu", created_at=timezone.now() - timedelta(minutes=3))

    for status in scope_states():
        assert status.state == State.WAITING
        assert timedelta(minutes=3) <= (status.oldest_mark_age or timedelta()) < timedelta(minutes=4)


def test_a_mark_from_the_future_has_no_negative_age(small_site, publish):
    publish()
    Change.objects.create(scope="alpha:P1", origin="x", created_at=timezone.now() + timedelta(hours=2))

    assert scope_states()[0].oldest_mark_age == timedelta()


def test_failed_scopes_show_their_error_and_attempts(small_site, publish):
    def poison(subject, language):
        raise ValueError("poison")

    publish()
    small_site.alpha.in_render = poison
    small_site.change("P1", "Envenenada")
    publish()
    assert states() == {"alpha:P1": State.RETRYING, "beta:P1": State.LIVE}
    [failing, _] = scope_states()
    assert failing.attempts == 1
    assert "poison" in failing.error

    for _ in range(4):
        ScopeState.objects.update(not_before=None)
        publish()
    assert states()["alpha:P1"] == State.QUARANTINED


def test_a_scope_that_is_live_but_exists_no_more_is_shown_until_it_is_withdrawn(small_site, publish):
    publish()
    small_site.alpha.subjects = list

    assert states().keys() == {"alpha:P1", "beta:P1"}


def test_the_last_runs_come_newest_first(small_site, publish):
    publish()
    small_site.change("P1", "Otra")
    publish()

    assert [run.release for run in last_runs()] == [2, 1]
    assert len(last_runs(1)) == 1
