"""The suite's settings with the real broker and short bursts; a sweep may take its time on a busy machine."""

from quipu.settings.base import CELERY_BROKER_TRANSPORT_OPTIONS as TRANSPORT_OPTIONS
from quipu.settings.base import CELERY_BROKER_URL as BROKER_URL
from quipu.settings.test import *  # noqa: F403
from quipu.settings.test import PUBLICATION as SUITE

CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_TRANSPORT_OPTIONS = TRANSPORT_OPTIONS
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "publication.sweep", "schedule": 0.5, "options": {"expires": 10}}}
PUBLICATION = {**SUITE, "QUIET_SECONDS": 0.05, "BACKOFF_SECONDS": 0.01, "ATTEMPTS": 12}
