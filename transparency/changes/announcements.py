"""Hearing of a new release. The message may get lost; the regular search for what was not compared finds it then."""

import logging

from publication.released import published

logger = logging.getLogger(__name__)


def connect() -> None:
    """Listen to publications."""
    published.connect(_ask_for_comparison, dispatch_uid="transparency.changes")


def _ask_for_comparison(number: int, **kwargs: object) -> None:
    from transparency.tasks import record_release

    try:
        record_release.apply_async(args=(number,), expires=300, retry=False, ignore_result=True)
    except Exception as error:  # whatever the broker does, the release is live
        logger.warning("No message sent, the next search will compare release %s: %s", number, error)
