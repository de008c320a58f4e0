"""From saving a statement in the admin to reading the new figure in both languages."""

import math
import statistics
import time

from benchmarks.browser import Browser, fetch
from benchmarks.sites import Site
from benchmarks.table import Measurement
from scripts.processes import wait_until

GIVE_UP_SECONDS = 60
FIRST_AMOUNT = 7_000_000


def measure(site: Site, edits: int, target: float | None, what: str, pause: float = 0.3) -> list[Measurement]:
    """Edit as the data officer so many times; the clock runs from sending the form until both pages show it."""
    officer = Browser(site.web_url if not site.public_port else site.url)
    officer.log_in(site.facts["username"], site.facts["password"])
    edit(site, officer, FIRST_AMOUNT)  # the first request of each process compiles templates; not a save like others
    times = []
    for number in range(1, edits + 1):
        times.append(edit(site, officer, FIRST_AMOUNT + number))
        time.sleep(pause)
    p95 = percentile(times, 95)
    context = f"p50 {statistics.median(times):.2f} s, slowest {max(times):.2f} s, {edits} edits"
    return [Measurement(f"{what}, p95", p95, "s", target, context=context)]


def edit(site: Site, officer: Browser, amount: int) -> float:
    """One edit; returns seconds. Raises ``RuntimeError`` when the form is not accepted, ``TimeoutError`` when nobody
    gets to read it."""
    path = site.facts["edit"]
    fields = officer.get(path).form_with("statementlines-TOTAL_FORMS")
    fields[amount_field(fields, site.facts["line"])] = [str(amount)]
    shown = f"{amount:,}"
    started = time.perf_counter()
    answer = officer.post(path, fields)
    if answer.url.endswith(path):
        raise RuntimeError(f"{site.name}: the admin did not accept the statement")
    waiting = list(site.facts["pages"].values())

    def is_read() -> bool:
        while waiting and shown in fetch(site.url + waiting[0])[1]:
            waiting.pop(0)
        return not waiting

    wait_until(is_read, GIVE_UP_SECONDS, f"{site.name}: {shown} on every page")
    return time.perf_counter() - started


def amount_field(fields: dict[str, list[str]], line: int) -> str:
    """The name of the amount of this line in the form."""
    for name, values in fields.items():
        if name.startswith("statementlines-") and name.endswith("-id") and values == [str(line)]:
            return name.removesuffix("-id") + "-amount"
    raise LookupError(f"line {line} is not in the form")


def percentile(values: list[float], share: int) -> float:
    """The smallest value that ``share`` per cent of them do not exceed."""
    return sorted(values)[math.ceil(len(values) * share / 100) - 1]
