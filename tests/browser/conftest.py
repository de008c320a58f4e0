"""The demo as a person starts it, and a browser to look at it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from scripts.demo import FINANCES, Address, demo_environment, services
from scripts.processes import ROOT, Process, Supervisor, free_port, http_status
from tests.prepared import migrated_sqlite

FIRST_RELEASE_SECONDS = 180


@dataclass(frozen=True)
class Demo:
    """A running demo: where it is, the password of each of its users, and the process that makes releases."""

    url: str
    passwords: dict[str, str]
    worker: Process


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo on a directory of its own, with its first release live; everything is ended afterwards, by pid."""
    var: Path = tmp_path_factory.mktemp("demo")
    address = Address("127.0.0.1", free_port())
    inherited = ("DATABASE_URL", "BROKER_URL", "CACHE_URL", "DJANGO_SETTINGS_MODULE", "PUBLIC_URL", "ALLOWED_HOSTS")
    environment = {name: value for name, value in demo_environment(address).items() if name not in inherited}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "quipu.settings.dev",
        "PUBLIC_URL": address.public_url,
        "QUIPU_VAR": str(var),
    }
    shutil.copy(migrated_sqlite(), var / "db.sqlite3")
    manage(environment, "migrate", "--noinput", "--verbosity", "0")
    manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
    told = manage(environment, "load_demo")
    with Supervisor() as supervisor:
        started = {service.name: supervisor.start(service) for service in services(address, environment, var / "run")}
        supervisor.wait_until(
            lambda: http_status(address.local_url + FINANCES) == 200, FIRST_RELEASE_SECONDS, "first release"
        )
        passwords = dict(re.findall(r"^\s+(\w+)\s{2,}(\S{12,})", told, re.MULTILINE))
        yield Demo(address.local_url, passwords, started["worker"])


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a management command; what it printed is returned, and shown when it fails."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def context(browser: Browser, demo: Demo) -> Iterator[BrowserContext]:
    """A fresh reader: no cookies, the demo's address."""
    with browser.new_context(base_url=demo.url, viewport={"width": 1280, "height": 900}) as opened:
        opened.set_default_timeout(30_000)
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab of the reader's."""
    return context.new_page()


def sign_in(page: Page, demo: Demo, user: str) -> None:
    """Enter the admin as one of the demo's users."""
    page.goto("/admin/login/")
    page.fill("input[name=username]", user)
    page.fill("input[name=password]", demo.passwords[user])
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
