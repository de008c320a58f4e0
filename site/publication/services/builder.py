"""From marks to a live release: claim, read, build, seal, publish."""

import logging
import time
import traceback
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from publication.bundling import Bundler, Here, beside
from publication.code_version import code_version
from publication.configuration import configuration
from publication.content import Content
from publication.held_inputs import HeldInputs
from publication.manifest import Manifest, ScopeEntry, as_text, fingerprint
from publication.memory import give_back, rare_search_for_cycles
from publication.models import Change, Release, Run
from publication.registry import Inputs, Stamp, registry
from publication.released import published
from publication.services import releases, scopes
from publication.services.releases import Overtaken, live_release, reconcile, store
from publication.snapshot import part_of_snapshot, snapshot
from publication.turn import turn

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.05


class Incomplete(Exception):
    """A scope's files are not all there, or not in every language."""


@dataclass(frozen=True)
class Claim:
    """What one build answers: the marks seen, the inputs read and the release that was live, all of one moment."""

    marks: dict[int, str]
    origins: set[str]
    inputs: MutableMapping[str, Inputs | None]
    unreadable: dict[str, str]
    parent: Manifest
    parent_digest: str


def build_due(trigger: str) -> list[Run]:
    """Publish everything that is due, unless another builder is at it; returns the runs of this call.

    A mark that arrives while another builder lets go is seen by whichever of the two looks last. Where changes never
    cease, what is left after a while is for the next sweep: a task that went on would run into its time limit.
    """
    runs: list[Run] = []
    end = time.monotonic() + configuration().patience_seconds
    reconcile()
    while time.monotonic() < end and _anything_to_do():
        with turn() as mine:
            if not mine:
                return runs
            scopes.set_aside_interrupted()
            while time.monotonic() < end and (candidates := scopes.due()):
                # Started before the wait for a burst's end, of which it needs the most itself.
                with _bundler(candidates) as bundler:
                    if batch := _next_batch():
                        runs.append(build(batch, trigger, bundler))
    return runs


def build(batch: list[str], trigger: str, bundler: Bundler) -> Run:
    """Build these scopes and publish them as one release; what fails stays as it was and is tried again later.

    ``bundler`` writes the files, and is of no use afterwards.
    """
    started = time.monotonic()
    scopes.count_attempt(batch)
    run = Run.objects.create(trigger=trigger, scopes=", ".join(batch))
    seen: Counter[str] = Counter()
    try:
        with rare_search_for_cycles():
            claim = claim_and_read(batch)
            seen.update(claim.marks.values())
            run.trigger = f"{trigger}: {', '.join(sorted(claim.origins))}"[:200]
            entries, failures = render_changed(claim, bundler)
        run.error = "\n".join(failures.values())
        built = [scope for scope in batch if scope not in failures]
        run.result, run.release = _publish(claim, entries, built, run.trigger)
        for scope, error in failures.items():
            scopes.record_failure(scope, error, seen.get(scope))
    except Overtaken:
        scopes.forget_attempt(batch)
        run.result = Run.Result.OVERTAKEN
    except Exception:
        logger.exception("Building %s failed", run.scopes)
        run.result, run.error = Run.Result.FAILED, traceback.format_exc()
        for scope in batch:
            scopes.record_failure(scope, run.error, seen.get(scope))
    run.seconds = round(time.monotonic() - started, 3)
    run.save()
    return run


def claim_and_read(batch: Iterable[str]) -> Claim:
    """Read the marks of these scopes, the live release and all inputs as of one moment.

    Marks are claimed by the very ids seen in the snapshot that also read the data: whatever commits later has a mark
    that this build does not delete.
    """
    with snapshot():
        marks = list(Change.objects.filter(scope__in=list(batch)).values_list("pk", "scope", "origin"))
        live = live_release()
        inputs = HeldInputs()
        unreadable: dict[str, str] = {}
        for scope in registry.in_order({scope for _, scope, _ in marks}):
            try:
                with part_of_snapshot():
                    inputs[scope] = read_inputs(scope)
            except Exception:
                if not connection.is_usable():
                    raise  # the snapshot is gone, not this scope alone
                logger.exception("Inputs of %s cannot be read", scope)
                unreadable[scope] = traceback.format_exc()
    return Claim(
        marks={pk: scope for pk, scope, _ in marks},
        origins={origin for _, _, origin in marks},
        inputs=inputs,
        unreadable=unreadable,
        parent=Manifest.parse(live.manifest) if live else Manifest(0, "", "", "", ""),
        parent_digest=live.digest if live else "",
    )


def read_inputs(scope: str) -> Inputs | None:
    """A scope's inputs in the current transaction; None when nothing of it is to be public."""
    resolved = registry.resolve(scope)
    return resolved[0].read(resolved[1]) if resolved else None


