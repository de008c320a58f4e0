"""What every test starts from: no language left over, and a publication directory of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from tests.factories import wagtail_roots

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET_BROWSER = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]
TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences"}


@pytest.fixture(autouse=True)
def source_language() -> Iterator[None]:
    """Each test starts in the source language, whatever the one before it activated."""
    with translation.override("es"):
        yield


@pytest.fixture(autouse=True)
def publication_root(tmp_path: Path, settings: LazySettings) -> Path:
    """The directory that this test's releases are written to; other values of ``PUBLICATION`` stay as they are."""
    root = tmp_path / "publication"
    settings.PUBLICATION = {**settings.PUBLICATION, "ROOT": root}
    return root


@pytest.fixture(autouse=True)
def roots_after_a_flush(request: pytest.FixtureRequest) -> None:
    """A test with real transactions empties every table at its end, also of what migrations put there."""
    mark = request.node.get_closest_marker("django_db")
    real_transactions = mark is not None and bool(mark.kwargs.get("transaction", mark.args[:1] == (True,)))
    if real_transactions or TRANSACTIONAL_FIXTURES & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        wagtail_roots()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the machine, else playwright's own; one a run, since playwright starts once in a process."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=QUIET_BROWSER)
        yield started
        started.close()
