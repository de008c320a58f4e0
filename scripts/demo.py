"""`make demo`: the whole site on a bare machine, from an empty directory to a page one can read."""

import argparse
import errno
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scripts.processes import ROOT, Process, Supervisor, http_status, say, supervise

FINANCES = "/es/transparencia/finanzas/"
BIN = Path(sys.executable).parent
EVERYWHERE = ("0.0.0.0", "::")


@dataclass(frozen=True)
class Address:
    """Where the demo listens, as the person asked for it."""

    host: str
    port: int

    @property
    def listens_everywhere(self) -> bool:
        """Whether every address of the machine was asked for."""
        return self.host in EVERYWHERE

    @property
    def local_url(self) -> str:
        """Where this machine reaches the site."""
        local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://{bracketed(local)}:{self.port}"

    @property
    def public_url(self) -> str:
        """Where other machines reach the site, as far as this one can know."""
        host = outward_address() if self.listens_everywhere else self.host
        return f"http://{bracketed(host)}:{self.port}"


def bracketed(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def outward_address() -> str:
    """The address that this machine would use towards the network; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for documentation (RFC 5737)
        except OSError:
            return "127.0.0.1"
        host: str = probe.getsockname()[0]
        return host


def port_number(text: str) -> int:
    """A port as a person writes it, for argparse. Raises ``ValueError`` for what cannot be one."""
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError(text)
    return number


def insist_on_free(address: Address) -> None:
    """Raise ``OSError`` with a message for a person when nothing can listen there."""
    try:
        family, kind, _, _, where = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            probe.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise OSError(
                f"port {address.port} on {address.host} is taken. Choose another: make demo PORT={address.port + 1}"
            ) from error
        raise OSError(f"cannot listen on {address.host}, port {address.port}: {error}") from error


def demo_environment(address: Address) -> dict[str, str]:
    """The environment of every process of the demo; what the person has set themselves stays."""
    names = [address.host, urlsplit(address.public_url).hostname or "", "127.0.0.1", "localhost", "[::1]"]
    if address.listens_everywhere:
        names += [socket.gethostname(), socket.getfqdn()]
    return {
        "DJANGO_SETTINGS_MODULE": "quipu.settings.dev",
        "PUBLIC_URL": address.public_url,
        "ALLOWED_HOSTS": ",".join(dict.fromkeys(bracketed(name.strip("[]")) for name in names if name)),
        **os.environ,
        "PYTHONUNBUFFERED": "1",
    }


def services(address: Address, environment: Mapping[str, str], logs: Path) -> list[Process]:
    """Web, worker and beat, as they run on one machine."""
    celery = [str(BIN / "celery"), "--app", "quipu"]
    commands = {
        "web": [
            *[str(BIN / "granian"), "--interface", "wsgi", "--host", address.host, "--port", str(address.port)],
            *["--workers", "1", "--blocking-threads", "4", "--no-ws", "quipu.wsgi:application"],
        ],
        "worker": [*celery, "worker", "--concurrency", "1", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--pidfile", "", "--loglevel", "INFO"],
    }
    return [Process(name, command, environment, log=logs / f"{name}.log") for name, command in commands.items()]


def prepare(supervisor: Supervisor, environment: Mapping[str, str], logs: Path) -> None:
    """Database, static files and the record; each step changes nothing that is there already."""
    manage = [sys.executable, "manage.py"]
    migrate = Process("migrate", [*manage, "migrate", "--noinput"], environment, log=logs / "migrate.log")
    supervisor.run_step(migrate, "Preparing the database")
    collect = [*manage, "collectstatic", "--noinput", "--verbosity", "0"]
    supervisor.run_step(
        Process("collectstatic", collect, environment, log=logs / "collectstatic.log"), "Collecting style sheets"
    )
    supervisor.run_step(Process("load_demo", [*manage, "load_demo"], environment), "Loading the record")


def run(supervisor: Supervisor, address: Address) -> None:
    """Bring everything up, say where it is, and stay."""
    insist_on_free(address)
    environment = demo_environment(address)
    var = Path(environment.get("QUIPU_VAR", ROOT / "var"))
    logs = var / "run"
    for log in logs.glob("*.log"):
        log.unlink()
    prepare(supervisor, environment, logs)
    for service in services(address, environment, logs):
        supervisor.start(service)
    host = urlsplit(environment["PUBLIC_URL"]).netloc
    say("Starting the site …")
    supervisor.wait_until(lambda: http_status(address.local_url + "/es/", host) == 200, 90, "first answer of the site")
    say("Building the first release …")
    supervisor.wait_until(
        lambda: http_status(address.local_url + FINANCES, host) == 200, 180, "first release (see worker.log)"
    )
    url = environment["PUBLIC_URL"]
    say(f"""
Quipu is ready.
  Site         {url}/es/   {url}/en/
  Finances     {url}{FINANCES}
  Admin        {url}/admin/   (the users and their passwords: see above)
  Logs         {logs}/
Ctrl-C ends it; the database stays for the next run.
""")
    supervisor.watch()


def main() -> int:
    """Read the address and run. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=port_number, default=8000)
    asked = parser.parse_args()
    return supervise(lambda supervisor: run(supervisor, Address(asked.host, asked.port)))


if __name__ == "__main__":
    sys.exit(main())
