"""Reading back what a release published, whether it is live or not."""

from datetime import datetime

from django.dispatch import Signal

from publication.configuration import configuration
from publication.manifest import Manifest
from publication.models import Release
from publication.store import Store

# Sent when a new release is live, outside any transaction; a crash may lose it, so receivers must be able to catch up.
published = Signal()


def released_file(release: Release, scope: str, language: str, name: str) -> bytes | None:
    """A file of one scope as a release holds it; None when the release has no such scope, language or file."""
    entry = Manifest.parse(release.manifest).scopes.get(scope)
    if entry is None or language not in entry.pages:
        return None
    try:
        return (Store(configuration().root).bundle_path(entry.bundle) / language / name).read_bytes()
    except OSError:
        return None


def release_at(moment: datetime) -> Release | None:
    """The release that readers saw at a moment; None when there was none yet."""
    return Release.objects.filter(published_at__lte=moment).order_by("-number").first()
