"""Reading many tables as of one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


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
            yield
    else:
        # Not atomic(): our SQLite transactions begin IMMEDIATE, and a reader must not keep writers waiting.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


@contextmanager
def part_of_snapshot() -> Iterator[None]:
    """A part that may fail alone: on PostgreSQL a failed query would otherwise end the whole snapshot."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            yield
    else:
        yield
