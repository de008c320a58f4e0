"""Reading many tables as of one moment."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection, transaction

Read = TypeVar("Read")

# What was read of the subject that was asked for last, in the snapshot that is open; None outside of one.
_read: ContextVar[dict[Hashable, dict[Hashable, Any]] | None] = ContextVar("read in this snapshot", default=None)


@contextmanager
def snapshot() -> Iterator[None]:
    """A read-only transaction in which every query sees the same moment.

    Raises ``RuntimeError`` inside another transaction: a snapshot that began earlier may miss marks that its data
    already hold, or the reverse.
    """
    if connection.in_atomic_block:
        raise RuntimeError("A snapshot cannot be taken inside another transaction.")
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            with remembering():
                yield
    else:
        # Not atomic(): our SQLite transactions begin IMMEDIATE, and a reader must not keep writers waiting.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            with remembering():
                yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


def once(subject: Hashable, what: Hashable, read: Callable[[], Read]) -> Read:
    """What ``read`` gives of a subject, read one time in a snapshot, in which it cannot change.

    It is kept until another subject is asked for: a snapshot may look at a hundred programmes, and at many views of
    each. Outside of a snapshot, and of ``remembering``, it is read at every call.
    """
    kept = _read.get()
    if kept is None:
        return read()
    if subject not in kept:
        kept.clear()
        kept[subject] = {}
    of_subject = kept[subject]
    if what not in of_subject:
        of_subject[what] = read()
    found: Read = of_subject[what]
    return found


@contextmanager
def remembering() -> Iterator[None]:
    """Lets ``once`` remember what is read in here, as it does in a snapshot: for what reads one subject by itself."""
    kept = _read.get()
    token = _read.set({} if kept is None else kept)
    try:
        yield
    finally:
        _read.reset(token)


@contextmanager
def part_of_snapshot() -> Iterator[None]:
    """A part that may fail alone: on PostgreSQL a failed query would otherwise end the whole snapshot."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            yield
    else:
        yield
