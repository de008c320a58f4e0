"""Reading how publication fares, for the admin and for commands."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db.models import Min, QuerySet

from publication.manifest import Manifest
from publication.models import Change, Release, Run, ScopeState
from publication.registry import covers, registry
from publication.services import releases
from publication.services.scopes import database_now


class State(StrEnum):
    """How a scope stands: in order, changed and not yet published, failed and tried again, or set aside."""

    LIVE = "live"
    WAITING = "waiting"
    RETRYING = "retrying"
    QUARANTINED = "quarantined"


@dataclass(frozen=True)
class ScopeStatus:
    """One scope as the admin shows it. ``live_release`` is the release in which it last changed."""

    scope: str
    live_release: int | None
    state: State
    oldest_mark_age: timedelta | None
    attempts: int
    error: str


def scope_states() -> list[ScopeStatus]:
    """Every scope that exists or is live, in alphabetical order."""
    live = live_release()
    entries = Manifest.parse(live.manifest).scopes if live else {}
    states = {state.scope: state for state in ScopeState.objects.all()}
    marks = dict(Change.objects.values_list("scope").annotate(Min("created_at")))
    now = database_now()
    found = []
    for scope in sorted({*registry.scopes(), *entries}):
        oldest = min((created for pattern, created in marks.items() if covers(pattern, scope)), default=None)
        state = states.get(scope)
        entry = entries.get(scope)
        found.append(
            ScopeStatus(
                scope=scope,
                live_release=entry.release if entry else None,
                state=_state(state, marked=oldest is not None),
                oldest_mark_age=max(now - oldest, timedelta()) if now and oldest else None,
                attempts=state.attempts if state else 0,
                error=state.error if state else "",
            )
        )
    return found


def last_runs(limit: int = 20) -> QuerySet[Run]:
    """The builder's last turns, newest first."""
    return Run.objects.all()[:limit]


def live_release() -> Release | None:
    """The release that readers see."""
    return releases.live_release()


def _state(state: ScopeState | None, *, marked: bool) -> State:
    if state and state.quarantined_at:
        return State.QUARANTINED
    if state and state.attempts:
        return State.RETRYING
    return State.WAITING if marked else State.LIVE
