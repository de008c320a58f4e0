"""From marks to a live release."""

import gc
from collections import Counter
from contextlib import contextmanager

import pytest

from publication.bundling import Here
from publication.manifest import Manifest
from publication.memory import RARELY
from publication.models import Change, Release, Run, ScopeState
from publication.registry import registry
from publication.services import builder, releases, scopes
from publication.services.releases import live_release, store
from tests.publication.conftest import live_digest, live_manifest
from tests.publication.fresh_build import differences_from_fresh_build
from transparency.models import Note, StatementLine

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_first_build_publishes_every_scope_in_every_language(small_site, publish):
    [run] = publish()

    assert run.result == Run.Result.PUBLISHED
    assert run.release == 1
    assert live_manifest().scopes.keys() == {"alpha:P1", "beta:P1"}
    assert live_manifest().scopes["alpha:P1"].pages == {"es": "/es/alpha/p1/", "en": "/en/alpha/p1/"}
    assert not Change.objects.exists()
    assert differences_from_fresh_build() == []


def test_live_equals_a_fresh_build_of_the_real_pages(programme_site, publish):
    publish()
    StatementLine.objects.filter(measure="disbursed").update(amount=123)
    programme_site.organisations[0].name = "Otra agencia"
    programme_site.organisations[0].save()
    publish()

    assert {scope: entry.release for scope, entry in live_manifest().scopes.items()} == {
        "finances:MDGF-2081": 2,
        "overview:MDGF-2081": 2,
        "results:MDGF-2081": 1,
    }
    assert differences_from_fresh_build() == []


def test_only_scopes_whose_inputs_changed_are_rendered(small_site, publish):
    small_site.add("P2")
    publish()
    before = live_manifest().scopes
    small_site.alpha.renders.clear()

    small_site.change("P2", "Segunda nota")
    publish()

    assert sorted(small_site.alpha.renders) == [("P2", "en"), ("P2", "es")]
    after = live_manifest().scopes
    assert after["alpha:P1"] == before["alpha:P1"]
    assert after["alpha:P2"].release == 2


def test_a_burst_of_ten_thousand_rows_gives_one_render_per_page_and_language(small_site, publish):
    publish()
    note = Note.objects.get()
    rows = [
        Note(programme=note.programme, locale=note.locale, code=f"row-{number}", text="uno") for number in range(10_000)
    ]
    small_site.alpha.renders.clear()

    Note.objects.bulk_create(rows)
    Note.objects.filter(code__startswith="row-").update(text="dos")
    publish()

    assert Counter(small_site.alpha.renders) == {("P1", "es"): 1, ("P1", "en"): 1}
    assert not Change.objects.exists()
    assert differences_from_fresh_build() == []


def test_changes_while_a_build_renders_are_published_by_the_next(small_site, publish):
    publish()

    def change_meanwhile(subject, language):
        small_site.alpha.in_render = lambda subject, language: None
        small_site.change("P1", "Mientras tanto")

    small_site.alpha.in_render = change_meanwhile
    small_site.change("P1", "Antes")
    runs = publish()

    assert [run.result for run in runs] == [Run.Result.PUBLISHED, Run.Result.PUBLISHED]
    assert not Change.objects.exists()
    assert differences_from_fresh_build() == []


def test_building_without_changes_does_nothing(small_site, publish):
    publish()
    before = (live_release(), Run.objects.count(), sorted(store().root.rglob("*")))

    for _ in range(3):
        assert publish() == []

    assert (live_release(), Run.objects.count(), sorted(store().root.rglob("*"))) == before


def test_a_mark_that_changes_no_input_gives_no_release_and_no_render(small_site, publish):
    publish()
    small_site.alpha.renders.clear()

    scopes.mark(["*"], "someone asked")
    [run] = publish()

    assert run.result == Run.Result.UNCHANGED
    assert live_manifest().number == 1
    assert small_site.alpha.renders == []
    assert not Change.objects.exists()


def test_a_page_that_is_no_longer_public_is_withdrawn_in_every_language(small_site, publish):
    small_site.add("P2")
    publish()

    Note.objects.filter(programme__code="P1").delete()
    publish()

    assert live_manifest().scopes.keys() == {"alpha:P2", "beta:P2"}
    assert not (store().current / "es/alpha/p1").exists()
    assert differences_from_fresh_build() == []


def test_scopes_of_a_view_that_is_gone_are_withdrawn(small_site, publish, monkeypatch):
    publish()
    monkeypatch.setattr(registry, "views", {"alpha": small_site.alpha})

    scopes.mark(["*"], "deployment")
    publish()

    assert live_manifest().scopes.keys() == {"alpha:P1"}


