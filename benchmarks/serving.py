"""Released pages through nginx and through the application, each beside something to compare it with."""

from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import load
from benchmarks.sites import Inside, Site
from benchmarks.table import Measurement
from scripts.processes import free_port, give_to, unprivileged_user
from tests.servers.nginx import mime_types, nginx_server
from tests.servers.server import Server, private_directory

# Many short rounds in turns: what else the machine does then falls on both.
ROUNDS = 15
SECONDS = 1
FORMS = {"as it is": ("", {}), "brotli": (".br", {"Accept-Encoding": "gzip, deflate, br, zstd"})}

PADDING = "X-Padding"
PLAIN = """
worker_processes auto;
pid {directory}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
    include {mime};
    log_format line '$remote_addr "$request" $status $body_bytes_sent $request_time';
    access_log /dev/stdout line;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {directory}/body;
    proxy_temp_path {directory}/proxy;
    fastcgi_temp_path {directory}/fastcgi;
    uwsgi_temp_path {directory}/uwsgi;
    scgi_temp_path {directory}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {directory}/files;
        {padding}
    }}
}}
"""


def through_nginx(site: Site) -> list[Measurement]:
    """The released page through the project's nginx, over an nginx that has the same bytes as a plain file."""
    path = site.facts["pages"]["es"]
    found = []
    for form, (suffix, headers) in FORMS.items():
        content = (
            site.var / "publication/releases/current" / path.strip("/") / "_" / f"index.html{suffix}"
        ).read_bytes()
        with plain_nginx(content) as plain:
            short = f"{plain.url}/page"
            missing = load.head_bytes(site.url + path, headers) - load.head_bytes(short, headers)
            bare, _, _ = load.ratio(site.url + path, short, headers, ROUNDS, SECONDS)
        with plain_nginx(content, missing) as plain:
            ratio, ours, theirs = load.ratio(site.url + path, f"{plain.url}/page", headers, ROUNDS, SECONDS)
        context = (
            f"{ours:,.0f} against {theirs:,.0f} requests/s, {len(content):,} bytes, "
            f"{bare:.2f} where the plain file's head is {missing} bytes shorter, {load.generator()}"
        )
        found.append(Measurement(f"nginx: released page / plain file ({form})", ratio, "×", 0.9, True, context))
    return found


def through_the_application(site: Site) -> list[Measurement]:
    """The released page through the middleware, over a page that Wagtail serves; and what each asks of the database."""
    released, stock = site.facts["pages"]["es"], site.facts["home"]
    ratio, ours, theirs = load.ratio(site.web_url + released, site.web_url + stock, {}, ROUNDS, SECONDS)
    with Inside(site) as inside:
        for_released = inside.ask("queries", path=released)["queries"]
        for_stock = inside.ask("queries", path=stock)["queries"]
    context = f"{ours:,.0f} against {theirs:,.0f} requests/s, {load.generator()}"
    return [
        Measurement(f"{site.name}: released page / Wagtail page, without nginx", ratio, "×", 20, True, context),
        Measurement(
            f"{site.name}: queries for a released page", for_released, "", 0, context=f"Wagtail page: {for_stock}"
        ),
    ]


@contextmanager
def plain_nginx(content: bytes, longer_head: int = 0) -> Iterator[Server]:
    """An nginx without any rule of ours that has ``content`` at ``/page``, its head longer by so many bytes.

    The loopback device carries 64 KB at a time: where head and page fill two of them just so, a longer head needs a
    third, which costs a quarter of the rate. A network has no such step, so both answers have to be equally long.
    """
    directory, port = private_directory("plain"), free_port()
    files = directory / "files"
    files.mkdir()
    (files / "page").write_bytes(content)
    give_to(unprivileged_user(), files, files / "page")
    value = "x" * (longer_head - len(PADDING) - len(": \r\n"))
    header = f"add_header {PADDING} {value};" if value else ""
    configuration = PLAIN.format(directory=directory, mime=mime_types(), port=port, padding=header)
    with nginx_server(configuration, port, directory) as server:
        yield server
