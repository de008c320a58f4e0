"""The embedded broker, whose messages are files."""

import json
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    spool = tmp_path / "spool"
    spool.mkdir()
    return spool


# kombu remembers bindings for the whole process: each test has a queue of its own.
@pytest.fixture
def connection(folder: Path) -> Connection:
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": folder.with_name("control")}
    return Connection("filesystem://", transport="quipu.spool:Transport", transport_options=options)


def test_what_is_sent_arrives_once(connection: Connection) -> None:
    with connection, connection.SimpleQueue("first") as queue:
        queue.put({"number": 1})

        assert queue.get(timeout=5).payload == {"number": 1}
        assert queue.qsize() == 0


def test_a_message_can_be_taken_only_once_it_is_written(
    connection: Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = Path.replace
    before: list[tuple[list[Path], dict[str, Any]]] = []

    def watched(part: Path, whole: Path) -> Path:
        before.append((list(folder.glob("*.msg")), json.loads(part.read_text())))
        return named(part, whole)

    monkeypatch.setattr(Path, "replace", watched)
    with connection, connection.SimpleQueue("second") as queue:
        queue.put({"number": 1})

        [(there, message)] = before
        assert there == []
        assert message["body"]
        assert queue.get(timeout=5).payload == {"number": 1}