def test_a_language_that_comes_or_goes_comes_or_goes_with_its_page(small_site, publish):
    small_site.alpha.languages = ("es",)
    publish()
    assert live_manifest().scopes["alpha:P1"].pages == {"es": "/es/alpha/p1/"}

    small_site.alpha.languages = ("es", "en")
    small_site.change("P1", "Con traducción")
    publish()

    assert live_manifest().scopes["alpha:P1"].pages.keys() == {"es", "en"}
    assert differences_from_fresh_build() == []


def test_a_builder_finds_its_turn_taken_and_leaves_the_marks_to_the_other(small_site, publish, monkeypatch):
    @contextmanager
    def taken():
        yield False

    monkeypatch.setattr(builder, "turn", taken)

    assert publish() == []
    assert Change.objects.exists()


def test_an_overtaken_build_publishes_nothing_and_blames_no_scope(small_site, publish, monkeypatch):
    publish()
    small_site.change("P1", "Uno")
    claimed = builder.claim_and_read

    def overtaken_after_claim(batch):
        claim = claimed(batch)
        monkeypatch.setattr(builder, "claim_and_read", claimed)
        builder.build(list(batch), "the other builder", Here(store().root))
        return claim

    monkeypatch.setattr(builder, "claim_and_read", overtaken_after_claim)
    runs = publish()

    assert [run.result for run in runs] == [Run.Result.OVERTAKEN]
    assert live_manifest().number == 2
    assert Release.objects.count() == 2
    assert not scopes.suspects()
    assert differences_from_fresh_build() == []


def test_a_release_says_what_set_it_off(small_site, publish):
    [run] = publish()

    assert run.trigger == "sweep: transparency_note, transparency_programme"
    assert Release.objects.get().trigger == run.trigger


def test_a_failure_to_move_the_link_after_publishing_blames_no_scope(small_site, publish, monkeypatch):
    publish()
    small_site.change("P1", "Uno")
    monkeypatch.setattr(type(store()), "point_current", _disk_full)

    [run] = publish()

    assert run.result == Run.Result.PUBLISHED
    assert not scopes.suspects()
    monkeypatch.undo()
    releases.reconcile()
    assert store().current_target() == (2, live_digest()[:12])


def test_files_that_are_not_as_rendered_are_not_published(small_site, publish, monkeypatch):
    publish()
    small_site.change("P1", "Uno")
    monkeypatch.setattr("publication.store._brotlied", lambda parts: iter(()))

    [run] = publish()

    assert run.result == Run.Result.FAILED
    assert ".br" in run.error
    assert live_manifest().number == 1


def _disk_full(*args):
    raise OSError(28, "No space left on device")


def test_a_manifest_reads_back_as_it_was_written(small_site, publish):
    publish()

    text = Release.objects.get().manifest

    assert Manifest.parse(text).text() == text


def test_changes_that_never_cease_do_not_keep_a_builder_for_ever(small_site, publish, settings):
    settings.PUBLICATION = {**settings.PUBLICATION, "PATIENCE_SECONDS": 0.2}
    publish()
    small_site.alpha.in_render = lambda subject, language: small_site.change("P1", f"{len(small_site.alpha.renders)}")
    small_site.change("P1", "Otra")

    publish()

    assert Change.objects.exists(), "what came last is left for the next sweep"
    small_site.alpha.in_render = lambda subject, language: None
    publish()
    assert differences_from_fresh_build() == []


def test_a_build_that_comes_too_late_blames_no_scope(small_site, publish, monkeypatch):
    """Its database session was lost, another builder published meanwhile, and now it fails."""
    publish()
    small_site.change("P1", "Otra")
    scopes.expand_patterns()

    def lost(*args):
        monkeypatch.undo()
        monkeypatch.setattr(registry, "views", {"alpha": small_site.alpha, "beta": small_site.beta})
        builder.build(["alpha:P1", "beta:P1"], "the other builder", Here(store().root))
        raise RuntimeError("the connection is closed")

    monkeypatch.setattr(builder, "render_changed", lost)
    builder.build(["alpha:P1", "beta:P1"], "the late builder", Here(store().root))

    assert not ScopeState.objects.exists()
    assert live_manifest().number == 2


def test_python_looks_for_cycles_as_before_once_a_build_is_over_or_failed(small_site, publish):
    usual, meanwhile = gc.get_threshold(), []

    def fail(subject: str, language: str) -> None:
        meanwhile.append(gc.get_threshold())
        raise ValueError(subject)

    small_site.alpha.in_render = fail
    publish()

    assert set(meanwhile) == {RARELY}
    assert gc.get_threshold() == usual
