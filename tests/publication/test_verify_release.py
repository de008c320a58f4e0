"""The program that citizens run finds whatever was tampered with and names it; run as they do, without our code."""

import ast
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publication import verify_release
from publication.models import Release
from publication.services.releases import store
from tests.publication.test_public_files import publish

SCRIPT = Path(verify_release.__file__)
Files = dict[str, bytes]

pytestmark = pytest.mark.django_db


class Downloads:
    """What a citizen has on disk: the program, a release and the chain."""

    def __init__(self, client: Client, directory: Path) -> None:
        self.directory = directory
        self.script = directory / "verify.py"
        self.script.write_bytes(_body(client, "/releases/verify.py"))
        self.release = _unzipped(_body(client, "/releases/2/release.zip"))
        self.chain = _unzipped(_body(client, "/releases/chain.zip"))

    def run(self, *options: str, release: Files | None = None, chain: Files | None = None) -> tuple[int, str]:
        """Exit status and output, in English; with the chain unless options are given."""
        _zip(self.directory / "release.zip", self.release if release is None else release)
        _zip(self.directory / "chain.zip", self.chain if chain is None else chain)
        given = options or ("--chain", "chain.zip")
        done = subprocess.run(
            [sys.executable, "-I", str(self.script), "release.zip", "--language", "en", *given],
            cwd=self.directory,
            env={"PATH": "", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout + done.stderr


def _body(client: Client, path: str) -> bytes:
    content = client.get(path).getvalue()
    assert isinstance(content, bytes)
    return content


def _unzipped(content: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def _zip(path: Path, files: Files) -> None:
    with zipfile.ZipFile(path, "w") as whole:
        for name, content in files.items():
            whole.writestr(name, content)


@pytest.fixture
def releases() -> list[Release]:
    return [publish(text) for text in ("uno", "dos", "tres")]


@pytest.fixture
def downloads(client: Client, releases: list[Release], tmp_path: Path) -> Downloads:
    return Downloads(client, tmp_path)


def test_an_honest_release_agrees_and_it_says_what_that_proves(downloads: Downloads, releases: list[Release]) -> None:
    status, said = downloads.run()

    assert status == 0, said
    assert releases[1].digest in said
    assert "the 10 files are, byte by byte" in said
    assert "computed again from the manifest of every release" in said
    assert "that the figures are true" in said
    assert "DOES NOT AGREE" not in said


def test_without_the_chain_it_says_that_the_chain_is_not_proved(downloads: Downloads) -> None:
    status, said = downloads.run("--language", "en")

    assert status == 0
    assert "use --chain with chain.zip" in said
    assert "not done: no --chain was given" in said


def test_a_digest_noted_earlier_proves_that_the_chain_was_not_written_anew(
    downloads: Downloads, releases: list[Release]
) -> None:
    noted = f"1:{releases[0].digest}"
    other = f"1:{'0' * 64}"

    status, said = downloads.run("--chain", "chain.zip", "--noted", noted, "--digest", releases[1].digest)
    assert (status, "release 1 still is the one that you noted" in said) == (0, True), said

    status, said = downloads.run("--chain", "chain.zip", "--noted", other)
    assert (status, "release 1 of the chain does not have the digest that you noted" in said) == (1, True), said

    status, said = downloads.run("--digest", "0" * 64)
    assert (status, "manifest.json does not have the digest" in said) == (1, True), said


def test_it_speaks_spanish_too(downloads: Downloads) -> None:
    _status, said = downloads.run("--language", "es")

    assert "RESULTADO: todo lo que se revisó coincide." in said


def test_it_explains_itself(downloads: Downloads) -> None:
    status, said = downloads.run("--help")

    assert status == 0
    assert "Comprueba" in said
    assert "Verifies" in said


@pytest.mark.parametrize(
    "options",
    [("--digest", "12"), ("--noted", "1"), ("--noted", f"1:{'0' * 64}")],
)
def test_a_command_line_that_makes_no_sense_is_refused(downloads: Downloads, options: tuple[str, ...]) -> None:
    status, said = downloads.run(*options)

    assert status == 2
    assert "usage:" in said


def test_something_else_than_an_archive_is_refused(downloads: Downloads) -> None:
    (downloads.directory / "other.zip").write_text("no archive")

    done = subprocess.run(
        [sys.executable, "-I", str(downloads.script), "other.zip"],
        cwd=downloads.directory,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


TAMPERING = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@TAMPERING
@given(st.data())
def test_one_byte_of_any_file_is_found_and_the_file_named(downloads: Downloads, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(downloads.release)))
    content = bytearray(downloads.release[name])
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))

    status, said = downloads.run(release=downloads.release | {name: bytes(content)})

    assert status == 1, said
    assert name in said


@TAMPERING
@given(st.data())
def test_a_missing_file_is_found_and_named(downloads: Downloads, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(downloads.release)))

    status, said = downloads.run(release={key: text for key, text in downloads.release.items() if key != name})

    assert status == 1, said
    assert f"{name} is missing" in said


