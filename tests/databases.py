"""A pytest plugin that decides, before Django loads its settings, which database the suite runs on.

``--on=sqlite`` (the default) is an in-memory database. ``--on=postgres`` starts one private server in the first process
of the run; the workers of pytest-xdist inherit its address, and each of them has a database of its own.
Both are copies of databases that were migrated once (``tests.prepared``).
Either way the run gets a runtime directory of its own, so that nothing is written into the checkout's ``var/``.

This cannot live in a ``conftest.py``: Wagtail's search models depend on the kind of database, so the choice must be
made before ``django.setup()``, which runs before any ``conftest.py`` is read.
"""

import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

POSTGRES_ADDRESS = "QUIPU_TESTS_POSTGRES_URL"

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}

_opened = ExitStack()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--on``."""
    parser.getgroup("quipu").addoption(
        "--on",
        choices=["sqlite", "postgres"],
        default="sqlite",
        help="the database that the tests run on; postgres starts a private server (default: sqlite)",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config, parser: pytest.Parser, args: list[str]
) -> Generator[None, None, None]:
    """Sets the environment that ``quipu.env`` reads; a wrapper, so that it comes before pytest-django's own hook."""
    options, _ = parser.parse_known_and_unknown_args(args)
    for name in ("DATABASE_URL", "BROKER_URL", "CACHE_URL", "PUBLIC_URL", "ALLOWED_HOSTS", "EMAIL_URL"):
        os.environ.pop(name, None)
    runtime = _opened.enter_context(tempfile.TemporaryDirectory(prefix="quipu-tests-", ignore_cleanup_errors=True))
    os.environ["QUIPU_VAR"] = runtime
    os.environ["DATABASE_URL"] = postgres_url() if options.on == "postgres" else f"sqlite:///{Path(runtime)}/db.sqlite3"
    return (yield)


def postgres_url() -> str:
    """The address of this run's server, which the first process to ask for it starts."""
    if POSTGRES_ADDRESS not in os.environ:
        from tests.prepared import migrated_postgres

        os.environ[POSTGRES_ADDRESS] = _opened.enter_context(migrated_postgres()).url
    return os.environ[POSTGRES_ADDRESS]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what uses a database; what shares a running site, in one process (``--dist loadgroup``)."""
    for item in items:
        site = running_site(item)
        if site:
            item.add_marker(pytest.mark.xdist_group(site))
    if config.getoption("on") == "postgres":
        config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
        items[:] = [item for item in items if uses_database(item)]


def running_site(item: pytest.Item) -> str:
    """The running site, or the browser alone, that a test shares with others."""
    if item.get_closest_marker("stack"):
        return "stack"
    if item.get_closest_marker("browser"):
        return item.path.parent.name  # the demo is for browser/ alone
    return ""


def uses_database(item: pytest.Item) -> bool:
    """Whether a test can tell one kind of database from another."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return marked is not None or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stops what this process started, and only that."""
    _opened.close()
