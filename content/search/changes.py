"""Noting what changed, to bring the index up to date once the change is committed."""

import logging
import threading

from django.db import transaction

logger = logging.getLogger(__name__)


class Pending(threading.local):
    """What this thread's transactions have changed."""

    def __init__(self) -> None:
        self.sources: set[str] = set()


_pending = Pending()


def search_changed(*sources: str) -> None:
    """Has the index look at these again when the transaction is committed; see ``content.search.indexing.refresh``.

    Asked for at each change and not once a transaction: one that is rolled back takes its requests with it. The first
    to be answered looks at everything noted so far, so a thousand changes cost one look.
    """
    if sources:
        _pending.sources.update(sources)
        transaction.on_commit(look_again, robust=True)


def look_again() -> None:
    """Bring the index up to date with what was noted. A failure is logged; the next comparison finds what it left."""
    from content.search.indexing import refresh

    sources, _pending.sources = _pending.sources, set()
    if not sources:
        return
    try:
        refresh(sources)
    except Exception:  # the page is published: search must not make that look like a failure
        logger.exception("The search index was not brought up to date; the next comparison will do it")
