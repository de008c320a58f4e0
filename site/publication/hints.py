"""Telling the worker that something changed. A hint may get lost; the mark that it announces cannot."""

import logging
import time
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from publication.registry import registry

logger = logging.getLogger(__name__)

SPACING_SECONDS = 0.2
REST_SECONDS = 10.0


@dataclass
class Hints:
    """This process's way to the broker.

    Hints carry nothing, so one within ``SPACING_SECONDS`` of another says nothing new: the builder waits longer than
    that for a burst to end. After a failure the broker is left alone for ``REST_SECONDS``, for a save must not wait
    for a broken broker again and again; beat's sweep finds the marks meanwhile.
    """

    sent_at: float = float("-inf")
    rest_until: float = float("-inf")

    def send(self) -> None:
        """Ask for a build soon; never raises, never waits long."""
        from publication.tasks import build

        now = time.monotonic()
        if now < self.rest_until or now - self.sent_at < SPACING_SECONDS:
            return
        self.sent_at = now
        try:
            build.apply_async(expires=30, retry=False, ignore_result=True)
        except Exception as error:  # whatever the broker does, the change is saved and marked
            self.rest_until = now + REST_SECONDS
            logger.warning("No hint sent, the next sweep will find the change: %s", error)


hints = Hints()


def after_commit(**kwargs: object) -> None:
    """Signal handler: hint once the change is committed."""
    transaction.on_commit(hints.send, robust=True)


def connect() -> None:
    """Listen to every watched model; apps that register watches come before this one in INSTALLED_APPS.

    To these models only: a listener to all would take Django's fast deletion from every table of the site.
    """
    watched = tuple({watch.model for watch in registry.watches})
    for model in apps.get_models():
        if issubclass(model, watched):
            for kind, signal in (("save", post_save), ("delete", post_delete)):
                signal.connect(_row_changed, sender=model, dispatch_uid=f"publication.{kind}.{model._meta.label}")


def _row_changed(raw: bool = False, **kwargs: object) -> None:
    if not raw:
        after_commit()
