"""What a full rebuild of the transparency pages costs for a programme with 100,000 lines and 50,000 observations.

Each part runs in a process of its own, inside the environment of a site, so that ``VmHWM`` is the memory of that part
alone. Processor seconds are the process's own; other work on the machine does not count in them.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django

from benchmarks.memory import Together, peak_of
from benchmarks.table import Measurement

CODE = "LARGE-1"
LARGE_SECONDS, LARGE_MB, TIMES_THE_DATABASE = 30.0, 500.0, 3.0


def measure(directory: Path) -> list[Measurement]:
    """On SQLite, then on PostgreSQL where it can be started."""
    from scripts.stack import why_no_stack
    from tests.servers.postgres import postgres

    found = among(directory / "transparency-sqlite", None, "SQLite")
    if why_no_stack() is None:
        with ExitStack() as opened:
            server = opened.enter_context(postgres(durable=True, settings={"shared_buffers": "128MB"}))
            found += among(directory / "transparency-postgres", server.url, "PostgreSQL")
    return found


def among(directory: Path, database_url: str | None, name: str) -> list[Measurement]:
    """A large programme in a database of its own; without an address, SQLite in ``directory``."""
    environment = environment_of(directory, database_url)
    filled = part(environment, "fill")
    what = f"{name}: {filled['lines']:,} lines, {filled['observations']:,} observations"
    database, aggregates = (part(environment, mode) for mode in ("database", "aggregates"))
    rebuilt, edited = (part(environment, mode) for mode in ("rebuild", "edit"))
    scopes = [part(environment, "scope", scope) for scope in rebuilt["scopes"]]
    return [
        Measurement(
            f"{what}: full rebuild",
            rebuilt["seconds"],
            "s",
            LARGE_SECONDS,
            context=f"{rebuilt['computed']:.1f} s computing; {rebuilt['files']} files, {rebuilt['bytes'] / 1e6:.0f} MB",
        ),
        Measurement(
            f"{what}: most memory of it, both processes",
            rebuilt["together"] / 1e6,
            "MB",
            LARGE_MB,
            context=f"{rebuilt['peak'] / 1e6:.0f} MB of the one that renders",
        ),
        Measurement(
            f"{what}: reading every row and summing it, over the database's own time for the same",
            aggregates["seconds"] / database["seconds"],
            "×",
            TIMES_THE_DATABASE,
            context=f"{aggregates['seconds']:.2f} and {database['seconds']:.2f} s",
        ),
        Measurement(
            f"{what}: one changed line", edited["seconds"], "s", context=f"{edited['computed']:.1f} s of processor"
        ),
        *(
            Measurement(
                f"{what}: {scope['scope'].partition(':')[0]}",
                scope["read"] + scope["render"],
                "s",
                context=f"read {scope['read']:.1f} s, render {scope['render']:.1f} s, {scope['bytes'] / 1e6:.0f} MB, "
                f"memory {scope['peak'] / 1e6:.0f} MB",
            )
            for scope in scopes
        ),
    ]


def environment_of(directory: Path, database_url: str | None) -> dict[str, str]:
    """The environment of a site whose files are in ``directory``."""
    from benchmarks.sites import inherited

    directory.mkdir(parents=True, exist_ok=True)
    own = {"DJANGO_SETTINGS_MODULE": "quipu.settings.dev", "QUIPU_VAR": str(directory)}
    return {**inherited(), **own, **({"DATABASE_URL": database_url} if database_url else {})}


def part(environment: Mapping[str, str], *arguments: str) -> dict[str, Any]:
    """Runs one part in a process of its own. Raises ``CalledProcessError`` when it fails."""
    command = [sys.executable, "-m", "benchmarks.transparency", *arguments]
    done = subprocess.run(command, env=dict(environment), stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def fill(asked: str) -> dict[str, Any]:
    """The database, with a programme of the largest size that is promised, or a part of it: ``10`` is a tenth."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from tests.factories.large import Size, large_programme

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    part_of = int(asked or 1)
    size = Size(statements=Size.statements // part_of, observations=Size.observations // part_of)
    with transaction.atomic():
        large_programme(size, CODE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"lines": size.lines, "observations": size.observations}


def database(_asked: str) -> dict[str, Any]:
    """The database's own time for what the pages need: every row of the large tables, and the sums that they show."""
    from django.db.models import Sum

    from transparency.models import Observation, StatementLine

    started = time.perf_counter()
    lines = StatementLine.objects.filter(statement__programme__code=CODE)
    columns = ("statement__period", "organisation__code", "measure", "amount", "source__code", "section", "note__code")
    list(lines.values_list(*columns))
    list(lines.values_list("statement", "measure").annotate(Sum("amount")))
    list(lines.values_list("organisation", "measure").annotate(Sum("amount")))
    observations = Observation.objects.filter(indicator__programme__code=CODE)
    group = ("indicator__code", "period", "sex", "place__code", "sector__code", "category__code")
    list(observations.values_list(*group, "value", "source__code", "section", "note__code"))
    for dimension in ("sex", "place", "sector"):
        list(observations.values_list("indicator", "period", dimension).annotate(Sum("value")))
    return {"seconds": time.perf_counter() - started}


def aggregates(_asked: str) -> dict[str, Any]:
    """The same rows and sums by the site's own means: the selectors that its pages read with, and exact numbers."""
    from collections import defaultdict
    from decimal import Decimal

    from transparency.models import Programme
    from transparency.selectors.finances import read_finances
    from transparency.selectors.results import read_results

    programme = Programme.objects.get(code=CODE, locale__language_code="es")
    started = time.perf_counter()
    sums: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    for row in read_finances(programme)["lines"]:
        value = Decimal(row["figure"]["value"] or 0)
        sums["statement", row["statement"], row["measure"]] += value
        sums["organisation", row["organisation"], row["measure"]] += value
    for row in read_results(programme)["observations"]:
        value = Decimal(row["figure"]["value"] or 0)
        for dimension in ("sex", "place", "sector"):
            sums[dimension, row["indicator"], row["period"], row[dimension]] += value
    return {"seconds": time.perf_counter() - started, "sums": len(sums)}


def rebuild(_asked: str) -> dict[str, Any]:
    """Everything, from the marks to the live release."""
    from publication.configuration import configuration
    from publication.manifest import Manifest
    from publication.models import Release
    from publication.services import scopes
    from publication.services.builder import build_due

    scopes.mark(["*"], "benchmark")
    together = Together()
    together.start()
    seconds, computed = timed(lambda: succeeded(build_due("benchmark")))
    together.stop()
    release = Release.objects.latest("number")
    files = [path for path in (configuration().root / "artifacts").rglob("*") if path.is_file() and not path.suffix]
    return {
        "seconds": seconds,
        "computed": computed,
        "peak": peak_of(os.getpid()),
        "together": together.peak,
        "scopes": sorted(Manifest.parse(release.manifest).scopes),
        "files": len(files),
        "bytes": sum(path.stat().st_size for path in files),
    }


def edit(_asked: str) -> dict[str, Any]:
    """One changed line, from the commit to the live release."""
    from decimal import Decimal

    from publication.services.builder import build_due
    from transparency.models import StatementLine

    line = StatementLine.objects.filter(amount__isnull=False).latest("pk")
    StatementLine.objects.filter(pk=line.pk).update(amount=(line.amount or Decimal(0)) + 1)
    seconds, computed = timed(lambda: succeeded(build_due("benchmark")))
    return {"seconds": seconds, "computed": computed}


def scope(asked: str) -> dict[str, Any]:
    """One scope, read and rendered in every language, kept nowhere."""
    from django.utils import timezone

    from publication.content import settled
    from publication.registry import Stamp
    from publication.services.builder import read_inputs, render_files

    started = time.process_time()
    inputs = read_inputs(asked)
    read = time.process_time()
    if inputs is None:
        raise LookupError(asked)
    files = render_files(asked, inputs, Stamp(1, timezone.now()))
    size = sum(len(settled(content)) for named in files.values() for content in named.values())
    return {
        "scope": asked,
        "read": read - started,
        "render": time.process_time() - read,
        "bytes": size,
        "peak": peak_of(os.getpid()),
    }


def succeeded(runs: list[Any]) -> None:
    """Raises ``RuntimeError`` when a run of the builder failed."""
    for run in runs:
        if run.error:
            raise RuntimeError(run.error)


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of the processor."""
    started, computed = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - computed


PARTS: dict[str, Callable[[str], dict[str, Any]]] = {
    "fill": fill,
    "database": database,
    "aggregates": aggregates,
    "rebuild": rebuild,
    "edit": edit,
    "scope": scope,
}


def main() -> None:
    """One part, in the environment that the site gave this process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("about", nargs="?", default="")
    asked = parser.parse_args()
    django.setup()
    from publication.memory import rare_search_for_cycles

    with rare_search_for_cycles():  # as in every build; for the database's own time too
        found = PARTS[asked.part](asked.about)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
