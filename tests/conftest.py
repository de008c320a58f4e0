"""What every test starts from: no language left over, and a publication directory of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import translation

from tests.factories import wagtail_roots

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
