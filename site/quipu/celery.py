"""The Celery application. Tasks live in each app's ``tasks`` module and take ids, never objects."""

import os
from pathlib import Path

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quipu.settings.dev")

app = Celery("quipu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def make_directories(sender: Celery, **kwargs: object) -> None:
    """The file-system broker and beat write files but do not make their directories."""
    options = sender.conf.broker_transport_options or {}
    folders = [Path(options[name]) for name in ("data_folder_in", "control_folder") if name in options]
    for folder in (*folders, Path(sender.conf.beat_schedule_filename).parent):
        folder.mkdir(parents=True, exist_ok=True)
