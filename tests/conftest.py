"""What every test starts from: no language left over, and a publication directory of its own."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import LazySettings
from django.test import TransactionTestCase
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from scripts.suite import browser_program
from tests.restoring import TestDatabase
from tests.thoroughness import THOROUGH, examples

QUIET_BROWSER = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]

hypothesis.settings.register_profile("suite", max_examples=examples(50), deadline=None, derandomize=not THOROUGH)
hypothesis.settings.load_profile("suite")


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


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In place of pytest-django's: this process's copy of the migrated database, restored after tests that commit."""
    with django_db_blocker.unblock():
        database = TestDatabase()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda test: database.restore())
        yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the machine, else playwright's own; one a run, since playwright starts once in a process."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_program(), args=QUIET_BROWSER)
        yield started
        started.close()
