"""The suite: fast hashes, no collected static files, releases in a directory of each test's own."""

from quipu.env import ROOT
from quipu.settings.base import *

SECRET_KEY = "not-secret-used-by-tests-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# One process is quicker for the little that most tests build; those of ``publication.bundling`` ask for two.
PUBLICATION = {**PUBLICATION, "WRITES_BESIDE": False}
# From one run to the next, and for all processes of a run: what is drawn is kept by all that it is drawn from.
CACHES["drawings"]["LOCATION"] = ROOT / ".pytest_cache" / "drawings"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
