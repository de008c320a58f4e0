"""nginx lets other sites show charts in a frame, and nothing else."""

import http.client
from collections.abc import Iterator

import pytest

from publication.manifest import Manifest, ScopeEntry
from publication.store import Store
from tests.servers.nginx import project_nginx, why_no_nginx
from tests.servers.server import Server, private_directory

FOLDER = "/es/transparencia/finanzas/"
FILES = {"index.html": b"<p>", "cusco.html": b"<p>", "grafico-flow.svg": b"<svg/>", "grafico-flow.embed.html": b"<p>"}


@pytest.fixture(scope="module")
def nginx() -> Iterator[Server]:
    """An nginx before a release of one page."""
    if problem := why_no_nginx():
        pytest.skip(problem)
    var = private_directory("embeds")
    store = Store(var / "publication")
    moment = "2026-03-09T15:30:00+00:00"
    entry = ScopeEntry("f", store.write_bundle({"es": FILES}), 1, moment, {"es": FOLDER})
    store.point_current(1, store.seal(Manifest(1, "", moment, "v", "test", {"finances:P-1": entry})))
    with project_nginx(var) as server:
        yield server


def policy(server: Server, name: str) -> str:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=10)
    connection.request("GET", FOLDER + name)
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("X-Frame-Options")) == (200, None)
    return str(answer.getheader("Content-Security-Policy"))


def test_other_sites_may_show_a_chart(nginx: Server) -> None:
    assert policy(nginx, "grafico-flow.embed.html").endswith("frame-ancestors *")


@pytest.mark.parametrize("name", ["", "cusco.html", "grafico-flow.svg"])
def test_no_other_page_may_be_framed_elsewhere(nginx: Server, name: str) -> None:
    assert policy(nginx, name).endswith("frame-ancestors 'self'")
