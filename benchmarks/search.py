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
REQUESTS = 300
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
    times = sorted(answer["milliseconds"])
    p50, p95 = (times[int(len(times) * share)] for share in (0.5, 0.95))
    slowest = ", ".join(f"{what} {most:.0f}" for what, most in answer["by_kind"].items())
    context = f"p50 {p50:.0f} ms over {len(times)} requests of {ENTRIES:,} entries; p95 by kind: {slowest}"
    return [Measurement(f"{name}: a search, p95", p95, "ms", target, context=context)]


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
    times: dict[str, list[float]] = {}
    for number in range(REQUESTS + 20):
        for kind, parameters in [questions(words)[number % 8]]:
            started = time.perf_counter()
            status = client.get("/es/buscar/", parameters).status_code
            if status != 200:
                raise RuntimeError(f"{parameters}: {status}")
            if number >= 20:
                times.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
    return {
        "milliseconds": [one for group in times.values() for one in group],
        "by_kind": {kind: sorted(group)[int(len(group) * 0.95)] for kind, group in times.items()},
    }


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
