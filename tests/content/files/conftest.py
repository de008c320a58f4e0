"""Media of its own for each test, and a broker that nobody has to run."""

import pytest

from content import tasks


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Where this test's files are written: Wagtail serves a document from disk."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """The files that the worker was asked to read, in order."""
    ids = []
    monkeypatch.setattr(tasks.read_file, "apply_async", lambda args, **options: ids.append(args[0]))
    return ids
