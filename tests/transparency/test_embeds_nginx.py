"""nginx lets other sites show charts in a frame, and nothing else."""

import http.client
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from publication.manifest import Manifest, ScopeEntry
from publication.store import Store
from tests.servers.nginx import project_nginx, why_no_nginx
from tests.servers.server import Server, private_directory

FOLDER = "/es/transparencia/finanzas/"
FILES = {
    "index.html": b"<p>",
    "cusco.html": b"<p>",
    "grafico-flow.svg": b"<svg/>",
    "grafico-flow.png": b"\x89PNG",
    "grafico-flow.embed.html": b"<p>",
    "cusco-grafico-flow.embed.html": b"<p>",
}


APPLICATION = "default-src 'none'; frame-ancestors *"


class Application(BaseHTTPRequestHandler):
    """Answers for the pages of earlier releases, with a policy of its own."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Security-Policy", APPLICATION)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def application() -> Iterator[str]:
    """Where it listens."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Application) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def nginx(application: str) -> Iterator[Server]:
    """An nginx before a release of one page and an application."""
    if problem := why_no_nginx():
        pytest.skip(problem)
    var = private_directory("embeds")
    store = Store(var / "publication")
    moment = "2026-03-09T15:30:00+00:00"
    entry = ScopeEntry("f", store.write_bundle({"es": FILES}), 1, moment, {"es": FOLDER})
    store.point_current(1, store.seal(Manifest(1, "", moment, "v", "test", {"finances:P-1": entry})))
    with project_nginx(var, application) as server:
        yield server


def header(server: Server, path: str, name: str = "Content-Security-Policy") -> str:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("X-Frame-Options")) == (200, None)
    return str(answer.getheader(name))


@pytest.mark.parametrize("name", ["grafico-flow.embed.html", "cusco-grafico-flow.embed.html"])
def test_other_sites_may_show_a_chart(nginx: Server, name: str) -> None:
    assert header(nginx, FOLDER + name).endswith("frame-ancestors *")


@pytest.mark.parametrize("name", ["", "cusco.html", "grafico-flow.svg", "grafico-flow.png"])
def test_no_other_page_may_be_framed_elsewhere(nginx: Server, name: str) -> None:
    assert header(nginx, FOLDER + name).endswith("frame-ancestors 'self'")


@pytest.mark.parametrize("name", ["grafico-flow.embed.html", ""])
def test_what_the_application_says_of_an_earlier_release_is_passed_on(nginx: Server, name: str) -> None:
    assert header(nginx, f"/releases/1{FOLDER}{name}") == APPLICATION


@pytest.mark.parametrize(("ending", "kind"), [("svg", "image/svg+xml"), ("png", "image/png")])
def test_images_are_shown_as_what_they_are(nginx: Server, ending: str, kind: str) -> None:
    path = f"{FOLDER}grafico-flow.{ending}"

    assert header(nginx, path, "Content-Type").startswith(kind)
    assert header(nginx, path, "Content-Disposition") == "None"
