"""Tidying up: what was ever live stays readable, what no release needs goes when it is old enough."""

import shutil
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from publication.models import LivePointer, Release
from publication.services import garbage
from publication.services.releases import store
from publication.services.verification import problems
from tests.publication.fresh_build import differences_from_fresh_build
from tests.publication.sealing import files, seal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def eight_releases(small_site, publish):
    publish()
    for number in range(2, 9):
        small_site.change("P1", f"Versión {number}")
        publish()
    return small_site


@pytest.fixture
def grow_old(monkeypatch):
    """Two hours pass."""
    return lambda: monkeypatch.setattr(garbage, "time", SimpleNamespace(time=lambda: time.time() + 7200))


def laid_out() -> set[int]:
    return {int(path.name.partition("-")[0]) for path in store().releases.glob("[0-9]*-*")}


def test_the_newest_few_releases_stay_laid_out(eight_releases, grow_old):
    grow_old()

    assert garbage.collect() == 3

    assert laid_out() == {4, 5, 6, 7, 8}
    assert problems() == []
    assert differences_from_fresh_build() == []


def test_a_release_whose_directory_went_is_read_through_its_manifest(eight_releases, client, grow_old):
    grow_old()
    garbage.collect()

    assert "Primera nota" in client.get("/releases/1/es/alpha/p1/").content.decode()


def test_nothing_that_is_young_goes(eight_releases):
    seal(9)
    (store().releases / ".draft-abc").mkdir()
    before = sorted(store().root.rglob("*"))

    assert garbage.collect() == 0

    assert sorted(store().root.rglob("*")) == before


def test_what_was_abandoned_goes(eight_releases, grow_old):
    digest = seal(9)
    (store().releases / ".draft-abc" / "es").mkdir(parents=True)
    (store().releases / ".current-abc").symlink_to("nowhere")
    grow_old()

    garbage.collect()

    assert not store().release_path(9, digest).exists()
    assert not store().manifest_path(9, digest).exists()
    assert not list(store().releases.glob(".*"))
    assert problems() == []


def test_files_of_bundles_that_no_release_uses_go_with_their_artifacts(eight_releases, grow_old):
    bundle = store().write_bundle(files(99))
    grow_old()
    before = len(list((store().root / "artifacts").rglob("*")))

    garbage.collect()
    garbage.collect()

    assert not store().bundle_path(bundle).exists()
    assert len(list((store().root / "artifacts").rglob("*"))) < before
    assert problems() == []


def test_collecting_again_finds_nothing(eight_releases, grow_old):
    grow_old()
    garbage.collect()
    grow_old()

    assert garbage.collect() == 0


def test_while_a_builder_works_nothing_is_collected(eight_releases, monkeypatch, grow_old):
    @contextmanager
    def taken():
        yield False

    monkeypatch.setattr(garbage, "turn", taken)
    grow_old()

    assert garbage.collect() == 0


def test_releases_that_a_restored_dump_forgot_are_no_garbage(eight_releases, grow_old):
    grow_old()
    LivePointer.objects.update(release=Release.objects.get(number=2))
    Release.objects.filter(number__gt=2).delete()

    garbage.collect()

    assert Release.objects.count() == 8
    assert problems() == []


def test_a_live_release_stays_even_when_many_are_newer_on_record(eight_releases, settings, grow_old):
    settings.PUBLICATION = {**settings.PUBLICATION, "KEEP_DIRECTORIES": 1}
    grow_old()

    garbage.collect()

    assert laid_out() == {8}


def test_before_the_first_release_there_is_nothing_to_collect():
    shutil.rmtree(store().root, ignore_errors=True)

    assert garbage.collect() == 0
