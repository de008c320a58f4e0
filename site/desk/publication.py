"""How publication fares, in words: for the panel on the admin's home page and for the report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from publication.models import Run
from publication.selectors import ScopeStatus, State, last_runs, live_release, scope_states
from transparency.models.pages import ReleasedPage

MAY_SEE = "publication.view_run"
MAY_RETRY = "publication.change_scopestate"

STATES = {
    State.LIVE: pgettext_lazy("state of a page", "up to date"),
    State.WAITING: pgettext_lazy("state of a page", "waiting"),
    State.RETRYING: pgettext_lazy("state of a page", "failed, will be tried again"),
    State.QUARANTINED: pgettext_lazy("state of a page", "set aside"),
}
TROUBLED = (State.QUARANTINED, State.RETRYING)
URGENCY = (*TROUBLED, State.WAITING, State.LIVE)
STATE_CLASSES = {State.LIVE: "primary", State.WAITING: "waiting"}
RESULT_CLASSES = {Run.Result.PUBLISHED: "primary", Run.Result.FAILED: "trouble"}
# Why the builder looked for changes, and changes that no table names.
CAUSES = {
    "hint": _("change announced"),
    "sweep": _("change found by the sweep"),
    "fingerprints": _("comparison with the record"),
    "demo": _("demo"),
    "command": _("command"),
}
ORIGINS = {
    "retry": _("somebody pressed “Try again”"),
    "restore": _("a restored database"),
    "new": _("a new page"),
    "changed": _("a change that nothing announced"),
    "withdrawn": _("a page that was withdrawn"),
    "damaged": _("damaged files"),
}
CUT = 200
STEPS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


@dataclass(frozen=True)
class ScopeLine:
    """One scope as a person reads it. ``css`` is the colour of its state."""

    scope: str
    name: str
    subject: str
    state: State
    label: str
    css: str
    release: int | None
    age: str
    attempts: int
    error: str
    can_retry: bool


@dataclass(frozen=True)
class RunLine:
    """One turn of the builder as a person reads it."""

    run: Run
    trigger: str
    scopes: str
    duration: str
    css: str


def may_see(user: User | AnonymousUser) -> bool:
    """Whether this user sees how publication fares."""
    return bool(user.has_perm(MAY_SEE))


def may_retry(user: User | AnonymousUser) -> bool:
    """Whether this user may have a scope tried again."""
    return bool(user.has_perm(MAY_RETRY))


def overview(user: User | AnonymousUser, runs: int) -> dict[str, Any]:
    """What panel and report show: the live release, each scope with trouble first, and the last runs."""
    lines = [scope_line(status) for status in scope_states()]
    lines.sort(key=lambda line: (URGENCY.index(line.state), line.scope))
    states = [line.state for line in lines]
    return {
        "release": live_release(),
        "lines": lines,
        "unsettled": [line for line in lines if line.state != State.LIVE],
        "troubled": sum(states.count(state) for state in TROUBLED),
        "waiting": states.count(State.WAITING),
        "runs": [run_line(run) for run in last_runs(runs)],
        "may_retry": may_retry(user),
    }


def scope_line(status: ScopeStatus) -> ScopeLine:
    """A scope in words."""
    view, _sign, subject = status.scope.partition(":")
    return ScopeLine(
        scope=status.scope,
        name=view_name(view),
        subject=subject,
        state=status.state,
        label=str(STATES[status.state]),
        css=STATE_CLASSES.get(status.state, "trouble"),
        release=status.live_release,
        age=span(status.oldest_mark_age) if status.oldest_mark_age is not None else "",
        attempts=status.attempts,
        error=last_line(status.error),
        can_retry=status.state in TROUBLED,
    )


def run_line(run: Run) -> RunLine:
    """A turn of the builder in words."""
    return RunLine(
        run=run,
        trigger=trigger_in_words(run.trigger),
        scopes=scopes_in_words(run.scopes.split(", ")),
        duration=f"{run.seconds:.1f} s" if run.seconds is not None else "–",
        css=RESULT_CLASSES.get(Run.Result(run.result), "waiting"),
    )


def view_name(view: str) -> str:
    """What a view's page is called in the admin; a view without a page keeps its own name."""
    for model in apps.get_models():
        if issubclass(model, ReleasedPage) and model.view_name == view:
            return str(capfirst(model._meta.verbose_name))
    return view


def scopes_in_words(scopes: Iterable[str]) -> str:
    """A few scopes by name, and how many more there were."""
    return a_few([f"{view_name(scope.partition(':')[0])} ({scope.partition(':')[2]})" for scope in scopes if scope])


def a_few(names: Sequence[str], shown: int = 3) -> str:
    """The first names, and how many more there are."""
    rest = len(names) - shown
    if rest <= 0:
        return ", ".join(names)
    more = ngettext("and %(count)d more", "and %(count)d more", rest) % {"count": rest}
    return f"{', '.join(names[:shown])} {more}"


def trigger_in_words(trigger: str) -> str:
    """``sweep: transparency_statementline`` as "found by the sweep: statement lines".

    After the colon stand the tables that changed, of which the engine keeps the first two hundred characters.
    """
    cause, _sign, origins = trigger.partition(": ")
    tables = {model._meta.db_table: str(model._meta.verbose_name_plural) for model in apps.get_models()}
    causes = [origin for origin in origins.split(", ") if origin and not (len(trigger) >= CUT and origin not in tables)]
    words = a_few([tables.get(origin, str(ORIGINS.get(origin, origin))) for origin in causes])
    head = str(CAUSES.get(cause, cause))
    return f"{head}: {words}" if words else head


def span(length: timedelta) -> str:
    """How long something took or has lasted, in its largest unit: ``12 s``, ``3 min``, ``2 h``, ``4 d``."""
    seconds = int(length.total_seconds())
    size, unit = next((step for step in STEPS if seconds >= step[0]), STEPS[-1])
    return f"{seconds // size} {unit}"


def last_line(error: str) -> str:
    """The line of a traceback that says what was wrong."""
    return error.strip().rpartition("\n")[2]


REPORT_LABEL = _("Publication")