@TAMPERING
@given(st.data())
def test_one_byte_of_the_chain_is_found_and_the_release_named(downloads: Downloads, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(name for name in downloads.chain if name.startswith("manifests/"))))
    content = bytearray(downloads.chain[name])
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1

    status, said = downloads.run(chain=downloads.chain | {name: bytes(content)})

    assert status == 1, said
    assert name in said


def test_a_file_that_no_list_names_is_named(downloads: Downloads) -> None:
    status, said = downloads.run(release=downloads.release | {"files/es/otras/mas.csv": b"x"})

    assert (status, "files/es/otras/mas.csv is in no list" in said) == (1, True), said
    assert "RESULT: not everything agrees; differences: 1." in said


def test_a_list_that_was_changed_with_its_file_is_found(downloads: Downloads) -> None:
    """Who changes a file and its list alike is betrayed by the manifest."""
    name = next(name for name in downloads.release if b"cuentas.csv" in downloads.release[name] and "bundles" in name)
    listed = json.loads(downloads.release[name])
    false = b"otra cosa"
    listed["es"]["cuentas.csv"] = {"sha256": hashlib.sha256(false).hexdigest(), "size": len(false)}
    forged = {name: json.dumps(listed).encode(), "files/es/cuentas/cuentas.csv": false}

    status, said = downloads.run(release=downloads.release | forged)

    assert status == 1
    assert f"{name} does not have the digest that the manifest gives" in said
    assert "files/es/cuentas/cuentas.csv does" not in said


def swapped_parent(chain: Files) -> Files:
    """The chain with release 3 hung on release 1, and the rest as it was."""
    value = json.loads(chain["chain.json"])
    value["releases"][2]["parent"] = value["releases"][0]["digest"]
    return chain | {"chain.json": json.dumps(value).encode()}


def false_digest(chain: Files) -> Files:
    """The chain with another digest for release 2, named by release 3 as its parent."""
    value = json.loads(chain["chain.json"])
    value["releases"][1]["digest"] = value["releases"][2]["parent"] = "0" * 64
    return chain | {"chain.json": json.dumps(value).encode()}


def without_release(chain: Files) -> Files:
    """The chain without release 2."""
    value = json.loads(chain["chain.json"])
    del value["releases"][1]
    return chain | {"chain.json": json.dumps(value).encode()}


def no_chain_at_all(chain: Files) -> Files:
    """JSON of another kind."""
    return chain | {"chain.json": b'{"releases": 3}'}


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (swapped_parent, "release 3 does not name release 2 as the one before"),
        (false_digest, "manifest.json is not that of release 2 in the chain"),
        (without_release, "the chain has no release 2"),
        (no_chain_at_all, "cannot be read"),
    ],
)
def test_a_forged_chain_is_found_and_its_place_named(
    downloads: Downloads, tamper: Callable[[Files], Files], said: str
) -> None:
    status, output = downloads.run(chain=tamper(downloads.chain))

    assert (status, said in output) == (1, True), output


def test_a_forged_manifest_is_found_by_its_digest_in_the_chain(downloads: Downloads) -> None:
    manifest: dict[str, Any] = json.loads(downloads.release["manifest.json"])
    manifest["parent"] = "0" * 64
    forged = downloads.release | {"manifest.json": json.dumps(manifest).encode()}

    status, said = downloads.run(release=forged)

    assert status == 1
    assert "manifest.json is not that of release 2 in the chain" in said


def test_a_file_changed_on_the_server_is_found_in_what_was_downloaded(
    client: Client, releases: list[Release], tmp_path: Path
) -> None:
    file = next(store().root.glob("bundles/*/es/cuentas.csv.gz"))
    packed = bytearray(file.read_bytes())
    packed[12] ^= 1
    file.write_bytes(bytes(packed))
    number = next(number for number in (1, 2, 3) if _damaged(client, number))
    whole = tmp_path / "whole.zip"
    whole.write_bytes(_body(client, f"/releases/{number}/release.zip"))

    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(whole), "--language", "en"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "files/es/cuentas/cuentas.csv cannot be read" in done.stdout or "cuentas.csv does not have" in done.stdout


def _damaged(client: Client, number: int) -> bool:
    content = _body(client, f"/releases/{number}/release.zip")
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        try:
            return whole.testzip() is not None
        except Exception:  # whatever a damaged stream makes the library raise
            return True


def test_it_needs_no_newer_language_than_it_says_and_no_library() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert imported <= sys.stdlib_module_names
