"""The test database as migrations made it: at the start of a process, and again after every test that commits.

Django itself would migrate in every process, and after a test with real transactions empty all tables and send
``post_migrate``: half a second each time, and what migrations had written would be lost.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction

from publication import triggers
from tests.prepared import MIGRATED, migrated_sqlite


class Restorable(Protocol):
    """A test database that can be put back."""

    def restore(self) -> None:
        """Make it as it was at the start."""


class SqliteCopy:
    """The whole database, beside the one that tests use."""

    def __init__(self) -> None:
        self.kept = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(self.kept)

    def restore(self) -> None:
        """Make it as it was at the start."""
        connection.ensure_connection()
        self.kept.backup(connection.connection)


class PostgresRows:
    """The rows of those tables that migrations filled; all others are emptied where a test has filled them."""

    def __init__(self) -> None:
        self.triggers = triggers.existing()
        tables = connection.introspection.table_names()
        self.which_hold_rows = " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})" for table in tables
        )
        self.rows = {table: self._copy_out(table) for table in self._filled()}

    def restore(self) -> None:
        """Make it as it was at the start, but for sequences."""
        if triggers.existing() != self.triggers:
            triggers.install()
        with transaction.atomic(), connection.cursor() as cursor:
            # Neither triggers nor foreign keys have a say in this.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in self._filled():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
            for table, rows in self.rows.items():
                with cursor.copy(f"COPY {connection.ops.quote_name(table)} FROM STDIN") as copy:
                    copy.write(rows)

    def _filled(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(self.which_hold_rows)
            return [table for (table,) in cursor.fetchall()]

    def _copy_out(self, table: str) -> bytes:
        statement = f"COPY {connection.ops.quote_name(table)} TO STDOUT"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            return b"".join(copy)


def copy_sqlite(path: Path) -> None:
    """Make the test database what a file is."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        file.backup(connection.connection)


class TestDatabase:
    """This process's database: a copy of the one that was migrated once for the whole run."""

    __test__ = False

    def __init__(self) -> None:
        creation: Any = connection.creation
        self.outside = connection.settings_dict["NAME"]
        name = creation._get_test_db_name()
        connection.settings_dict["TEST"]["TEMPLATE"] = MIGRATED
        creation._create_test_db(verbosity=0, autoclobber=True, keepdb=False)
        connection.close()
        settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
        if connection.vendor == "sqlite":
            copy_sqlite(migrated_sqlite())
        # Triggers, permissions and types of content follow the models, which may have changed without a migration.
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
        self.copy: Restorable = SqliteCopy() if connection.vendor == "sqlite" else PostgresRows()

    def restore(self) -> None:
        """Make it as migrations made it."""
        self.copy.restore()
        ContentType.objects.clear_cache()

    def drop(self) -> None:
        """Remove it."""
        connection.creation.destroy_test_db(self.outside, verbosity=0)
