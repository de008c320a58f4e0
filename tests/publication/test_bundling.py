"""Bundles written in a process beside the builder's: the same on disk, and nothing counts that was not written."""

import os
import signal
from pathlib import Path

import pytest

from publication import bundling
from publication.bundling import Here, beside
from publication.content import FEW, Content, Gathering, LargeContent
from publication.manifest import Manifest, ScopeEntry
from publication.models import Run, ScopeState
from publication.services.releases import live_release, store
from publication.store import Store
from tests.publication.drawing import Drawing


def files(*names: str) -> bundling.Files:
    large = Gathering()
    for number in range(3):
        large.write(bytes([number]) * FEW)
    content = large.content()
    assert isinstance(content, LargeContent)
    shared: dict[str, Content] = {"datos.csv": content, "vacio.csv": b""}
    own = {language: {name: f"{language} {name}".encode() for name in names} for language in ("es", "en")}
    return {language: {**shared, **named} for language, named in own.items()}


def on_disk(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_process_beside_writes_the_very_same_bundles(tmp_path):
    here, there = Here(tmp_path / "here"), tmp_path / "there"
    given = {"alpha:1": files("index.html"), "beta:1": files("index.html", "más.json")}
    for scope, own in given.items():
        here.take(scope, own)
    with beside(there) as other:
        for scope, own in given.items():
            other.take(scope, own)
        assert other.finished() == here.finished()

    assert on_disk(there) == on_disk(tmp_path / "here")
    assert [Store(there).bundle_damage(made.bundle) for made in here.finished()] == [[], []]


def test_what_takes_long_to_make_is_made_where_it_is_written(tmp_path):
    with beside(tmp_path) as other:
        other.take("alpha:1", {"es": {"grafico.png": Drawing("una barra")}})
        other.take("beta:1", {"es": {"grafico.png": Drawing("")}})
        alpha, beta = other.finished()

    drawn = (Store(tmp_path).bundle_path(alpha.bundle) / "es" / "grafico.png").read_text()
    assert drawn == f"una barra {other.pid}"
    assert "nothing to draw" in beta.error


def test_what_cannot_be_handed_over_is_told_and_the_rest_is_written(tmp_path):
    with beside(tmp_path) as other:
        other.take("alpha:1", {"es": {"grafico.png": Drawing(lambda: "of this process alone")}})  # type: ignore[arg-type]
        other.take("beta:1", {"es": {"index.html": b"1"}})
        alpha, beta = other.finished()

    assert (alpha.bundle, "pickle" in alpha.error) == ("", True)
    assert (bool(beta.bundle), beta.error) == (True, "")


def test_it_may_be_given_more_than_it_has_answered(tmp_path):
    with beside(tmp_path) as other:
        for number in range(300):
            other.take(f"alpha:{number}", {"es": {"index.html": b"x" * 1000 + str(number).encode()}})
        made = other.finished()

    assert [one.scope for one in made] == [f"alpha:{number}" for number in range(300)]
    assert all(one.bundle and not one.error for one in made)


def test_what_cannot_be_written_is_told_and_the_rest_is_written(tmp_path):
    (tmp_path / "bundles").write_text("a file where a directory must be")
    with beside(tmp_path) as other:
        other.take("alpha:1", files("index.html"))
        [failed] = other.finished()
    (tmp_path / "bundles").unlink()
    with beside(tmp_path) as other:
        other.take("alpha:1", files("index.html"))
        [written] = other.finished()

    assert "Error" in failed.error
    assert (bool(written.bundle), written.error) == (True, "")


def test_a_process_that_is_killed_has_not_written_what_it_did_not_answer(tmp_path):
    with beside(tmp_path) as other:
        other.take("alpha:1", {"es": {"index.html": b"1"}})
        assert other.has_answered(seconds=60)
        os.kill(other.pid, signal.SIGKILL)
        other.take("beta:1", files("index.html"))
        alpha, beta = other.finished()

    assert (bool(alpha.bundle), alpha.error) == (True, "")
    assert (beta.bundle, bool(beta.error)) == ("", True)


def test_it_lets_a_builder_finish_that_is_asked_to_stop_and_ends_with_it(tmp_path):
    with beside(tmp_path) as other:
        other.take("alpha:1", {"es": {"index.html": b"1"}})
        assert other.has_answered(seconds=60)
        os.kill(other.pid, signal.SIGTERM)
        other.take("beta:1", {"es": {"index.html": b"2"}})
        assert all(one.bundle for one in other.finished())

    with pytest.raises(ProcessLookupError):
        os.kill(other.pid, 0)


def live_scopes() -> dict[str, ScopeEntry]:
    live = live_release()
    return Manifest.parse(live.manifest).scopes if live else {}


class TestBuilding:
    @pytest.fixture(autouse=True)
    def written_beside(self, settings):
        settings.PUBLICATION = {**settings.PUBLICATION, "WRITES_BESIDE": True}

    def test_several_scopes_become_one_release(self, small_site, publish):
        publish()

        bundles = {scope: entry.bundle for scope, entry in live_scopes().items()}
        assert set(bundles) == {"alpha:P1", "beta:P1"}
        assert [store().bundle_damage(bundle) for bundle in bundles.values()] == [[], []]

    def test_a_page_that_cannot_be_rendered_does_not_keep_the_others(self, small_site, publish):
        def fail(subject: str, language: str) -> None:
            raise ValueError(subject)

        small_site.alpha.in_render = fail
        publish()

        assert set(live_scopes()) == {"beta:P1"}
        assert ScopeState.objects.filter(scope="alpha:P1").exists()

    def test_where_nothing_can_be_written_the_reason_is_on_record(self, small_site, publish, publication_root):
        publication_root.mkdir(parents=True, exist_ok=True)
        (publication_root / "artifacts").write_text("a file where a directory must be")
        publish()

        assert live_release() is None
        run = Run.objects.latest("pk")
        assert run.result == Run.Result.FAILED
        assert "Error" in run.error
