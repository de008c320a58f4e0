"""How long a reader waits for a search among many entries, in a database of its own filled with made-up texts."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django

from benchmarks.table import Measurement

ENTRIES = 20_000
REQUESTS, WARM_UP = 300, 20
TARGET_MS = 150
# A PDF's page has about as many words as a printed one.
WORDS_OF_A_PAGE, WORDS_OF_AN_ITEM = 350, 90
VOCABULARY = 12_000
KINDS = ("study", "ordinance", "product", "initiative", "document", "activity", "achievement", "page")
SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"]


def among_many(directory: Path, database_url: str | None, name: str, target: float | None) -> list[Measurement]:
    """Fills a database and asks it; without an address, SQLite in ``directory``."""
    from benchmarks.sites import inherited

    environment = {
        **inherited(),
        "DJANGO_SETTINGS_MODULE": "quipu.settings.dev",
        "QUIPU_VAR": str(directory),
        **({"DATABASE_URL": database_url} if database_url else {}),
    }
    directory.mkdir(parents=True, exist_ok=True)
    answer = run(environment)
    asked: list[dict[str, Any]] = answer["requests"]
    waited, computed = ([request[what] for request in asked] for what in ("waited", "computed"))
    slowest = ", ".join(
        f"{kind} {at(0.95, [request['computed'] for request in asked if request['kind'] == kind]):.0f}"
        for kind in dict.fromkeys(request["kind"] for request in asked)
    )
    context = f"p50 {at(0.5, waited):.0f} ms over {len(asked)} requests of {ENTRIES:,} entries"
    return [
        Measurement(f"{name}: a search, p95", at(0.95, waited), "ms", target, context=context),
        Measurement(
            f"{name}: computing for a search, p95",
            at(0.95, computed),
            "ms",
            target,
            context=f"p50 {at(0.5, computed):.0f} ms, application and database; p95 by kind: {slowest}",
        ),
    ]


def at(share: float, values: list[float]) -> float:
    """The value below which this share of them lies."""
    return sorted(values)[int(len(values) * share)]


def run(environment: Mapping[str, str]) -> dict[str, Any]:
    """Runs this module inside a site's environment. Raises ``CalledProcessError`` when that fails."""
    command = [sys.executable, "-m", "benchmarks.search"]
    done = subprocess.run(command, env=dict(environment), stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Migrate, fill, ask, print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quipu.settings.dev")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    random.seed(2081)
    words = ["".join(random.choices(SYLLABLES, k=random.randint(2, 4))) for _ in range(VOCABULARY)]
    fill(words)
    sys.stdout.write(json.dumps(ask(words)) + "\n")


def fill(words: list[str]) -> None:
    """A home page, a few places, and the entries."""
    from django.db import connection

    from content.search.indexing import entries_words, entries_write, words_store
    from tests.factories import PlaceFactory, home_page

    home_page()
    regions = [PlaceFactory(code=f"{number:02}", name=f"Región {number}") for number in range(1, 26)]
    entries = list(made_up(words, [region.code for region in regions]))
    entries_write(entries, {})
    words_store(entries_words(entries))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def made_up(words: list[str], regions: list[str]) -> Iterator[Any]:
    """Entries whose words are as unevenly frequent as those of real texts."""
    from content.search.entries import Entry, Facts

    frequency = [1 / (rank + 3) for rank in range(len(words))]

    def text(length: int) -> str:
        return " ".join(random.choices(words, frequency, k=length))

    for number in range(ENTRIES):
        is_page = number % 4 == 0
        year = random.randint(2009, 2013)
        title = f"Ordenanza {number % 400:03}-{year}" if number % 40 == 0 else text(6).capitalize()
        yield Entry(
            source=f"bench:{number}",
            half="es",
            language="es",
            kind="file" if is_page else random.choice(KINDS),
            title=title,
            url=f"/es/{number}/",
            summary="" if is_page else text(20),
            text=text(WORDS_OF_A_PAGE if is_page else WORDS_OF_AN_ITEM),
            page_number=number if is_page else None,
            weight=0.5 if is_page else 1.0,
            facts=Facts(
                places=frozenset(random.sample(regions, 1)),
                sectors=frozenset(random.sample(["textiles", "food", "tourism", "crafts"], 1)),
                year=year,
            ),
        )


def ask(words: list[str]) -> dict[str, Any]:
    """Requests of every kind, in turns, after a few that warm up."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    found = []
    for number in range(REQUESTS + WARM_UP):
        kind, parameters = questions(words)[number % 8]
        started, computed = time.perf_counter(), computing()
        status = client.get("/es/buscar/", parameters).status_code
        if status != 200:
            raise RuntimeError(f"{parameters}: {status}")
        taken = {"waited": time.perf_counter() - started, "computed": computing() - computed}
        if number >= WARM_UP:
            found.append({"kind": kind, **{what: seconds * 1000 for what, seconds in taken.items()}})
    return {"requests": found}


def computing() -> float:
    """Seconds that this process and its connection's server process have computed; other work does not count."""
    from django.db import connection

    here = time.process_time()
    if connection.vendor != "postgresql":
        return here
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    try:
        return here + int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except OSError:  # not Linux: what the database computes is not known
        return here


def questions(words: list[str]) -> list[tuple[str, dict[str, str]]]:
    """One question of each kind, with other words each time."""
    often, seldom = random.choice(words[:40]), random.choice(words[2000:])
    return [
        ("a frequent word", {"q": often}),
        ("a rare word", {"q": seldom}),
        ("two words", {"q": f"{often} {random.choice(words[40:400])}"}),
        ("a number", {"q": f"{random.randint(0, 9) * 40:03}-2012"}),
        ("a year", {"q": "2012"}),
        ("a mistyped word", {"q": seldom[:-1] + "xo"}),
        ("facets", {"q": often, "type": "study", "place": "08", "year": "2012"}),
        ("a frequent word", {"q": random.choice(words[40:200]), "page": "3"}),
    ]


def measure(directory: Path) -> list[Measurement]:
    """On PostgreSQL and, to compare, on SQLite."""
    from tests.servers.postgres import postgres

    with ExitStack() as opened:
        server = opened.enter_context(postgres(durable=True, settings={"shared_buffers": "128MB"}))
        found = among_many(directory / "search-postgres", server.url, "PostgreSQL", TARGET_MS)
    return found + among_many(directory / "search-sqlite", None, "SQLite", None)


if __name__ == "__main__":
    main()
