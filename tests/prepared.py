"""Migrated databases: whoever needs one first makes it, and all tests copy it.

They are kept in pytest's cache until a migration or a requirement changes; ``pytest --cache-clear`` removes them.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

from scripts.processes import ROOT
from tests.servers.postgres import postgres
from tests.servers.server import Server

OWN_SETTINGS = ("DATABASE_URL", "BROKER_URL", "CACHE_URL", "PUBLIC_URL", "ALLOWED_HOSTS", "EMAIL_URL")
MIGRATED = "migrated"
KEPT = ROOT / ".pytest_cache" / "d" / "migrated"
DAY_SECONDS = 86_400


def prepared(whole: Path, make: Callable[[Path], None]) -> Path:
    """A directory filled by ``make``, once for all processes; nobody may change what is in it."""
    part = whole.with_name(f"{whole.name}.part")
    whole.parent.mkdir(parents=True, exist_ok=True)
    with whole.with_name(f"{whole.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            make(part)
            part.rename(whole)
    return whole


def manage(*arguments: str, **environment: str) -> str:
    """Run a management command, by default with the suite's settings; returns what it printed.

    Raises ``RuntimeError`` with what it said when it fails.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**inherited, "DJANGO_SETTINGS_MODULE": "quipu.settings.test", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


@cache
def migrations() -> dict[str, str]:
    """File → digest, of every migration of ours, and of what says which versions of others' run beside them."""
    paths = [ROOT / "requirements-dev.lock", *ROOT.glob("*/migrations/*.py"), *ROOT.glob("site/*/migrations/*.py")]
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}


@cache
def directory_of_migrations() -> Path:
    """Where databases are kept that these migrations made."""
    return KEPT / hashlib.sha256(json.dumps(migrations()).encode()).hexdigest()[:16]


def kept_before() -> Path | None:
    """The newest kept SQLite database that only lacks migrations which were added since."""
    lists = sorted(KEPT.glob("*/sqlite/migrations.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    fitting = (path for path in lists if json.loads(path.read_text()).items() <= migrations().items())
    return next((path.with_name("db.sqlite3") for path in fitting), None)


def forget_older_migrations() -> None:
    """Remove databases that other migrations made, a day ago or before."""
    for directory in KEPT.iterdir():
        if directory != directory_of_migrations() and directory.stat().st_mtime < time.time() - DAY_SECONDS:
            shutil.rmtree(directory, ignore_errors=True)


def migrated_sqlite() -> Path:
    """A SQLite database as migrations make it: one file, without a log beside it."""

    def make(directory: Path) -> None:
        forget_older_migrations()
        path, before = directory / "db.sqlite3", kept_before()
        if before:
            shutil.copy(before, path)
        manage("migrate", "--verbosity", "0", QUIPU_VAR=str(directory), DATABASE_URL=f"sqlite:///{path}")
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
        (directory / "migrations.json").write_text(json.dumps(migrations()))

    return prepared(directory_of_migrations() / "sqlite", make) / "db.sqlite3"


def migrated_cluster() -> Path:
    """The data of a PostgreSQL whose database ``migrated`` is as migrations make it, and its ``password``."""

    def make(directory: Path) -> None:
        forget_older_migrations()
        password = secrets.token_hex(12)
        with postgres(database=MIGRATED, password=password) as server:
            manage("migrate", "--verbosity", "0", QUIPU_VAR=str(directory), DATABASE_URL=server.url)
            server.stop()
            subprocess.run(["cp", "-a", str(server.directory / "data"), str(directory / "data")], check=True)
        (directory / "password").write_text(password)

    return prepared(directory_of_migrations() / "postgres", make)


def migrated_postgres(**options: Any) -> AbstractContextManager[Server]:
    """A private PostgreSQL with a database ``migrated`` to copy; ``options`` are those of ``postgres``."""
    cluster = migrated_cluster()
    return postgres(cluster=cluster / "data", password=(cluster / "password").read_text(), **options)
