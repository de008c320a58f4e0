"""Whether the migrations can run while the version before still serves: django-migration-linter, on PostgreSQL's SQL.

The linter reads what `sqlmigrate` prints, and that depends on the database: hence a private PostgreSQL.
"""

import os
import sys

from tests.servers.postgres import postgres, why_no_postgres

OUR_APPS = ["content", "desk", "publication", "transparency"]
# Rich text cannot become a story while code that expects rich text still serves: stop the site for it.
WITH_THE_SITE_STOPPED = ["0004_home_story"]


def has_unsafe_migrations() -> bool:
    """Print what the linter thinks of each migration of ours. Needs a configured Django."""
    from django_migration_linter import MigrationLinter

    linter = MigrationLinter(include_apps=OUR_APPS, ignore_name=WITH_THE_SITE_STOPPED, no_cache=True)
    linter.lint_all_migrations()
    return bool(linter.has_errors)


def main() -> int:
    """Start a PostgreSQL and lint on it. Returns the exit status."""
    problem = why_no_postgres()
    if problem:
        sys.stderr.write(f"quipu: {problem}\n")
        return 1
    with postgres() as server:
        os.environ["DATABASE_URL"] = server.url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quipu.settings.test")
        import django

        django.setup()
        return int(has_unsafe_migrations())


if __name__ == "__main__":
    sys.exit(main())
