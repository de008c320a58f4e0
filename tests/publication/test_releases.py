"""Making a release live; the disk and the database stay of one mind, and readers never go back."""

import fcntl

import pytest

from publication.models import Change, LivePointer, Release
from publication.services import releases
from publication.services.releases import Overtaken, live_release, reconcile, store
from tests.publication.conftest import live_digest, live_manifest
from tests.publication.fresh_build import differences_from_fresh_build
from tests.publication.sealing import manifest, seal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def three_releases(small_site, publish):
    """Releases 1 to 3; each changed both views of P1."""
    publish()
    for text in ("Dos", "Tres"):
        small_site.change("P1", text)
        publish()
    assert live_manifest().number == 3
    return small_site


def rewind(number: int) -> None:
    """What a restored older dump looks like: the database knows nothing after this release."""
    LivePointer.objects.update(release=Release.objects.filter(number=number).first())
    Release.objects.filter(number__gt=number).delete()


class TestFence:
    def test_a_release_whose_parent_is_no_longer_live_is_not_published(self, three_releases):
        late = manifest(3, "b", parent=Release.objects.get(number=2).digest)

        with pytest.raises(Overtaken):
            releases.publish(late, "d" * 64, [], [])

        assert live_manifest().number == 3

    def test_marks_that_changed_nothing_are_kept_when_another_release_went_live(self, three_releases):
        mark = Change.objects.create(scope="alpha:P1", origin="x")

        with pytest.raises(Overtaken):
            releases.confirm(Release.objects.get(number=2).digest, [mark.pk], ["alpha:P1"])

        assert Change.objects.filter(pk=mark.pk).exists()

    def test_a_first_release_is_not_published_beside_another_first(self, three_releases):
        with pytest.raises(Overtaken):
            releases.publish(manifest(1, "b"), "d" * 64, [], [])

    def test_publishing_deletes_exactly_the_claimed_marks(self, three_releases):
        claimed, later = (Change.objects.create(scope="alpha:P1", origin=origin) for origin in ("claimed", "later"))
        bundle = live_manifest().scopes["alpha:P1"].bundle
        fourth = manifest(4, bundle, parent=live_digest())

        releases.publish(fourth, store().seal(fourth), [claimed.pk], ["alpha:P1"])

        assert list(Change.objects.all()) == [later]


class TestReconcile:
    def test_a_link_that_is_behind_is_moved(self, three_releases):
        first = Release.objects.get(number=1)
        store().point_current(1, first.digest)

        reconcile()

        assert store().current_target() == (3, live_digest()[:12])

    @pytest.mark.parametrize("damage", ["gone", "dangling", "nonsense"])
    def test_a_broken_link_is_made_anew(self, three_releases, damage):
        store().current.unlink()
        if damage != "gone":
            store().current.symlink_to({"dangling": "3-000000000000", "nonsense": "x"}[damage])

        reconcile()

        assert store().current_target() == (3, live_digest()[:12])
        assert differences_from_fresh_build() == []

    def test_a_release_that_is_no_longer_laid_out_is_laid_out_again(self, three_releases):
        directory = store().current.resolve()
        directory.rename(directory.with_name("elsewhere"))

        reconcile()

        assert differences_from_fresh_build() == []

    def test_twice_is_once(self, three_releases):
        reconcile()
        before = sorted(store().root.rglob("*"))

        reconcile()

        assert sorted(store().root.rglob("*")) == before

    def test_before_the_first_release_there_is_nothing_to_do(self):
        reconcile()

        assert store().current_target() is None

    def test_while_another_process_moves_the_link_it_is_left_alone(self, three_releases, publication_root):
        store().current.unlink()

        with (publication_root / "current.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            reconcile()
            assert store().current_target() is None

        reconcile()
        assert store().current_target() is not None

    def test_a_sealed_release_that_was_never_published_stays_unseen(self, three_releases):
        seal(4, live_digest())

        reconcile()

        assert store().current_target() == (3, live_digest()[:12])


class TestRestoredDump:
    @pytest.mark.parametrize("number", [1, 2])
    def test_forgotten_releases_are_taken_up_again(self, three_releases, number):
        known = list(Release.objects.values())
        rewind(number)

        reconcile()

        assert list(Release.objects.values()) == known
        assert live_manifest().number == 3
        assert store().current_target() == (3, live_digest()[:12])

    def test_an_empty_database_takes_up_the_whole_chain(self, three_releases):
        known = list(Release.objects.values())
        rewind(0)

        reconcile()

        assert list(Release.objects.values()) == known

    def test_readers_go_on_to_a_new_release_with_what_the_dump_says(self, three_releases, publish):
        rewind(1)
        three_releases.change("P1", "Primera nota")
        Change.objects.all().delete()

        publish()

        assert live_manifest().number == 4
        assert live_manifest().trigger == "sweep: restore"
        assert differences_from_fresh_build() == []
        assert [release.number for release in Release.objects.all()] == [4, 3, 2, 1]

    def test_a_manifest_that_is_lost_in_one_place_is_found_in_the_other(self, three_releases):
        last = Release.objects.get(number=3)
        store().manifest_path(3, last.digest).unlink()
        rewind(2)

        reconcile()

        assert live_manifest().number == 3

    def test_another_branch_of_history_gives_way_to_what_readers_saw(self, three_releases):
        seen = live_digest()
        rewind(1)
        Release.objects.create(
            number=2,
            digest="e" * 64,
            parent="",
            manifest=manifest(2, "b").text(),
            code_version="",
            trigger="",
            published_at="2026-01-01T00:00:00Z",
        )

        reconcile()

        assert live_digest() == seen
        assert Release.objects.get(number=2).digest == live_manifest().parent


def test_nothing_is_live_before_the_first_release():
    assert live_release() is None
