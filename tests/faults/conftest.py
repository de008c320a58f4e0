"""Worlds on SQLite and the file-system broker, and on PostgreSQL and Redis, each copied from one that was prepared."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.conf import LazySettings

from scripts.processes import ROOT
from tests.faults.world import Driver, World, forget_serving_state
from tests.prepared import MIGRATED, migrated_postgres, migrated_sqlite
from tests.servers.postgres import why_no_postgres
from tests.servers.redis import redis_server, why_no_redis
from tests.servers.server import Server

_worlds = count(1)


@dataclass
class Kind:
    """One way to run the site: its environment, its driver, and the world that others are copied from."""

    environment: dict[str, str]
    directory: Path
    server: Server | None = None
    redis: Server | None = None
    driver: Driver | None = None
    first: int = 0

    def prepare(self) -> None:
        """Make the first world, and the driver."""
        self.directory.mkdir(parents=True)
        if self.server is None:
            shutil.copy(migrated_sqlite(), self.prepared)
        job = {
            "world": {"database": self.prepared, "root": str(self.directory / "publication")},
            "do": "prepare",
            "answer": str(self.directory / "answer.json"),
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.driver", "--once", json.dumps(job)],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        answer = json.loads((self.directory / "answer.json").read_text())
        assert "error" not in answer, answer["error"]
        self.first = answer["value"]
        self.driver = Driver(self.environment)

    @property
    def prepared(self) -> str:
        """The name of the prepared database."""
        return "prepared" if self.server else str(self.directory / "db.sqlite3")

    def copy(self, directory: Path) -> World:
        """A world of a test's own."""
        assert self.driver is not None
        # cp keeps hard links between bundles and artifacts.
        subprocess.run(["cp", "-a", str(self.directory), str(directory)], check=True)
        if self.server is None:
            return World(self.driver, directory, str(directory / "db.sqlite3"), self.first)
        name = f"world{next(_worlds)}"
        self.admin(f"CREATE DATABASE {name} TEMPLATE {self.prepared}")
        return World(self.driver, directory, name, self.first)

    def admin(self, sql: str) -> None:
        """Run a statement outside of any world."""
        assert self.server is not None
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            connection.execute(sql)


def environment(var: Path, **changes: str) -> dict[str, str]:
    """What processes of a world find in their environment."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "QUIPU_VAR": str(var),
        **changes,
    }


@pytest.fixture(scope="session")
def sqlite_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kind]:
    """SQLite and the file-system broker."""
    directory = tmp_path_factory.mktemp("sqlite") / "prepared"
    kind = Kind(environment(directory, DATABASE_URL=f"sqlite:///{directory}/db.sqlite3"), directory)
    kind.prepare()
    yield kind
    if kind.driver:
        kind.driver.end()


@pytest.fixture(scope="session")
def postgres_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kind]:
    """PostgreSQL and Redis, both private."""
    for problem in (why_no_postgres(), why_no_redis()):
        if problem:
            pytest.fail(problem)
    directory = tmp_path_factory.mktemp("postgres") / "prepared"
    # What is committed must survive a killed server; a power cut is not among the faults.
    kept = {"synchronous_commit": "on"}
    copied = migrated_postgres(database="prepared", template=MIGRATED, settings=kept)
    with copied as server, redis_server() as redis:
        given = environment(directory, DATABASE_URL=server.url, BROKER_URL=redis.url)
        kind = Kind(given, directory, server, redis)
        kind.prepare()
        yield kind
        if kind.driver:
            kind.driver.end()


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each way to run the site in turn."""
    chosen: Kind = request.getfixturevalue(f"{request.param}_kind")
    return chosen


@pytest.fixture
def world(kind: Kind, tmp_path: Path, settings: LazySettings) -> Iterator[World]:
    """A world with its first release, on each kind in turn."""
    yield from _a_world(kind, tmp_path, settings)


@pytest.fixture
def postgres_world(postgres_kind: Kind, tmp_path: Path, settings: LazySettings) -> Iterator[World]:
    """A world on PostgreSQL and Redis."""
    yield from _a_world(postgres_kind, tmp_path, settings)


@pytest.fixture
def sqlite_world(sqlite_kind: Kind, tmp_path: Path, settings: LazySettings) -> Iterator[World]:
    """A world on SQLite and the file-system broker."""
    yield from _a_world(sqlite_kind, tmp_path, settings)


def _a_world(kind: Kind, tmp_path: Path, settings: LazySettings) -> Iterator[World]:
    world = kind.copy(tmp_path / "world")
    forget_serving_state()
    settings.PUBLICATION = {**settings.PUBLICATION, "ROOT": world.root}
    try:
        yield world
    finally:
        world.end_children()
        if kind.server:
            kind.admin(f"DROP DATABASE {world.database} WITH (FORCE)")
        shutil.rmtree(world.directory, ignore_errors=True)
