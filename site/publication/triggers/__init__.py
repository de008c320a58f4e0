"""Database triggers that mark changes, whoever makes them: the ORM, bulk operations, COPY, raw SQL.

A trigger's name ends in a digest of its definition, so that one that is missing or out of date can be told from the
catalogue. Migrations run without them: Django rebuilds SQLite tables to alter them, which SQLite refuses while a
trigger of another table names the one being rebuilt, and a trigger would fail on a column that was renamed before it.
They are put back after every ``migrate``, which then marks everything, for changes meanwhile left no mark.
"""

import hashlib
from collections.abc import Sequence
from types import ModuleType

from django.db import DEFAULT_DB_ALIAS, connections

from publication.registry import EVERYTHING, Watch, registry
from publication.triggers import postgresql, sqlite

DIALECTS: dict[str, ModuleType] = {"postgresql": postgresql, "sqlite": sqlite}


def expected(using: str = DEFAULT_DB_ALIAS) -> dict[str, tuple[str, str]]:
    """Trigger name → (table, SQL) for every watch."""
    dialect = DIALECTS[connections[using].vendor]
    wanted: dict[str, tuple[str, str]] = {}
    for watch in registry.watches:
        name = _name(watch, dialect)
        for trigger, sql in dialect.statements(watch, name).items():
            wanted[trigger] = (watch.model._meta.db_table, sql)
    return wanted


def existing(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Our triggers that the database has, and has switched on."""
    with connections[using].cursor() as cursor:
        cursor.execute(DIALECTS[connections[using].vendor].EXISTING)
        return {name for (name,) in cursor.fetchall()}


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Tables whose changes would go unnoticed."""
    present = existing(using)
    return sorted({table for trigger, (table, _) in expected(using).items() if trigger not in present})


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Create what is missing and drop what is out of date; running it twice changes nothing.

    Where anything was missing, everything is marked once the triggers are there: what changed without them is found.
    """
    connection = connections[using]
    dialect = DIALECTS[connection.vendor]
    tables = set(connection.introspection.table_names())
    wanted = {name: (table, sql) for name, (table, sql) in expected(using).items() if table in tables}
    present = existing(using)
    with connection.cursor() as cursor:
        for name in present - wanted.keys():
            cursor.execute(dialect.drop(name, ""))
        for name in wanted.keys() - present:
            cursor.execute(dialect.drop(name, wanted[name][0]))
            cursor.execute(wanted[name][1])
        if wanted.keys() - present:
            cursor.execute(f"{dialect.INSERT_MARKS} VALUES ('{EVERYTHING}', 'triggers', {dialect.NOW})")


def remove_before_migrate(using: str = DEFAULT_DB_ALIAS, plan: Sequence[object] = (), **kwargs: object) -> None:
    """Signal handler of ``pre_migrate``: migrations that are about to run meet no triggers."""
    if plan:
        dialect = DIALECTS[connections[using].vendor]
        present = existing(using)
        with connections[using].cursor() as cursor:
            for name in present:
                cursor.execute(dialect.drop(name, ""))


def install_after_migrate(using: str = DEFAULT_DB_ALIAS, **kwargs: object) -> None:
    """Signal handler of ``post_migrate``, once the table for marks is there."""
    if "publication_change" in connections[using].introspection.table_names():
        install(using)


def _name(watch: Watch, dialect: ModuleType) -> str:
    """``quipu_mark_<table>_<digest>``: within PostgreSQL's 63 characters with the operation behind it."""
    definition = "".join(dialect.statements(watch, "x").values())
    short = hashlib.sha256(definition.encode()).hexdigest()[:8]
    return f"quipu_mark_{watch.model._meta.db_table[:30]}_{short}"
