"""Change marks on SQLite: row triggers, for SQLite has no others. ``DELETE`` without a condition fires them too."""

from publication.registry import Watch
from publication.triggers.paths import subject_query

INSERT_MARKS = "INSERT INTO publication_change (scope, origin, created_at)"
NOW = "STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')"


def statements(watch: Watch, name: str) -> dict[str, str]:
    """Trigger name → ``CREATE TRIGGER``, for insert, update and delete."""
    table = watch.model._meta.db_table
    created = {}
    for operation in ("INSERT", "UPDATE", "DELETE"):
        trigger, condition = f"{name}_{operation.lower()}", _condition(watch, operation)
        created[trigger] = (
            f'CREATE TRIGGER "{trigger}" AFTER {operation} ON "{table}" {condition} '
            f"BEGIN {_marks(watch, operation)}; END"
        )
    return created


def _rows(operation: str) -> tuple[str, ...]:
    return {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}[operation]


def _marks(watch: Watch, operation: str) -> str:
    table = watch.model._meta.db_table
    query = subject_query(watch)
    if watch.subject is None:
        return f"{INSERT_MARKS} VALUES ({query.expression}, '{table}', {NOW})"
    changed = " UNION ".join(
        "SELECT " + ", ".join(f'{row}."{column}" AS "{column}"' for column in query.needs) for row in _rows(operation)
    )
    return f"{INSERT_MARKS} SELECT DISTINCT {query.expression}, '{table}', {NOW} FROM ({changed}) r {query.joins}"


def _condition(watch: Watch, operation: str) -> str:
    conditions = []
    if operation == "UPDATE" and watch.columns:
        conditions.append(" OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in watch.columns))
    if watch.when:
        conditions.append(" OR ".join(f"{row}.{watch.when}" for row in _rows(operation)))
    return "WHEN " + " AND ".join(f"({condition})" for condition in conditions) if conditions else ""


EXISTING = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'quipu\\_mark\\_%' ESCAPE '\\'"


def drop(name: str, table: str) -> str:
    """Remove a trigger by name."""
    return f'DROP TRIGGER IF EXISTS "{name}"'
