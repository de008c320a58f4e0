"""Pages of earlier releases name style sheets by digests that deployments retire."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.http import Http404
from django.test import Client, RequestFactory

from publication.public import retired

OLD = "/static/quipu/site.0123456789ab.css"


@pytest.fixture
def collected(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> ManifestStaticFilesStorage:
    """Collected files with digests in their names, as in production."""
    source = tmp_path / "source" / "quipu"
    source.mkdir(parents=True)
    (source / "site.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS = [source.parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    storage = ManifestStaticFilesStorage(location=settings.STATIC_ROOT)
    monkeypatch.setattr(retired, "staticfiles_storage", storage)
    return storage


def test_a_retired_name_leads_to_todays_file(client: Client, collected: ManifestStaticFilesStorage) -> None:
    response = client.get(OLD)

    assert response.status_code == 302
    assert response["Location"] == collected.url("quipu/site.css") != OLD
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["quipu/gone.0123456789ab.css", "quipu/site.css", "../settings.0123456789ab.py", ""])
def test_what_has_no_file_today_is_not_found(collected: ManifestStaticFilesStorage, path: str) -> None:
    with pytest.raises(Http404):
        retired.retired_static(RequestFactory().get(f"/static/{path}"), path)


def test_a_current_name_whose_file_is_not_there_leads_nowhere(collected: ManifestStaticFilesStorage) -> None:
    address = collected.url("quipu/site.css")

    with pytest.raises(Http404):
        retired.retired_static(RequestFactory().get(address), address.removeprefix("/static/"))
