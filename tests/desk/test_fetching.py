"""Asking foreign servers without being led into our own network."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.services import fetching
from desk.services.fetching import Refused, Unreachable, ask, is_public


class Answers(BaseHTTPRequestHandler):
    """``/status/404`` answers 404; ``/to/…`` redirects there; ``/get-only`` knows no HEAD; ``/loop`` never ends."""

    asked: list[str] = []

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        if self.path.startswith("/to/"):
            self.reply(302, self.path.removeprefix("/to/"))
        elif self.path == "/loop":
            self.reply(301, "/loop")
        elif self.path == "/get-only":
            self.reply(405 if self.command == "HEAD" else 200)
        else:
            self.reply(int(self.path.rsplit("/", 1)[1]))

    def reply(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server on this machine, which only these tests may ask."""
    Answers.asked = []
    served = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


def anything(address: str, port: int) -> bool:
    return True


@pytest.mark.parametrize("status", [200, 404, 410, 500])
def test_the_status_is_told(server, status):
    assert ask(f"{server}/status/{status}", anything).status == status


def test_a_server_without_head_is_asked_again(server):
    assert ask(f"{server}/get-only", anything).status == 200
    assert Answers.asked == ["HEAD /get-only", "GET /get-only"]


def test_redirects_are_followed_to_their_end(server):
    assert ask(f"{server}/to/{server}/status/200", anything).url == f"{server}/status/200"


def test_redirects_without_an_end_are_given_up(server):
    with pytest.raises(Unreachable):
        ask(f"{server}/loop", anything)


def test_the_machine_itself_is_never_asked(server):
    for address in (server, server.replace("127.0.0.1", "localhost"), server.replace("127.0.0.1", "[::ffff:7f00:1]")):
        with pytest.raises(Refused):
            ask(f"{address}/status/200")
    assert not Answers.asked


def test_a_redirect_into_our_network_is_not_followed(server):
    port = int(server.rsplit(":", 1)[1])

    def only_first(address: str, asked: int) -> bool:
        return asked == port

    with pytest.raises(Refused):
        ask(f"{server}/to/http://127.0.0.1:9/", only_first)


def test_a_name_is_resolved_once_and_that_address_is_asked(server, monkeypatch):
    port = int(server.rsplit(":", 1)[1])
    resolved = []

    def resolve(host, *args, **kwargs):
        resolved.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", lambda address, timeout: connected(("127.0.0.1", port), timeout))

    assert ask(f"http://example.org:{port}/status/204", anything).status == 204
    assert resolved == ["example.org"]


def connected(address: tuple[str, int], timeout: float) -> socket.socket:
    """A plain connection, without looking up a name."""
    plain = socket.socket()
    plain.settimeout(timeout)
    plain.connect(address)
    return plain


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

    with pytest.raises(Refused):
        ask("http://example.org/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://user:secret@example.org/",
        "http://example.org:no/",
        "http://",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url):
    with pytest.raises(Refused):
        ask(url, anything)


def test_a_name_that_does_not_exist_is_told_apart(monkeypatch):
    def resolve(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(Unreachable, match=fetching.NO_SUCH_NAME):
        ask("http://example.org/")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_public(address):
    assert not is_public(address, 443)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_addresses_that_are(address):
    assert is_public(address, 443)
    assert not is_public(address, 6379)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_the_same_however_it_is_written(address):
    assert is_public(str(address), 80) == is_public(f"::ffff:{address}", 80)
