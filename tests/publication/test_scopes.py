"""A scope that cannot be built: it waits, is set aside in the end, and holds up no other (I8)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from publication.bundling import Here
from publication.models import Change, Run, ScopeState
from publication.services import builder, scopes
from publication.services.releases import store
from publication.services.scopes import due
from tests.publication.conftest import live_manifest
from tests.publication.fresh_build import differences_from_fresh_build

pytestmark = pytest.mark.django_db(transaction=True)


def poisoned(*only: str):
    """Raise where one of these is concerned: a subject or a language; always without any."""

    def nuisance(subject, language):
        if not only or {subject, language} & set(only):
            raise ValueError("poison")

    return nuisance


def nothing(subject, language):
    """The nuisance is over."""


def ask_the_database_for_nonsense(subject, language):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nonsense FROM nowhere")


def let_the_wait_pass() -> None:
    ScopeState.objects.update(not_before=timezone.now() - timedelta(seconds=1))


POISONS = {
    "reading": ("in_read", poisoned()),
    "a query while reading": ("in_read", ask_the_database_for_nonsense),
    "rendering": ("in_render", poisoned()),
    "rendering Spanish": ("in_render", poisoned("es")),
    "rendering English": ("in_render", poisoned("en")),
}


@pytest.fixture(params=POISONS, ids=str)
def poisoned_alpha(request, small_site, publish):
    """Release 1 holds ``alpha`` and ``beta``; then P1 changes, and ``alpha`` cannot be built any more."""
    publish()
    name, poison = POISONS[request.param]
    setattr(small_site.alpha, name, poison)
    small_site.change("P1", "Envenenada")
    return small_site


def test_a_poisoned_scope_changes_in_no_language_and_the_others_go_on(poisoned_alpha, publish):
    before = live_manifest().scopes

    [run] = publish()

    after = live_manifest().scopes
    assert run.result == Run.Result.PUBLISHED
    assert run.error
    assert after["alpha:P1"] == before["alpha:P1"]
    assert after["beta:P1"].release == 2
    assert set(Change.objects.values_list("scope", flat=True)) == {"alpha:P1"}


def test_a_failed_scope_waits_longer_each_time_and_is_set_aside_after_five(small_site, publish):
    publish()
    small_site.alpha.in_render = poisoned()
    small_site.change("P1", "Envenenada")
    waits = []

    for _ in range(4):
        publish()
        not_before = ScopeState.objects.get().not_before
        assert not_before is not None
        waits.append((not_before - timezone.now()).total_seconds())
        assert publish() == []
        let_the_wait_pass()
    publish()

    assert [round(wait / 5) for wait in waits] == [1, 2, 4, 8]
    state = ScopeState.objects.get()
    assert state.quarantined_at is not None
    assert "poison" in state.error
    assert due() == {}
    assert small_site.alpha.renders.count(("P1", "es")) == 6
    assert live_manifest().scopes["alpha:P1"].release == 1


@pytest.fixture
def set_aside(small_site, publish):
    """``alpha`` of P1 was set aside."""
    publish()
    small_site.alpha.in_render = poisoned()
    small_site.change("P1", "Envenenada")
    for _ in range(5):
        publish()
        let_the_wait_pass()
    assert ScopeState.objects.get().quarantined_at is not None
    small_site.alpha.renders.clear()
    return small_site


def test_a_later_change_earns_a_scope_that_was_set_aside_one_more_attempt(set_aside, publish):
    set_aside.change("P1", "Todavía envenenada")
    for _ in range(3):
        publish()
    assert set_aside.alpha.renders == [("P1", "es")]

    set_aside.alpha.in_render = nothing
    set_aside.change("P1", "Sana")
    publish()

    assert not ScopeState.objects.exists()
    assert differences_from_fresh_build() == []


def test_a_later_change_counts_also_when_the_clock_was_set_back(set_aside, publish):
    set_aside.alpha.in_render = nothing
    set_aside.change("P1", "Sana")
    Change.objects.update(created_at=timezone.now() - timedelta(hours=2))

    publish()

    assert differences_from_fresh_build() == []


def test_a_retry_gives_a_fresh_round_of_attempts(set_aside, publish):
    set_aside.alpha.in_render = nothing

    scopes.scope_retry("alpha:P1")
    publish()

    assert not ScopeState.objects.exists()
    assert differences_from_fresh_build() == []


def test_other_scopes_are_built_before_one_that_failed(small_site, publish):
    publish()
    small_site.alpha.in_render = poisoned("P1")
    small_site.change("P1", "Envenenada")
    publish()
    let_the_wait_pass()
    small_site.add("P2")

    runs = publish()

    assert [run.scopes for run in runs] == ["alpha:P2, beta:P2", "alpha:P1"]


def test_a_scope_that_ends_its_process_each_time_is_set_aside(small_site, publish):
    publish()
    small_site.alpha.in_render = nothing
    small_site.change("P1", "Mortal")
    deadly = ["alpha:P1"]
    scopes.expand_patterns()

    # What a killed process leaves behind: the attempt is counted, and nothing else is written.
    scopes.count_attempt(deadly)
    assert "alpha:P1" in due(), "after the first time, whatever killed it is to blame"
    for _ in range(4):
        scopes.count_attempt(deadly)
        assert "alpha:P1" not in due()
        let_the_wait_pass()

    publish()
    publish()

    state = ScopeState.objects.get()
    assert state.quarantined_at is not None
    assert "without a word" in state.error
    assert live_manifest().scopes["alpha:P1"].release == 1
    assert live_manifest().scopes["beta:P1"].release == 2


def test_a_scope_whose_last_attempt_is_being_made_is_left_alone_by_others(small_site):
    scopes.expand_patterns()
    for _ in range(5):
        scopes.count_attempt(["alpha:P1"])

    assert set(due()) == {"beta:P1"}


def test_a_success_forgets_earlier_failures(small_site, publish):
    small_site.alpha.in_render = poisoned()
    publish()
    assert ScopeState.objects.get().attempts == 1
    small_site.alpha.in_render = nothing
    let_the_wait_pass()

    publish()

    assert not ScopeState.objects.exists()


def test_a_scope_without_marks_left_is_not_remembered_as_failing(small_site, publish):
    publish()

    builder.build(["alpha:P1"], "someone else was faster", Here(store().root))

    assert not ScopeState.objects.exists()


def test_a_wait_that_the_clock_made_endless_is_no_wait(small_site):
    scopes.expand_patterns()
    ScopeState.objects.create(scope="alpha:P1", attempts=1, not_before=timezone.now() + timedelta(hours=2))

    assert "alpha:P1" in due()


class TestBursts:
    @pytest.fixture(autouse=True)
    def long_bursts(self, small_site, settings):
        settings.PUBLICATION = {**settings.PUBLICATION, "QUIET_SECONDS": 20, "PATIENCE_SECONDS": 60}
        scopes.expand_patterns()

    def test_a_fresh_change_waits_for_its_burst_to_end(self):
        assert due() == {"alpha:P1": False, "beta:P1": False}

    def test_a_burst_is_over_when_nothing_came_for_a_while(self):
        Change.objects.update(created_at=timezone.now() - timedelta(seconds=21))

        assert due() == {"alpha:P1": True, "beta:P1": True}

    def test_nothing_waits_longer_than_patience_allows(self):
        Change.objects.create(scope="alpha:P1", origin="old", created_at=timezone.now() - timedelta(seconds=61))

        assert due() == {"alpha:P1": True, "beta:P1": False}

    def test_a_mark_from_the_future_does_not_wait_for_the_clock_to_reach_it(self):
        Change.objects.update(created_at=timezone.now() + timedelta(hours=2))

        assert due() == {"alpha:P1": True, "beta:P1": True}


class TestPatterns:
    def test_a_mark_that_covers_several_scopes_is_never_taken_for_one(self, small_site):
        """One that is committed after the expansion: a builder would answer it by building nothing."""
        scopes.expand_patterns()
        scopes.mark(["*", "*:P1", "alpha:*"], "import")
        Change.objects.update(created_at=timezone.now() - timedelta(minutes=1))

        assert due().keys() == {"alpha:P1", "beta:P1"}

    def test_an_import_that_commits_right_after_the_expansion_is_published(self, small_site, publish, monkeypatch):
        publish()
        expand = scopes.expand_patterns

        def import_after_expansion():
            monkeypatch.setattr(scopes, "expand_patterns", expand)
            expand()
            small_site.change("P1", "Importada")
            # Its transaction took a while, so its marks are old when they are first seen.
            Change.objects.update(created_at=timezone.now() - timedelta(minutes=1))

        monkeypatch.setattr(scopes, "expand_patterns", import_after_expansion)
        publish()
        assert Change.objects.exists()
        publish()

        assert differences_from_fresh_build() == []

    def test_a_mark_for_everything_becomes_a_mark_for_each_scope(self, small_site):
        small_site.add("P2")
        Change.objects.all().delete()
        scopes.mark(["*"], "menu")

        scopes.expand_patterns()

        marks = set(Change.objects.values_list("scope", "origin"))
        assert marks == {(scope, "menu") for scope in ("alpha:P1", "alpha:P2", "beta:P1", "beta:P2")}

    def test_a_mark_for_one_subject_becomes_a_mark_for_each_of_its_views(self, small_site):
        small_site.add("P2")
        Change.objects.all().delete()
        scopes.mark(["*:P2"], "row")

        scopes.expand_patterns()

        assert set(Change.objects.values_list("scope", flat=True)) == {"alpha:P2", "beta:P2"}

    def test_scopes_that_are_live_but_exist_no_more_are_marked_too(self, small_site, publish, monkeypatch):
        publish()
        monkeypatch.setattr(small_site.alpha, "subjects", lambda: [], raising=False)
        scopes.mark(["*"], "menu")

        scopes.expand_patterns()

        assert set(Change.objects.values_list("scope", flat=True)) == {"alpha:P1", "beta:P1"}

    def test_marks_keep_their_age(self, small_site):
        Change.objects.all().delete()
        old = timezone.now().replace(microsecond=0) - timedelta(minutes=5)
        Change.objects.create(scope="*", origin="menu", created_at=old)

        scopes.expand_patterns()

        assert set(Change.objects.values_list("created_at", flat=True)) == {old}

    def test_a_mark_that_covers_nothing_goes(self, small_site):
        Change.objects.all().delete()
        scopes.mark(["*:P9"], "row")

        scopes.expand_patterns()

        assert not Change.objects.exists()
