"""A private nginx with a given configuration, and the project's own configuration filled in."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scripts.processes import ROOT, Process, free_port, http_status, unprivileged_user
from tests.servers.server import Server, find_program, private_directory, running, server_environment

TEMPLATE = ROOT / "docker" / "nginx.conf.template"
SYSTEM_PROGRAMS = (Path("/usr/sbin"), Path("/usr/local/sbin"), Path("/opt/homebrew/bin"))
MIME_TYPES = ("/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types")


def nginx_program() -> Path | None:
    """Where `nginx` is, None when there is none."""
    return find_program("nginx", *SYSTEM_PROGRAMS)


def why_no_nginx() -> str | None:
    """Why a test that needs nginx cannot run here; None when it can."""
    return None if nginx_program() else "no nginx on this machine"


def mime_types() -> str:
    """Where nginx's own list of file types is."""
    return next((name for name in MIME_TYPES if Path(name).exists()), MIME_TYPES[0])


def fill_in(template: str, values: Mapping[str, str]) -> str:
    """Replace `${NAME}` for the names given, as envsubst does with a list of names; nginx's own variables stay."""
    return re.sub(r"\$\{([A-Z_]+)\}", lambda found: values.get(found.group(1), found.group()), template)


def project_configuration(port: int, var: Path, web: str, directory: Path) -> str:
    """The configuration that the containers use. ``web`` is the application's `host:port`."""
    values = {
        "NGINX_LISTEN": f"127.0.0.1:{port}",
        "NGINX_WEB": web,
        "NGINX_RESOLVER": "127.0.0.1",  # unused: the address above is a number already
        "NGINX_MIME": mime_types(),
        "NGINX_RUN": str(directory),
        "PUBLIC_SCHEME": "http",
        "QUIPU_VAR": str(var),
    }
    return fill_in(TEMPLATE.read_text(), values)


@contextmanager
def nginx_server(configuration: str, port: int, directory: Path | None = None) -> Iterator[Server]:
    """An nginx with this configuration, which must listen on ``port`` of 127.0.0.1 and write only to ``directory``.

    Raises ``RuntimeError`` where there is no nginx, or with what nginx says about a bad configuration.
    """
    program = nginx_program()
    if program is None:
        raise RuntimeError(why_no_nginx())
    directory = directory or private_directory("nginx")
    path = directory / "nginx.conf"
    path.write_text(configuration)
    process = Process(
        "nginx",
        [str(program), "-p", str(directory), "-c", str(path), "-e", "stderr", "-g", "daemon off;"],
        server_environment(directory),
        directory=directory,
        log=directory / "nginx.log",
        user=unprivileged_user(),
    )
    url = f"http://127.0.0.1:{port}"
    with running(Server(url, port, directory, process, lambda: http_status(url) is not None)) as server:
        yield server


@contextmanager
def project_nginx(var: Path, web: str = "127.0.0.1:9") -> Iterator[Server]:
    """An nginx that serves the releases, static files and media below ``var`` as the containers do.

    Without ``web`` nobody answers for the application: released pages must be there all the same.
    """
    port, directory = free_port(), private_directory("nginx")
    with nginx_server(project_configuration(port, var, web, directory), port, directory) as server:
        yield server
