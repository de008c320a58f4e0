"""`manage.py releases verify`: each kind of tampering is found."""

import os

import pytest

from publication.manifest import Manifest, digest
from publication.models import LivePointer, Release
from publication.services.releases import store
from publication.services.verification import problems
from tests.publication.conftest import live_manifest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def three_releases(small_site, publish):
    publish()
    for text in ("Dos", "Tres"):
        small_site.change("P1", text)
        publish()
    assert problems() == []


def bundle(name: str):
    return store().bundle_path(live_manifest().scopes["alpha:P1"].bundle) / "es" / name


def test_a_changed_file():
    bundle("index.html").write_text("Otra cosa")

    assert [found for found in problems() if "index.html is damaged" in found]


@pytest.mark.parametrize("suffix", [".gz", ".br"])
def test_a_changed_compressed_file(suffix):
    os.truncate(bundle(f"index.html{suffix}"), 5)

    assert [found for found in problems() if f"index.html{suffix} is damaged" in found]


def test_a_missing_file():
    bundle("notes.csv").unlink()

    assert [found for found in problems() if "notes.csv is damaged" in found]


def test_a_smuggled_file():
    bundle("falso.html").write_text("Falso")

    assert [found for found in problems() if "falso.html is damaged" in found]


def test_damage_of_an_earlier_release_is_named_with_it():
    first = Manifest.parse(Release.objects.get(number=1).manifest).scopes["beta:P1"].bundle
    (store().bundle_path(first) / "en" / "notes.csv").unlink()

    assert [found for found in problems() if found.startswith("Release 1, beta:P1")]


def test_a_changed_manifest_in_the_database():
    release = Release.objects.get(number=2)
    Release.objects.filter(number=2).update(manifest=release.manifest.replace("sweep", "swoop"))

    assert [found for found in problems() if "Release 2: the manifest does not have the digest" in found]


def test_a_manifest_changed_together_with_its_digest():
    release = Release.objects.get(number=2)
    text = release.manifest.replace("sweep", "swoop")
    Release.objects.filter(number=2).update(manifest=text, digest=digest(text))

    assert [found for found in problems() if "Release 3: it does not follow" in found]


def test_a_last_manifest_changed_together_with_its_digest():
    release = Release.objects.get(number=3)
    text = release.manifest.replace("sweep", "swoop")
    Release.objects.filter(number=3).update(manifest=text, digest=digest(text))

    assert [found for found in problems() if "Release 3: the manifest is missing on disk" in found]


def test_a_manifest_that_is_none():
    Release.objects.filter(number=2).update(manifest="{}")

    assert [found for found in problems() if "Release 2: the manifest cannot be read" in found]


def test_a_changed_manifest_on_disk():
    [path] = (store().root / "manifests").glob("2-*.json")
    path.write_text("{}")

    assert problems() == ["Release 2: the manifest on disk differs."]


def test_a_lost_manifest_on_disk():
    [path] = (store().root / "manifests").glob("2-*.json")
    path.unlink()

    assert problems() == ["Release 2: the manifest is missing on disk."]


def test_a_release_taken_out_of_the_chain():
    Release.objects.filter(number=2).delete()

    assert "Release 3: it does not follow the release before it." in problems()


def test_a_link_to_another_release():
    store().point_current(1, Release.objects.get(number=1).digest)

    assert problems() == ["The link to the live release does not name release 3."]


def test_an_older_release_made_live():
    LivePointer.objects.update(release=Release.objects.get(number=2))

    assert "Release 2 is live, although release 3 is newer." in problems()


def test_no_release_made_live():
    LivePointer.objects.update(release=None)

    assert problems() == ["No release is live, although there are 3."]


@pytest.mark.parametrize("kind", ["another bundle", "a file", "an extra page", "a lost page"])
def test_a_directory_that_readers_see_otherwise_than_sealed(kind):
    page = store().current.resolve() / "es/alpha/p1/_"
    if kind in ("another bundle", "a file", "a lost page"):
        page.unlink()
    if kind == "another bundle":
        first = Manifest.parse(Release.objects.get(number=1).manifest).scopes["alpha:P1"].bundle
        page.symlink_to(os.path.relpath(store().bundle_path(first) / "es", page.parent))
    if kind == "a file":
        page.mkdir()
        (page / "index.html").write_text("Falso")
    if kind == "an extra page":
        (page.parent / "_2").symlink_to(page)

    assert [found for found in problems() if "is not as sealed" in found]


def test_no_release_at_all_is_no_problem():
    LivePointer.objects.all().delete()
    Release.objects.all().delete()
    store().current.unlink()

    assert problems() == []
