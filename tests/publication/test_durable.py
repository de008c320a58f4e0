"""Files that are whole under their names, or not there."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from publication import durable
from publication.durable import Together, link, write_atomically


def no_space(*_given: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_write_that_fails_leaves_neither_half_a_file_nor_litter(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_atomically(path, b"before")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"after")

    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.rglob("*") if path.is_file())


def test_files_get_their_names_together(tmp_path):
    with Together(tmp_path) as together:
        together.write(f"{tmp_path}/a/one", [b"1", b"2"], 1_000_000_000)
        together.write(f"{tmp_path}/b/two", [], 1_000_000_001)
        waiting = names(tmp_path)
        assert f"{tmp_path}/a/one" in together
        assert f"{tmp_path}/a/two" not in together

    assert all(name.startswith(".") for name in waiting)
    assert names(tmp_path) == ["one", "two"]
    assert (tmp_path / "a" / "one").read_bytes() == b"12"
    assert (tmp_path / "b" / "two").stat().st_mtime == 1_000_000_001


def test_they_are_on_the_disk_before_they_get_their_names(tmp_path, monkeypatch):
    flushed: list[tuple[Path, list[str]]] = []
    monkeypatch.setattr(durable, "flush", lambda directory: flushed.append((directory, names(tmp_path))))
    with Together(tmp_path) as together:
        together.write(f"{tmp_path}/one", [b"1"], 0)

    [(directory, there)] = flushed
    assert (directory, there[0][0]) == (tmp_path, ".")


def broken() -> Iterator[bytes]:
    yield b"1"
    raise ValueError("in the middle")


def write_two(root: Path, second: Iterable[bytes], error: Exception | None) -> None:
    with Together(root) as together:
        together.write(f"{root}/one", [b"1"], 0)
        together.write(f"{root}/two", second, 0)
        if error:
            raise error


@pytest.mark.parametrize("fault", ["content", "flush", "afterwards"])
def test_none_gets_its_name_where_one_fails_and_nothing_is_left_behind(tmp_path, monkeypatch, fault):
    if fault == "flush":
        monkeypatch.setattr(durable, "flush", no_space)
    second = broken() if fault == "content" else [b"2"]
    error = ValueError("by somebody else") if fault == "afterwards" else None

    with pytest.raises((ValueError, OSError)):
        write_two(tmp_path, second, error)

    assert names(tmp_path) == []


def test_flushing_says_what_is_wrong(tmp_path):
    durable.flush(tmp_path)
    with pytest.raises(FileNotFoundError):
        durable.flush(tmp_path / "missing")


def test_without_a_call_for_one_file_system_all_are_flushed(tmp_path, monkeypatch):
    all_of_them: list[bool] = []
    monkeypatch.setattr(durable, "_syncfs", lambda: None)
    monkeypatch.setattr(os, "sync", lambda: all_of_them.append(True))

    durable.flush(tmp_path)
    assert all_of_them


def test_a_link_takes_the_place_of_another_file_and_leaves_its_own(tmp_path):
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / "other").write_bytes(b"other")
    for _ in range(2):
        link(str(tmp_path / "kept"), str(tmp_path / "other"))

    assert (tmp_path / "other").samefile(tmp_path / "kept")
    assert names(tmp_path) == ["kept", "other"]
