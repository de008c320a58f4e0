"""Released files on disk: content-addressed, whole or not there, the same bytes for the same content."""

import gzip
import os

import brotli
import pytest

from publication.manifest import digest
from publication.services.releases import store
from publication.store import bundle_index
from tests.publication.sealing import PAGES, files, manifest, release, seal


def every_file() -> dict[str, bytes]:
    root = store().root
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_every_file_is_there_in_three_encodings():
    bundle = store().write_bundle(files(1))

    for language, named in files(1).items():
        for name, content in named.items():
            path = store().bundle_path(bundle) / language / name
            assert path.read_bytes() == content
            assert gzip.decompress(path.with_name(f"{name}.gz").read_bytes()) == content
            assert brotli.decompress(path.with_name(f"{name}.br").read_bytes()) == content


@pytest.mark.parametrize("beginning", [b"\x89PNG", b"PK\x03\x04"])
def test_what_is_compressed_already_is_kept_in_every_form_too(beginning):
    content = beginning + bytes(range(256)) * 300
    bundle = store().write_bundle({"es": {"grafico.png": content}})
    path = store().bundle_path(bundle) / "es" / "grafico.png"

    assert store().bundle_damage(bundle) == []
    assert gzip.decompress(path.with_name("grafico.png.gz").read_bytes()) == content
    assert brotli.decompress(path.with_name("grafico.png.br").read_bytes()) == content


def test_the_same_content_gives_the_same_bytes_and_names():
    first = store().write_bundle(files(1))
    before = every_file()

    second = store().write_bundle(files(1))

    assert first == second
    assert every_file() == before


def test_equal_files_are_kept_once():
    store().write_bundle({"es": {"index.html": b"uno", "vacio.csv": b""}})
    store().write_bundle({"es": {"index.html": b"dos", "vacio.csv": b""}})

    empty = store().artifact_path(digest(b""))
    assert empty.stat().st_nlink == 3
    assert len([path for path in (store().root / "artifacts").rglob("*") if path.suffix == "" and path.is_file()]) == 3


def test_another_language_or_name_gives_another_bundle():
    named = {"index.html": b"uno"}

    bundles = {store().write_bundle(given) for given in ({"es": named}, {"en": named}, {"es": {"otra.html": b"uno"}})}

    assert len(bundles) == 3


def damage_by_truncation(path):
    os.truncate(path, 2)


def damage_by_removal(path):
    path.unlink()


def damage_by_other_content(path):
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def damage_by_another_file_in_its_place(path):
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(b"X" * len(content))


DAMAGES = [damage_by_truncation, damage_by_removal, damage_by_other_content, damage_by_another_file_in_its_place]


@pytest.mark.parametrize("suffix", ["", ".gz", ".br"])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_named_and_written_again(damage, suffix):
    bundle = store().write_bundle(files(1))
    path = store().bundle_path(bundle) / "es" / f"cuentas.csv{suffix}"
    sound = path.read_bytes()
    damage(path)
    assert store().bundle_damage(bundle) == [f"{bundle}/es/cuentas.csv{suffix}"]

    assert store().write_bundle(files(1)) == bundle

    assert store().bundle_damage(bundle) == []
    assert path.read_bytes() == sound


def test_a_repair_reaches_every_bundle_that_shares_the_file():
    shared = b"nada que decir" * 10
    old = store().write_bundle({"es": {"index.html": b"uno", "vacio.csv": shared}})
    new = store().write_bundle({"es": {"index.html": b"dos", "vacio.csv": shared}})
    os.truncate(store().artifact_path(digest(shared)), 2)
    assert store().bundle_damage(old)

    store().write_bundle({"es": {"index.html": b"dos", "vacio.csv": shared}})

    assert store().bundle_damage(old) == store().bundle_damage(new) == []


def test_a_file_that_the_bundle_does_not_list_is_found_and_removed():
    bundle = store().write_bundle(files(1))
    stranger = store().bundle_path(bundle) / "es" / "falso.html"
    stranger.write_text("Falso")
    assert store().bundle_damage(bundle) == [f"{bundle}/es/falso.html"]

    store().write_bundle(files(1))

    assert not stranger.exists()
    assert store().bundle_damage(bundle) == []


@pytest.mark.parametrize("text", ["", "{}", "[", '{"es": {}}'])
def test_a_changed_list_of_a_bundle_is_damage(text):
    bundle = store().write_bundle(files(1))
    (store().bundle_path(bundle) / "bundle.json").write_text(text)

    assert store().bundle_damage(bundle) == [f"{bundle}/bundle.json"]


def test_a_release_is_laid_out_by_public_path():
    release(1)

    for language, page in PAGES.items():
        assert (store().current / page.strip("/") / "_" / "index.html").read_bytes() == files(1)[language]["index.html"]


@pytest.mark.parametrize("path", ["/es/", "/es/a/", "/es/a/b/c/d/"])
def test_links_lead_to_the_bundle_however_deep_the_page_is(path):
    bundle = store().write_bundle(files(1))
    entry = manifest(1, bundle).scopes["alpha:P1"]
    deep = manifest(1, bundle, scopes={"alpha:P1": type(entry)("f", bundle, 1, entry.released_at, {"es": path})})

    laid_out = store().lay_out(deep, store().seal(deep))

    assert (laid_out / path.strip("/") / "_").resolve() == (store().bundle_path(bundle) / "es").resolve()


def test_pages_below_one_another_are_all_there():
    bundle = store().write_bundle(files(1))
    entry = manifest(1, bundle).scopes["alpha:P1"]
    above, below = (type(entry)("f", bundle, 1, entry.released_at, {"es": path}) for path in ("/es/a/", "/es/a/b/"))
    both = manifest(1, bundle, scopes={"alpha:P1": below, "alpha:P2": above})

    laid_out = store().lay_out(both, store().seal(both))

    assert (laid_out / "es/a/_/index.html").exists()
    assert (laid_out / "es/a/b/_/index.html").exists()


def test_sealing_the_same_release_again_changes_nothing():
    first = seal(1)
    before = every_file()

    assert seal(1) == first
    assert every_file() == before


def test_an_empty_release_can_be_sealed():
    empty = manifest(1, "", scopes={})

    store().point_current(1, store().seal(empty))

    assert [path.name for path in store().current.iterdir()] == ["manifest.json"]


def test_a_manifest_is_found_by_the_beginning_of_its_digest():
    digest_of_release = seal(7)

    assert digest(store().read_manifest(7, digest_of_release[:12])) == digest_of_release


def test_a_manifest_that_was_lost_or_changed_is_read_from_the_release_itself():
    digest_of_release = seal(7)
    path = store().manifest_path(7, digest_of_release)
    path.write_text("{}")
    assert digest(store().read_manifest(7, digest_of_release[:12])) == digest_of_release

    path.unlink()
    assert digest(store().read_manifest(7, digest_of_release[:12])) == digest_of_release


def test_a_manifest_that_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError):
        store().read_manifest(7, "0123456789ab")


def test_current_names_its_release():
    assert store().current_target() is None
    digest_of_release = release(3)
    assert store().current_target() == (3, digest_of_release[:12])


@pytest.mark.parametrize("name", ["nonsense", "x-y"])
def test_a_current_that_names_no_release_is_as_good_as_none(name):
    release(3)
    store().current.unlink()
    store().current.symlink_to(name)

    assert store().current_target() is None


def test_the_index_of_a_bundle_is_what_it_lists():
    bundle = store().write_bundle(files(1))

    index = bundle_index(store().bundle_path(bundle))

    assert index["es"]["cuentas.csv"] == {"sha256": digest(b"a;1"), "size": 3}
