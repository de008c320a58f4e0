"""What a process of the driver can be asked to do. Arguments and answers are plain JSON."""

import random
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.sql import emit_post_migrate_signal
from django.db import OperationalError, connection, transaction

from publication import triggers
from publication.models import Change, LivePointer, Release, Run, ScopeState
from publication.services import builder, fingerprints
from publication.services.releases import live_release, store
from publication.services.scopes import scope_retry
from publication.services.verification import problems
from publication.tasks import build as build_task
from tests.factories import programme_with_pages, wagtail_roots
from tests.faults import points
from tests.publication.fresh_build import differences_from_fresh_build
from transparency.models import StatementLine

Action = Callable[..., Any]
ACTIONS: dict[str, Action] = {}


def action(function: Action) -> Action:
    """Offer a function to tests by its name."""
    ACTIONS[function.__name__] = function
    return function


@action
def prepare() -> int:
    """Two programmes in a migrated database, all of it released; returns the number of the live release."""
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    wagtail_roots()
    for code in ("P1", "P2"):
        programme_with_pages(code, agencies=2, semesters=1)
    for run in builder.build_due("prepare"):
        if run.error:
            raise RuntimeError(run.error)
    live = live_release()
    return live.number if live else 0


@action
def change(amount: int, code: str = "P1", kind: str = "update") -> float:
    """Set what a programme has spent; returns the seconds that the whole of it took."""
    started = time.monotonic()
    lines = StatementLine.objects.filter(statement__programme__code=code, measure="disbursed")
    if kind == "update":
        lines.update(amount=amount)
    else:
        for line in lines:
            line.amount = amount
            line.save()
    return time.monotonic() - started


@action
def change_and_wait(amount: int, code: str, saved: str, go: str, end: str = "commit", kind: str = "save") -> float:
    """Change inside a transaction, say so by making the file ``saved``, and end it once ``go`` appears."""
    with transaction.atomic():
        change(amount, code, kind)
        Path(saved).touch()
        points.wait_for(Path(go))
        if end == "raise":
            transaction.set_rollback(True)
        started = time.monotonic()
    return time.monotonic() - started


@action
def change_unseen(amount: int) -> None:
    """Change while the triggers are off."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            for name, (table, _) in triggers.expected().items():
                cursor.execute(triggers.DIALECTS[connection.vendor].drop(name, table))
        change(amount)


@action
def import_and_die(rows: int) -> None:
    """Change row by row in one transaction, and be killed before its end."""
    with transaction.atomic():
        for number in range(rows):
            change(number)
        points.kill()


@action
def two_rows_in_turn(first: str, second: str, mine: str, theirs: str) -> str:
    """Change one programme, wait until the other process changed the other, then change that one too: a deadlock."""
    try:
        with transaction.atomic():
            change(1111, first)
            Path(mine).touch()
            points.wait_for(Path(theirs))
            change(1111, second)
    except OperationalError as error:
        return str(error)
    return ""


@action
def write_at_random(seed: int, until: str) -> int:
    """Change figures of both programmes, one time in five rolled back, until a file appears; returns how often."""
    chance, count = random.Random(seed), 0
    while not Path(until).exists():
        # Two writers that wait for each other: the database rolls one of them back.
        with suppress(OperationalError), transaction.atomic():
            change(chance.randrange(1, 10_000), chance.choice(["P1", "P2"]), chance.choice(["update", "save"]))
            transaction.set_rollback(chance.random() < 0.2)
            count += 1
        time.sleep(chance.random() * 0.05)
    return count


@action
def hold_lock(held: str, go: str, table: str) -> None:
    """Keep everyone else away from a table (SQLite: from writing) until a file appears."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE')
        Path(held).touch()
        points.wait_for(Path(go))


@action
def build(trigger: str = "sweep", backend: str = "", file_size: int = 0) -> list[list[Any]]:
    """Publish what is due. ``backend`` is a file for the number of our database session, ``file_size`` the largest
    file that this process may write."""
    if backend:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            Path(backend).write_text(str(cursor.fetchone()[0]))
    if file_size:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, resource.RLIM_INFINITY))
    return [[run.result, run.release, run.error] for run in builder.build_due(trigger)]


@action
def compare() -> dict[str, str]:
    """The sweep that looks for what no trigger saw, and the build after it."""
    found = fingerprints.mark_differences()
    builder.build_due("fingerprints")
    return found


@action
def send_hints(count: int) -> int:
    """Send hints to the real broker, and say how many messages wait there."""
    for _ in range(count):
        build_task.apply_async(expires=30, retry=False, ignore_result=True)
    with build_task.app.connection_for_read() as broker:
        channel: Any = broker.default_channel
        return int(channel.client.llen("celery")) if broker.transport_cls == "redis" else count


@action
def check() -> dict[str, Any]:
    """Everything that must hold at rest, and where things stand."""
    live = live_release()
    return {
        "differences": differences_from_fresh_build(),
        "problems": problems(),
        "marks": Change.objects.count(),
        "states": [[state.scope, state.attempts, state.error] for state in ScopeState.objects.all()],
        "live": live.number if live else 0,
        "current": store().current_target(),
        "pointer": [live.number, live.digest[:12]] if live else None,
        "releases": list(Release.objects.order_by("number").values_list("number", flat=True)),
        "published": Run.objects.filter(result=Run.Result.PUBLISHED).count(),
    }


@action
def is_published() -> bool:
    """Whether nothing is marked and readers have the live release."""
    live = live_release()
    return (
        not Change.objects.exists() and live is not None and store().current_target() == (live.number, live.digest[:12])
    )


@action
def marks() -> list[str]:
    """The scopes that are marked."""
    return sorted(set(Change.objects.values_list("scope", flat=True)))


@action
def quarantined() -> list[str]:
    """The scopes that were set aside."""
    return sorted(ScopeState.objects.exclude(quarantined_at=None).values_list("scope", flat=True))


@action
def forget(number: int) -> None:
    """Restore a dump of the release tables that is as old as release ``number``."""
    with transaction.atomic():
        LivePointer.objects.update(release=Release.objects.get(number=number))
        Release.objects.filter(number__gt=number).delete()


@action
def waiting_for_locks() -> int:
    """How many sessions of this database wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return int(cursor.fetchone()[0])


@action
def end_session(pid: int) -> bool:
    """End another session of the database, and wait until it is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])
        return bool(cursor.fetchone()[0])


@action
def retry_all() -> None:
    """A person asks for another round of attempts for everything that was set aside."""
    for scope in quarantined():
        scope_retry(scope)
