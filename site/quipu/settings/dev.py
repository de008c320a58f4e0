"""A bare machine: SQLite, the file-system broker, no server to install."""

import secrets

from quipu.settings.base import *
from quipu.settings.base import ENV


def development_key() -> str:
    """A key of this checkout's own, made once and kept out of the repository."""
    path = ENV.var / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = ENV.secret_key or development_key()
