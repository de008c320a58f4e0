"""One builder at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from publication.configuration import configuration

ADVISORY_KEY = 0x51_75_69_70_75  # "Quipu"


@contextmanager
def turn() -> Iterator[bool]:
    """Yield whether it is our turn to build.

    PostgreSQL holds a session advisory lock, SQLite (always on one machine) a lock on a file. Both end with the
    process that holds them, whatever ends it, so neither needs a lease that could run out too late or too early.
    Marks are what is owed, not the turn: whoever finds it taken may leave.
    """
    if connection.vendor == "postgresql":
        yield from _advisory_lock()
    else:
        yield from _file_lock()


def _advisory_lock() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_KEY])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        # A session that was ended has lost its lock already and cannot be asked to release it.
        if mine and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_KEY])


def _file_lock() -> Iterator[bool]:
    path = configuration().root / "builder.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
