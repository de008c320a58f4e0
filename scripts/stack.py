"""`make stack`: every service of docker-compose.yml as a plain process, against real servers found on the machine.

Each service runs its very command with its very environment; only names, ports and directories are carried over.
PostgreSQL's image makes a cluster before its command; here the tests' starter does that.
"""

import argparse
import os
import secrets
import shutil
import sys
import tempfile
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from scripts.compose import ComposeError, ComposeService, Machine, read_services
from scripts.demo import FINANCES, Address, insist_on_free, port_number
from scripts.processes import ROOT, Process, Supervisor, give_to, http_status, say, supervise, unprivileged_user
from tests.prepared import MIGRATED
from tests.servers.nginx import mime_types, nginx_program, why_no_nginx
from tests.servers.postgres import postgres, why_no_postgres
from tests.servers.redis import redis_program, why_no_redis
from tests.servers.server import Server

# Servers that are not ours run as an unprivileged user, as in their images; the application's files are ours.
SERVERS = {"nginx", "redis", "mailpit"}
# A new volume takes over these directories of the image (see the Dockerfile).
IN_THE_VOLUME = ("media", "publication", "run", "static")


def why_no_stack() -> str | None:
    """Why the stack cannot run here; None when it can."""
    missing_envsubst = None if shutil.which("envsubst") else "no envsubst on this machine (install gettext)"
    return why_no_postgres() or why_no_redis() or why_no_nginx() or missing_envsubst


class Stack:
    """The services of the compose file, running. Leaving the context ends them and removes their directory.

    ``durable`` makes PostgreSQL wait for its disk at every commit, as the real one does. ``migrated`` is a directory
    with the data of a PostgreSQL that was migrated before (``tests.prepared``), to start from a copy of its database.
    """

    def __init__(
        self, supervisor: Supervisor, port: int, *, durable: bool = False, migrated: Path | None = None
    ) -> None:
        self.supervisor = supervisor
        self.durable = durable
        self.migrated = migrated
        self.url = f"http://127.0.0.1:{port}"
        self.processes: dict[str, Process] = {}
        self.postgres: Server | None = None
        self.directory = Path(tempfile.mkdtemp(prefix="quipu-stack-"))
        self.directory.chmod(0o755)
        self.opened = ExitStack()
        self.opened.callback(shutil.rmtree, self.directory, ignore_errors=True)
        self.opened.callback(supervisor.stop_all)
        self.machine = Machine(
            services=read_services(),
            directory=self.directory,
            variables={
                "SECRET_KEY": secrets.token_urlsafe(50),
                "POSTGRES_PASSWORD": (migrated / "password").read_text() if migrated else secrets.token_hex(16),
                "PUBLIC_URL": self.url,
                "PUBLIC_SCHEME": "http",
            },
            paths={"/etc/nginx/mime.types": mime_types(), "/mailpit": shutil.which("mailpit") or "/mailpit"},
            ports={("nginx", "8080"): port},
        )

    def __enter__(self) -> "Stack":
        return self

    def __exit__(self, *exception: object) -> None:
        self.opened.close()

    def up(self) -> None:
        """Start every service after those that it depends on, and wait until the site answers through nginx.

        Raises ``Ended`` when one does not come up, ``TimeoutError`` when the site does not answer.
        """
        self.machine.make_directories()
        for name in IN_THE_VOLUME:
            (self.machine.volume("files") / name).mkdir(exist_ok=True)
        for name, service in self.machine.services.items():
            if name == "postgres":
                self.start_postgres(service)
            elif name == "mailpit" and shutil.which("mailpit") is None:
                say("mailpit is not on this machine: e-mail is not caught")
            elif self.is_one_shot(name):
                self.supervisor.run_step(self.process(service), f"Running {name}")
            else:
                say(f"Starting {name}")
                self.processes[name] = self.supervisor.start(self.process(service))
        self.supervisor.wait_until(
            lambda: http_status(f"{self.url}/admin/login/") == 200, 60, "answer of the site through nginx"
        )

    def is_one_shot(self, name: str) -> bool:
        """Whether others wait for this service to end."""
        waiting = (service.depends_on.get(name) for service in self.machine.services.values())
        return "service_completed_successfully" in waiting

    def start_postgres(self, service: ComposeService) -> None:
        """Start a private PostgreSQL with the names, the password and the settings of the service."""
        say("Starting postgres")
        environment, command = self.machine.environment(service), self.machine.command(service)
        settings = [value.partition("=") for option, value in pairwise(command) if option == "-c"]
        self.postgres = self.opened.enter_context(
            postgres(
                durable=self.durable,
                database=environment["POSTGRES_DB"],
                password=environment["POSTGRES_PASSWORD"],
                port=self.machine.ports["postgres", "5432"],
                settings={name: value for name, _, value in settings},
                cluster=self.migrated / "data" if self.migrated else None,
                template=MIGRATED if self.migrated else "template1",
            )
        )
        self.processes["postgres"] = self.postgres.process
        self.supervisor.services.append(self.postgres.process)

    def process(self, service: ComposeService) -> Process:
        """A service's command as a child process."""
        user = unprivileged_user() if service.name in SERVERS else None
        directory = self.directory / f"{service.name}-home"
        directory.mkdir(exist_ok=True)
        give_to(user, directory, *self.directory.glob(f"{service.name}-*"))
        return Process(
            service.name,
            self.machine.command(service),
            self.process_environment(directory) | self.machine.environment(service),
            directory=directory if service.name in SERVERS else ROOT,
            log=self.directory / "logs" / f"{service.name}.log",
            user=user,
        )

    def process_environment(self, home: Path) -> dict[str, str]:
        """What an image gives to its command: where programs are, and a home."""
        programs = [Path(sys.executable).parent]
        programs += [program.parent for program in (redis_program(), nginx_program()) if program]
        path = os.pathsep.join([*map(str, programs), os.environ.get("PATH", os.defpath)])
        return {"PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"}

    def manage(self, *arguments: str, title: str) -> None:
        """Run a management command as `docker compose exec web` would. Raises ``Ended`` when it fails."""
        step = self.process(self.machine.services["web"])
        step.name, step.command, step.log = arguments[0], ["python", "manage.py", *arguments], None
        self.supervisor.run_step(step, title)


def run(supervisor: Supervisor, port: int) -> None:
    """Bring the stack up, load the demo, say where it is, and stay."""
    problem = why_no_stack()
    if problem:
        raise OSError(problem)
    insist_on_free(Address("127.0.0.1", port))
    with Stack(supervisor, port) as stack:
        try:
            stack.up()
            stack.manage("load_demo", title="Loading the record")
            supervisor.wait_until(lambda: http_status(stack.url + FINANCES) == 200, 120, "first release")
        except ComposeError as error:
            raise OSError(f"docker-compose.yml: {error}") from error
        direct = {name: process.pid for name, process in stack.processes.items()}
        say(f"""
The stack is up, behind nginx.
  Site         {stack.url}/es/   {stack.url}/en/
  Finances     {stack.url}{FINANCES}
  Admin        {stack.url}/admin/
  PostgreSQL   127.0.0.1:{urlsplit(stack.postgres.url).port if stack.postgres else "?"}
  Processes    {", ".join(f"{name} {pid}" for name, pid in direct.items())}
  Logs         {stack.directory}/logs/
Ctrl-C ends everything and removes its data.
""")
        supervisor.watch()


def main() -> int:
    """Read the port and run. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=port_number, default=8000)
    asked = parser.parse_args()
    return supervise(lambda supervisor: run(supervisor, asked.port))


if __name__ == "__main__":
    sys.exit(main())
