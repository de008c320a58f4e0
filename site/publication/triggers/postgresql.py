"""Change marks on PostgreSQL: statement triggers with transition tables, so that a bulk change costs little.

COPY fires them as INSERT does; TRUNCATE shows no rows and therefore marks everything.
"""

from publication.registry import EVERYTHING, Watch
from publication.triggers.paths import subject_query

INSERT_MARKS = "INSERT INTO publication_change (scope, origin, created_at)"
NOW = "clock_timestamp()"
TRANSITIONS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
    "TRUNCATE": "",
}
ROWS = {"INSERT": ("new_rows",), "UPDATE": ("new_rows", "old_rows"), "DELETE": ("old_rows",)}


def statements(watch: Watch, name: str) -> dict[str, str]:
    """Trigger name → SQL that creates its function and the trigger, for each operation."""
    table = watch.model._meta.db_table
    created = {}
    for operation, transition in TRANSITIONS.items():
        trigger = f"{name}_{operation.lower()}"
        created[trigger] = (
            f'CREATE OR REPLACE FUNCTION "{trigger}"() RETURNS trigger LANGUAGE plpgsql AS $mark$ '
            f"BEGIN {_marks(watch, operation)}; RETURN NULL; END $mark$; "
            f'CREATE TRIGGER "{trigger}" AFTER {operation} ON "{table}" {transition} '
            f'FOR EACH STATEMENT EXECUTE FUNCTION "{trigger}"()'
        )
    return created


def _marks(watch: Watch, operation: str) -> str:
    table = watch.model._meta.db_table
    if operation == "TRUNCATE":
        return f"{INSERT_MARKS} VALUES ('{EVERYTHING}', '{table}', {NOW})"
    query = subject_query(watch)
    columns = ", ".join(f'c."{column}"' for column in query.needs) or "1"
    changed = " UNION ".join(
        f"SELECT {columns} FROM {rows} c {_narrowed(watch, operation, rows)}" for rows in ROWS[operation]
    )
    # DISTINCT before the clock: one mark per scope and statement.
    marked = f"SELECT DISTINCT {query.expression} AS scope FROM ({changed}) r {query.joins}"
    return f"{INSERT_MARKS} SELECT m.scope, '{table}', {NOW} FROM ({marked}) m"


def _narrowed(watch: Watch, operation: str, rows: str) -> str:
    """Restrict an update to rows whose watched columns differ, and every operation to rows where ``when`` holds."""
    if operation != "UPDATE":
        return f"WHERE c.{watch.when}" if watch.when else ""
    if not (watch.columns or watch.when):
        return ""
    key = watch.model._meta.pk.column
    other = "old_rows" if rows == "new_rows" else "new_rows"
    conditions = []
    if watch.columns:
        ours, theirs = (", ".join(f'{alias}."{column}"' for column in watch.columns) for alias in ("c", "o"))
        conditions.append(f"ROW({ours}) IS DISTINCT FROM ROW({theirs})")
    if watch.when:
        conditions.append(f"(c.{watch.when} OR o.{watch.when})")
    return f'JOIN {other} o ON o."{key}" = c."{key}" WHERE {" AND ".join(conditions)}'


EXISTING = (
    "SELECT tgname FROM pg_trigger "
    "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgname LIKE 'quipu\\_mark\\_%'"
)


def drop(name: str, table: str) -> str:
    """Remove a trigger with its function."""
    return f'DROP FUNCTION IF EXISTS "{name}"() CASCADE'
