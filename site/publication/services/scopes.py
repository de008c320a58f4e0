"""Marks and the fate of scopes: what is due, what waits, what is set aside."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Max, Min, QuerySet
from django.db.models.functions import Now

from publication.configuration import configuration
from publication.manifest import Manifest
from publication.models import Change, LivePointer, ScopeState
from publication.registry import EVERYTHING, covers, registry

logger = logging.getLogger(__name__)


def mark(scopes: Iterable[str], origin: str) -> None:
    """Say that scopes (or ``*``) need a fresh build; ``origin`` is what readers see as the reason."""
    Change.objects.bulk_create([Change(scope=scope, origin=origin) for scope in scopes])


def expand_patterns() -> None:
    """Replace marks for ``*`` by marks for each scope that they cover, in one transaction.

    A mark for everything could be deleted only once everything is built, so one poisoned scope would keep it, and
    every other scope would be built again and again.
    """
    if not Change.objects.filter(scope__contains=EVERYTHING).exists():
        return
    with transaction.atomic(durable=True):
        patterns = list(Change.objects.select_for_update().filter(scope__contains=EVERYTHING).order_by("id"))
        latest = {(pattern.scope, pattern.origin): pattern for pattern in patterns}
        # Scopes that are live but exist no more have to be withdrawn, so they are marked too.
        scopes = {*registry.scopes(), *live_scopes()}
        Change.objects.bulk_create(
            [
                Change(scope=scope, origin=pattern.origin, created_at=pattern.created_at)
                for pattern in latest.values()
                for scope in scopes
                if covers(pattern.scope, scope)
            ]
        )
        delete_marks([pattern.pk for pattern in patterns])


def live_scopes() -> set[str]:
    """The scopes that the live release holds."""
    pointer = LivePointer.objects.select_related("release").filter(pk=1).first()
    return set(Manifest.parse(pointer.release.manifest).scopes) if pointer and pointer.release else set()


def delete_marks(ids: list[int]) -> None:
    """Delete exactly these marks, in portions that every database accepts."""
    for start in range(0, len(ids), 10_000):
        Change.objects.filter(pk__in=ids[start : start + 10_000]).delete()


def database_now() -> datetime | None:
    """The database's clock, which also dates the marks; None when nothing is marked."""
    return Change.objects.annotate(now=Now()).order_by("-pk").values_list("now", flat=True).first()


def due() -> dict[str, bool]:
    """Scopes that may be built, each with whether its burst is over.

    Concrete ones only: a mark for ``*`` that was committed since ``expand_patterns`` waits for the next call of that.
    Taken for a scope it would be answered by building nothing.
    Scopes that failed wait for ``not_before``; those set aside wait for a new change or for a person.
    """
    now = database_now()
    if now is None:
        return {}
    settings = configuration()
    states = {state.scope: state for state in ScopeState.objects.all()}
    concrete = Change.objects.exclude(scope__contains=EVERYTHING)
    marks = concrete.values_list("scope").annotate(Min("created_at"), Max("created_at"), Count("pk"))
    found = {}
    for scope, oldest, newest, count in marks:
        state = states.get(scope)
        if state and _must_wait(state, count, now):
            continue
        # A negative age means that the clock was set back: waiting for it to catch up would take hours.
        quiet = not 0 <= (now - newest).total_seconds() < settings.quiet_seconds
        found[scope] = quiet or (now - oldest).total_seconds() > settings.patience_seconds
    return found


def _must_wait(state: ScopeState, marks: int, now: datetime) -> bool:
    if state.quarantined_at:
        return marks <= state.marks_seen
    if state.attempts >= configuration().attempts:
        return True  # the last attempt is being made, or its process died in it: see set_aside_interrupted
    # A wait of more than an hour is one whose clock was set back.
    return bool(state.not_before and now < state.not_before and state.not_before - now < timedelta(hours=1))


def suspects() -> set[str]:
    """Scopes whose last build did not end well; each is built alone, so that it takes no other down with it."""
    return set(ScopeState.objects.filter(attempts__gt=0).values_list("scope", flat=True))


def count_attempt(scopes: Iterable[str]) -> None:
    """Count a build before it begins, so that one that kills its process is counted too.

    From the second attempt on its wait is set beforehand as well: the first end without a word is put down to
    whatever ended the process, and the scope is built again at once.
    """
    backoff = configuration().backoff_seconds
    ScopeState.objects.bulk_create([ScopeState(scope=scope) for scope in scopes], ignore_conflicts=True)
    states = list(ScopeState.objects.annotate(now=Now()).filter(scope__in=list(scopes)))
    for state in states:
        if state.attempts:
            state.not_before = state.now + timedelta(seconds=backoff * 2 ** (state.attempts - 1))
        state.attempts += 1
    ScopeState.objects.bulk_update(states, ["attempts", "not_before"])


def forget_attempt(scopes: Iterable[str]) -> None:
    """The attempt ended for no fault of the scopes."""
    ScopeState.objects.filter(scope__in=list(scopes), attempts__gt=0).update(
        attempts=F("attempts") - 1, not_before=None
    )


def record_success(scopes: Iterable[str]) -> None:
    """These scopes are in order again."""
    ScopeState.objects.filter(scope__in=list(scopes)).delete()


def record_failure(scope: str, error: str, marks_seen: int | None) -> None:
    """Let a scope wait longer after each failure, and set it aside after the last one allowed.

    ``marks_seen`` is how many of its marks the failed build knew; None when it did not come so far as to look.
    """
    settings = configuration()
    state = ScopeState.objects.annotate(now=Now()).filter(scope=scope).first()
    if state is None:
        return  # another builder published the scope meanwhile
    state.error = error
    if state.attempts >= settings.attempts:
        _set_aside(state, state.now, _marks_of(scope) if marks_seen is None else marks_seen)
    else:
        state.not_before = state.now + timedelta(seconds=settings.backoff_seconds * 2 ** max(state.attempts - 1, 0))
    state.save()


def interrupted() -> QuerySet[ScopeState]:
    """Scopes whose last attempt allowed did not end, or has not ended yet."""
    return ScopeState.objects.filter(attempts__gte=configuration().attempts, quarantined_at=None)


def set_aside_interrupted() -> None:
    """Set scopes aside whose last attempt ended with its process. Only for who holds the builder's turn."""
    for state in interrupted().annotate(now=Now()):
        state.error = "The process that built it ended without a word, each time: killed, out of memory or out of time."
        _set_aside(state, state.now, _marks_of(state.scope))
        state.save()
        logger.error("%s is set aside: building it ended its process again and again.", state.scope)


def _set_aside(state: ScopeState, now: datetime, marks_seen: int) -> None:
    """No more attempts of its own accord. Marks are counted, not dated: a clock may be set back, and a mark that was
    written before may be committed after."""
    # A later change earns one more attempt.
    state.attempts = configuration().attempts - 1
    state.quarantined_at, state.marks_seen, state.not_before = now, marks_seen, None


def _marks_of(scope: str) -> int:
    return Change.objects.filter(scope=scope).count()


def scope_retry(scope: str) -> None:
    """A person asks for another round of attempts, now."""
    with transaction.atomic():
        ScopeState.objects.filter(scope=scope).delete()
        mark([scope], "retry")


def marked() -> set[str]:
    """Every concrete scope that some mark covers."""
    patterns = set(Change.objects.values_list("scope", flat=True).distinct())
    return {
        scope for scope in {*registry.scopes(), *live_scopes()} if any(covers(pattern, scope) for pattern in patterns)
    }
