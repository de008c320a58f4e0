"""Views without a programme's pages, and a real programme where the real pages matter."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import LazySettings

from publication.manifest import Manifest
from publication.models import Change, Run
from publication.registry import registry
from publication.services import builder
from publication.services.releases import live_release
from tests.factories import ProgrammeSite, programme_with_pages
from tests.publication.views import NotesView, programme_with_note
from transparency.models import Note


@pytest.fixture(autouse=True)
def short_bursts(settings: LazySettings, publication_root: Path) -> None:
    """A burst of changes is over at once; nothing that is tested here depends on how long it lasts."""
    settings.PUBLICATION = {**settings.PUBLICATION, "QUIET_SECONDS": 0.001}


@dataclass
class SmallSite:
    """Two views, ``alpha`` and ``beta``, of programmes that consist of notes."""

    alpha: NotesView
    beta: NotesView

    def add(self, code: str, text: str = "Primera nota") -> Note:
        """A further programme."""
        return programme_with_note(code, text)

    def change(self, code: str, text: str) -> None:
        """Change a programme, which both views show."""
        Note.objects.filter(programme__code=code).update(text=text)


@pytest.fixture
def small_site(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> SmallSite:
    """A site of two small views and one programme, ``P1``, nothing released yet."""
    views = SmallSite(NotesView("alpha"), NotesView("beta"))
    monkeypatch.setattr(registry, "views", {"alpha": views.alpha, "beta": views.beta})
    Change.objects.all().delete()
    views.add("P1")
    return views


@pytest.fixture
def programme_site(transactional_db: None) -> ProgrammeSite:
    """A programme with its real pages in both languages, nothing released yet."""
    return programme_with_pages("MDGF-2081", agencies=2, semesters=1)


@pytest.fixture
def publish() -> Callable[[], list[Run]]:
    """Publish what is due, as a sweep does."""
    return lambda: builder.build_due("sweep")


def live_manifest() -> Manifest:
    """What the live release consists of."""
    release = live_release()
    assert release is not None
    return Manifest.parse(release.manifest)


def live_digest() -> str:
    """The digest of the live release."""
    release = live_release()
    assert release is not None
    return release.digest
