"""What the environment decides, read once and in one place."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Environment:
    """The deployment's own values; everything else is the same everywhere.

    ``var`` is the one directory the site writes to: database file, media, collected static files, releases, broker.
    ``public_url`` is the address that readers use, without a trailing slash. ``iati`` names the publisher that IATI
    knows; empty as long as there is none. ``data_licence`` are the terms for what the site adds to the data; empty for
    those that ``transparency.exports.licence`` gives. ``oai_email`` is whom harvesters can write to.
    """

    var: Path
    secret_key: str
    allowed_hosts: list[str]
    database: dict
    broker_url: str
    cache: dict
    email: dict
    public_url: str
    iati: dict
    data_licence: dict
    oai_email: str

    @property
    def broker_is_filesystem(self) -> bool:
        """True for the embedded broker, which needs no server."""
        return self.broker_url.startswith("filesystem://")

    @property
    def broker_directory(self) -> Path:
        """Where the embedded broker keeps its messages."""
        return Path(urlsplit(self.broker_url).path or self.var / "broker")


def read_environment() -> Environment:
    """Read the process environment.

    Raises ``environ.ImproperlyConfigured`` for a value that cannot be parsed.
    """
    env = environ.Env()
    var = Path(os.environ.get("QUIPU_VAR", ROOT / "var")).absolute()
    public_url = env.str("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
    host = urlsplit(public_url).hostname or "localhost"
    return Environment(
        var=var,
        secret_key=env.str("SECRET_KEY", default=""),
        allowed_hosts=env.list("ALLOWED_HOSTS", default=[host, "127.0.0.1", "localhost"]),
        database=env.db_url("DATABASE_URL", default=f"sqlite:///{var}/db.sqlite3"),
        broker_url=env.str("BROKER_URL", default=f"filesystem://{var}/broker"),
        cache=env.cache_url("CACHE_URL", default="locmemcache://"),
        email=env.email_url("EMAIL_URL", default="consolemail://"),
        public_url=public_url,
        iati=iati_publisher(env),
        data_licence=data_licence(env),
        oai_email=env.str("OAI_EMAIL", default=""),
    )


def iati_publisher(env: environ.Env) -> dict:
    """Who publishes the IATI files, as registered with IATI: ``IATI_REF``, ``IATI_NAME`` and ``IATI_TYPE``."""
    ref = env.str("IATI_REF", default="")
    if not ref:
        return {}
    kind = env.str("IATI_TYPE", default="") or "90"
    return {"REF": ref, "NAME": env.str("IATI_NAME", default="") or ref, "KIND": kind, "REGISTERED": True}


def data_licence(env: environ.Env) -> dict:
    """The licence of the data: ``DATA_LICENCE`` (its SPDX identifier), ``DATA_LICENCE_TITLE``, ``DATA_LICENCE_URL``.

    Raises ``environ.ImproperlyConfigured`` for one without an address: readers must be able to read its terms.
    """
    name, path = env.str("DATA_LICENCE", default=""), env.str("DATA_LICENCE_URL", default="")
    if not name:
        return {}
    if not path:
        raise environ.ImproperlyConfigured("DATA_LICENCE needs DATA_LICENCE_URL, where its terms are.")
    return {"name": name, "title": env.str("DATA_LICENCE_TITLE", default="") or name, "path": path}
