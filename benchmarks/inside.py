"""Run inside a site's environment: answers a JSON request a line, so that two sites can be asked in turns."""

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import django

POLL_SECONDS = 0.02


@contextmanager
def counted_queries() -> Iterator[Counter[str]]:
    """Counts what the block asks of the database, under ``queries``."""
    from django.db import connection

    found: Counter[str] = Counter()

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        found["queries"] += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        yield found


@contextmanager
def counted_renders() -> Iterator[Counter[str]]:
    """Counts renders by scope and language."""
    from publication.registry import registry

    found: Counter[str] = Counter()
    views = dict(registry.views)
    originals = {name: view.render for name, view in views.items()}

    def counting(name: str) -> Callable[..., Mapping[str, Any]]:
        def render(inputs: Any, language: str, stamp: Any) -> Mapping[str, Any]:
            found[f"{name} {inputs.pages[language]}"] += 1
            return originals[name](inputs, language, stamp)

        return render

    for name, view in views.items():
        view.render = counting(name)  # type: ignore[method-assign]
    try:
        yield found
    finally:
        for view in views.values():
            del view.render


def wait_for_quiet() -> None:
    """Until the burst of changes is over: that wait is a setting, not a cost."""
    from publication.services import scopes

    scopes.expand_patterns()
    while not all(scopes.due().values()):
        time.sleep(POLL_SECONDS)


def edit(line: int) -> dict[str, Any]:
    """Change one line, and build what is due."""
    from publication.services import builder
    from transparency.models import StatementLine

    StatementLine.objects.filter(pk=line).update(amount=random.randint(1, 9_999_999))
    with counted_queries() as asked, counted_renders() as renders:
        wait_for_quiet()
        asked.clear()
        started = time.perf_counter()
        runs = builder.build_due("benchmark")
        seconds = time.perf_counter() - started
    if [run.result for run in runs] != ["published"]:
        raise RuntimeError(f"the change was not published: {[(run.result, run.error) for run in runs]}")
    return {"seconds": seconds, "queries": asked["queries"], "renders": sum(renders.values())}


def bulk(rows: int) -> dict[str, Any]:
    """Change many lines in one statement, and build until nothing is due."""
    from django.db.models import F

    from publication.manifest import Manifest
    from publication.services import builder
    from publication.services.releases import live_release
    from transparency.models import StatementLine

    before = live_release()
    chosen = StatementLine.objects.order_by("pk").values("pk")[:rows]
    changed = StatementLine.objects.filter(pk__in=chosen).update(amount=F("amount") + 1)
    with counted_renders() as renders:
        wait_for_quiet()
        started = time.perf_counter()
        builder.build_due("benchmark")
        seconds = time.perf_counter() - started
    after = live_release()
    entries = Manifest.parse(after.manifest).scopes if after else {}
    affected = [entry for entry in entries.values() if before and entry.release > before.number]
    return {
        "rows": changed,
        "seconds": seconds,
        "pages": sum(len(entry.pages) for entry in affected),
        "renders": sum(renders.values()),
        "most": max(renders.values(), default=0),
    }


def queries(path: str) -> dict[str, Any]:
    """Statements that a warm GET asks of the database."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.get(path)
    with counted_queries() as asked:
        response = client.get(path)
    return {"status": response.status_code, "queries": asked["queries"]}


def rename() -> dict[str, Any]:
    """Rename an agency that every programme names, so that every page has to be built anew."""
    from transparency.models import Organisation

    name = f"Agencia {random.randint(1, 9_999_999)}"
    Organisation.objects.filter(code="AG0", locale__language_code="es").update(name=name, acronym=name)
    return {"name": name}


def settle() -> dict[str, Any]:
    """Build whatever is due, and say how many scopes the live release has."""
    from publication.services import builder, scopes

    wait_for_quiet()
    builder.build_due("benchmark")
    return {"scopes": len(scopes.live_scopes())}


REQUESTS: dict[str, Callable[..., dict[str, Any]]] = {
    function.__name__: function for function in (edit, bulk, queries, rename, settle)
}


def main() -> None:
    """Answer until the input ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quipu.settings.dev")
    django.setup()
    for line in sys.stdin:
        request = json.loads(line)
        sys.stdout.write(json.dumps(REQUESTS[request.pop("do")](**request)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
