"""Pages go live and expire at the minute that their editors set."""

import logging
from dataclasses import dataclass, field
from functools import partial

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What a turn of the schedule did, by title."""

    published: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def schedule_run() -> Outcome:
    """Unpublishes what has expired, then publishes what is due.

    Each page, with the translations that were scheduled together with it, is a transaction of its own: one that cannot
    be published keeps no other from its date. What failed is tried again in the next turn.
    """
    outcome = Outcome()
    for model in draftable_models():
        due = model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
        for pk in due.values_list("pk", flat=True):
            outcome.expired += attempt(partial(expire, model, pk), outcome.failed)
    for together in due_together():
        outcome.published += attempt(partial(publish, together), outcome.failed)
    return outcome


def attempt(step: partial[list[str]], failed: list[str]) -> list[str]:
    """The titles that a step did; a step that fails changes nothing and is noted in ``failed``."""
    try:
        with transaction.atomic():
            return step()
    except Exception:
        logger.exception("The schedule could not be kept: %s", step.args)
        failed.append(" ".join(map(str, step.args)))
        return []


def draftable_models() -> list[type[models.Model]]:
    """Pages, and every other model with drafts."""
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    return [Page, *(model for model in others if not issubclass(model, Page))]


def due_together() -> list[list[int]]:
    """The revisions that are due, oldest date first; a page and its translations of one date stand together."""
    groups: dict[tuple[object, object], list[int]] = {}
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at", "pk")
    for revision in due:
        key = revision.content.get("translation_key") or (revision.content_type_id, revision.object_id)
        groups.setdefault((revision.approved_go_live_at, key), []).append(revision.pk)
    return list(groups.values())


def expire(model: type[models.Model], pk: int) -> list[str]:
    """Unpublishes one row, unless another worker has just done it."""
    row = model._default_manager.select_for_update().filter(pk=pk, live=True, expire_at__lt=timezone.now()).first()
    if row is None:
        return []
    row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")  # type: ignore[attr-defined]
    return [str(row)]


def publish(revisions: list[int]) -> list[str]:
    """Publishes revisions that are due, unless another worker has just done it."""
    due = Revision.objects.select_for_update().filter(pk__in=revisions, approved_go_live_at__lt=timezone.now())
    done = []
    for revision in due.order_by("pk"):
        revision.publish(log_action="wagtail.publish.scheduled")
        done.append(str(revision.object_str))
    return done