def render_changed(claim: Claim, bundler: Bundler) -> tuple[dict[str, ScopeEntry | None], dict[str, str]]:
    """Render the scopes whose inputs changed; returns their entries (None: withdrawn), and errors by scope.

    The claim's inputs are let go one by one: with them goes what the views made of them. ``bundler`` writes the files.
    """
    stamp = Stamp(claim.parent.number + 1, timezone.now().replace(microsecond=0))
    entries: dict[str, ScopeEntry | None] = {}
    changed: dict[str, tuple[str, Mapping[str, str]]] = {}
    failures = dict(claim.unreadable)
    for scope in list(claim.inputs):
        inputs = claim.inputs.pop(scope)
        previous = claim.parent.scopes.get(scope)
        try:
            if inputs is None or not inputs.pages:
                if previous:
                    entries[scope] = None
                continue
            fresh = fingerprint(inputs.pages, inputs.data, code_version())
            if previous and previous.fingerprint == fresh:
                _repair(scope, inputs, previous)
                continue
            bundler.take(scope, render_files(scope, inputs, stamp))
            changed[scope] = fresh, inputs.pages
            give_back()
        except Exception:
            logger.exception("Scope %s cannot be built", scope)
            failures[scope] = traceback.format_exc()
    for made in bundler.finished():
        if made.error:
            logger.error("Files of %s cannot be kept: %s", made.scope, made.error)
            failures[made.scope] = made.error
        else:
            fresh, pages = changed[made.scope]
            entries[made.scope] = ScopeEntry(fresh, made.bundle, stamp.number, as_text(stamp.published_at), dict(pages))
    return entries, failures


def render_files(scope: str, inputs: Inputs, stamp: Stamp) -> dict[str, Mapping[str, Content]]:
    """Language → file name → content of a scope.

    Raises ``Incomplete`` when a file that the view promised is missing in a language; whatever a template raises
    passes through, for then no language of the scope may change.
    """
    resolved = registry.resolve(scope)
    if resolved is None:
        raise Incomplete(f"{scope}: no such view.")
    view, _ = resolved
    files: dict[str, Mapping[str, Content]] = {}
    for language in inputs.pages:
        with override(language):
            files[language] = view.render(inputs, language, stamp)
        wrong = view.file_names(inputs, language) ^ files[language].keys()
        if wrong:
            raise Incomplete(f"{scope} in {language}: missing or unexpected {', '.join(sorted(wrong))}.")
    return files


def _anything_to_do() -> bool:
    scopes.expand_patterns()
    return bool(scopes.due()) or scopes.interrupted().exists()


def _next_batch() -> list[str]:
    """The scopes to build next, once their burst is over; suspects go alone, after all others. Empty: nothing due."""
    while True:
        scopes.expand_patterns()
        candidates = scopes.due()
        ready = [scope for scope, quiet in candidates.items() if quiet]
        if ready:
            suspects = scopes.suspects()
            return sorted(set(ready) - suspects) or sorted(ready)[:1]
        if not candidates:
            return []
        time.sleep(POLL_SECONDS)


def _bundler(candidates: Collection[str]) -> AbstractContextManager[Bundler]:
    """One scope is written as soon as it is rendered, and nothing could be rendered meanwhile."""
    chosen = configuration()
    return beside(chosen.root) if chosen.writes_beside and len(candidates) > 1 else nullcontext(Here(chosen.root))


def _repair(scope: str, inputs: Inputs, entry: ScopeEntry) -> None:
    """Write a damaged bundle again: the same inputs and stamp give the same bytes."""
    if store().bundle_damage(entry.bundle):
        logger.warning("Files of %s are damaged and are written again.", scope)
        store().write_bundle(render_files(scope, inputs, entry.stamp))


def _publish(
    claim: Claim, entries: dict[str, ScopeEntry | None], built: list[str], trigger: str
) -> tuple[Run.Result, int | None]:
    answered = [pk for pk, scope in claim.marks.items() if scope in built]
    if not entries:
        releases.confirm(claim.parent_digest, answered, built)
        return (Run.Result.UNCHANGED if built else Run.Result.FAILED), None
    kept = {scope: entry for scope, entry in {**claim.parent.scopes, **entries}.items() if entry}
    manifest = Manifest(
        number=claim.parent.number + 1,
        parent=claim.parent_digest,
        published_at=as_text(timezone.now()),
        code_version=code_version(),
        trigger=trigger,
        scopes=dict(sorted(kept.items())),
    )
    release_digest = store().seal(manifest)
    releases.publish(manifest, release_digest, answered, built)
    try:
        reconcile()
    except OSError:
        logger.exception("Release %s is live by the database's word; the next sweep moves the link.", manifest.number)
    published.send_robust(sender=Release, number=manifest.number)
    return Run.Result.PUBLISHED, manifest.number
