"""System checks: settings that make sense, and no table whose changes would go unnoticed."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from publication import triggers
from publication.configuration import configuration
from publication.models import Change


@register()
def settings_make_sense(**kwargs: Any) -> list[CheckMessage]:
    """``settings.PUBLICATION`` can be used as it stands."""
    try:
        problems = configuration().problems()
    except (TypeError, KeyError, ValueError) as error:
        problems = [str(error)]
    return [Error(f"settings.PUBLICATION: {problem}", id="publication.E001") for problem in problems]


@register(Tags.database)
def triggers_are_installed(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Every watched table has its triggers, switched on.

    A warning, because ``migrate`` refuses to run while there are errors, and ``migrate`` is the remedy. Deployments
    run ``manage.py check --database default --fail-level WARNING``.
    """
    found: list[CheckMessage] = []
    for alias in databases or ():
        if Change._meta.db_table not in connections[alias].introspection.table_names():
            continue  # nothing is migrated yet
        found.extend(
            Warning(
                f"Changes to {table} are not marked: a trigger is missing, out of date or switched off.",
                hint="Run manage.py migrate, which puts the triggers back.",
                id="publication.W002",
            )
            for table in triggers.missing(alias)
        )
    return found
