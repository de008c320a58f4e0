"""A whole release and the chain of releases as downloads: complete, the same each time, and as large as announced."""

import hashlib
import io
import json
import shutil
import zipfile
import zlib

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from publication.models import Release
from publication.public.zips import Changed, Member, archive, archive_size, from_gzip, stored
from publication.services.releases import store
from tests.publication.test_public_files import PATHS, publish

NAMES = st.lists(st.text("aé/-.", min_size=1, max_size=12), unique=True, max_size=6)
ZIP = "/releases/1/release.zip"


@pytest.fixture
def two_releases(db: None) -> list[Release]:
    return [publish("Primera " * 300), publish("Segunda")]


def body(client: Client, path: str, **headers: str) -> bytes:
    response = client.get(path, headers=headers)
    assert response.status_code == 200, path
    content = response.getvalue()
    assert isinstance(content, bytes)
    return content


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


class TestZips:
    @given(NAMES, st.data())
    def test_any_files_come_out_as_they_went_in(self, names: list[str], data: st.DataObject) -> None:
        contents = {name: data.draw(st.binary(max_size=300)) for name in names}
        members = [_member(name, content, data.draw(st.booleans())) for name, content in contents.items()]

        whole = b"".join(archive(members))

        assert len(whole) == archive_size(members)
        assert opened(whole).testzip() is None
        assert {name: opened(whole).read(name) for name in opened(whole).namelist()} == contents

    def test_a_file_that_is_not_as_announced_breaks_it_off(self) -> None:
        short = Member("a", 0, 5, 5, lambda: (b"four", 0))

        with pytest.raises(Changed):
            list(archive([short]))

    def test_more_than_the_format_holds_is_refused(self) -> None:
        with pytest.raises(ValueError, match="too much"):
            next(archive([Member("a", 0, 2**32, 2**32, lambda: (b"", 0))]))


def _member(name: str, content: bytes, packed: bool) -> Member:
    if not packed:
        return stored(name, content)
    file = _gzip(content)
    return from_gzip(name, len(content), len(file), lambda: file)


def _gzip(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(content) + packer.flush()


def test_a_release_can_be_taken_away_whole(client: Client, two_releases: list[Release]) -> None:
    names = opened(body(client, ZIP)).namelist()

    assert {name for name in names if name.startswith("files/")} == {
        f"files{path}{name}"
        for path in PATHS.values()
        for name in ("index.html", "cuentas.csv", "grafico-x.embed.html", "hoja.html")
    } | {"files/es/otras/index.html", "files/en/others/index.html"}
    assert "manifest.json" in names
    assert len(names) == len(set(names))


def test_what_it_holds_is_what_readers_saw(client: Client, two_releases: list[Release]) -> None:
    whole = opened(body(client, ZIP))

    assert hashlib.sha256(whole.read("manifest.json")).hexdigest() == two_releases[0].digest
    for name in whole.namelist():
        if name.startswith("files/"):
            path = name.removeprefix("files").removesuffix("index.html")
            assert whole.read(name) == body(client, f"/releases/1{path}?raw")


def test_its_bytes_and_its_size_are_the_same_each_time(client: Client, two_releases: list[Release]) -> None:
    first = client.get(ZIP, headers={"Accept-Encoding": "gzip, br"})
    content = first.getvalue()

    assert first.streaming
    assert first["Content-Length"] == str(len(content))
    assert content == body(client, ZIP)
    assert client.get(ZIP, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_it_is_packed(client: Client, two_releases: list[Release]) -> None:
    content = body(client, ZIP)

    assert len(content) < sum(info.file_size for info in opened(content).infolist())


def test_a_release_that_lost_files_is_not_given_as_whole(client: Client, two_releases: list[Release]) -> None:
    shutil.rmtree(store().root / "bundles")

    assert client.get(ZIP).status_code == 404


def test_the_chain_tells_every_release_and_its_parent(client: Client, two_releases: list[Release]) -> None:
    rows = json.loads(body(client, "/releases/chain.json"))["releases"]

    assert [(row["number"], row["digest"], row["parent"]) for row in rows] == [
        (1, two_releases[0].digest, ""),
        (2, two_releases[1].digest, two_releases[0].digest),
    ]
    assert body(client, rows[0]["manifest"]).decode() == two_releases[0].manifest


def test_the_chain_comes_with_every_manifest(client: Client, two_releases: list[Release]) -> None:
    whole = opened(body(client, "/releases/chain.zip"))

    assert whole.read("chain.json") == body(client, "/releases/chain.json")
    assert whole.read("manifests/2.json").decode() == two_releases[1].manifest


def test_the_chain_changes_with_the_live_release(client: Client, two_releases: list[Release]) -> None:
    tag = client.get("/releases/chain.json")["ETag"]
    assert client.get("/releases/chain.json", headers={"If-None-Match": tag}).status_code == 304

    publish("Tercera")

    assert client.get("/releases/chain.json", headers={"If-None-Match": tag}).status_code == 200


def test_before_the_first_release_the_chain_is_empty(client: Client, db: None) -> None:
    assert json.loads(body(client, "/releases/chain.json"))["releases"] == []
    assert opened(body(client, "/releases/chain.zip")).namelist() == ["chain.json"]
