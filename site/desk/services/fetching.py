"""Asking a foreign server whether an address answers, without being led into our own network."""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
SECONDS = 5.0
SECONDS_IN_ALL = 15.0
REDIRECTS = 5
BYTES = 65_536
REDIRECTING = {301, 302, 303, 307, 308}
# Servers that know no HEAD, or answer it otherwise than a reader's GET.
ASK_AGAIN = {400, 403, 404, 405, 406, 501}
NO_SUCH_NAME = "no such name"
AGENT = "Quipu link check"

Allowed = Callable[[str, int], bool]


class Refused(Exception):
    """The address is none that may be asked: no public host, another scheme or port, a password in it."""


class Unreachable(Exception):
    """Nobody answered in time, or the answer was no HTTP."""


@dataclass(frozen=True)
class Answer:
    """The final status, and the address that gave it after redirects."""

    status: int
    url: str


def is_public(address: str, port: int) -> bool:
    """Whether an IP address belongs to the public internet, and the port to a web server."""
    if port not in PORTS.values():
        return False
    found = ipaddress.ip_address(address.split("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            found = inner
        elif found in ipaddress.ip_network("64:ff9b::/96"):
            found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.is_global and not found.is_multicast and not found.is_reserved


def ask(url: str, allowed: Allowed = is_public, seconds: float = SECONDS_IN_ALL) -> Answer:
    """What a reader who follows the address gets: HEAD, and GET where HEAD says little.

    Each hop is resolved once, every address of it must be ``allowed``, and the connection goes to that very address: a
    name that answers differently the second time leads nowhere else. Raises ``Refused`` and ``Unreachable``.
    """
    until = time.monotonic() + seconds
    for _hop in range(REDIRECTS + 1):
        status, location = request("HEAD", url, allowed, until)
        if status in ASK_AGAIN:
            status, location = request("GET", url, allowed, until)
        if status not in REDIRECTING or not location:
            return Answer(status, url)
        url = urljoin(url, location)
    raise Unreachable("too many redirects")


def request(method: str, url: str, allowed: Allowed, until: float) -> tuple[int, str]:
    """One request: its status and where it redirects to. Of a body no more than ``BYTES`` are read."""
    parts = split(url)
    left = until - time.monotonic()
    if left <= 0:
        raise Unreachable("no time left")
    connection = connect(parts, allowed, min(SECONDS, left))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, headers={"User-Agent": AGENT, "Accept": "*/*"})
        response = connection.getresponse()
        if method == "GET":
            response.read(BYTES)
        return response.status, response.getheader("Location") or ""
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise Unreachable(type(error).__name__) from error
    finally:
        connection.close()


def split(url: str) -> SplitResult:
    """The parts of an address that may be asked. Raises ``Refused`` for the rest."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - a port that is no number raises here
    except ValueError as error:
        raise Refused("address") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refused("scheme")
    if parts.username or parts.password:
        raise Refused("password")
    return parts


def connect(parts: SplitResult, allowed: Allowed, seconds: float) -> http.client.HTTPConnection:
    """A connection to the address that the name was resolved to, under the name's own certificate."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    address = resolve(host, port, allowed)
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        plain = socket.create_connection((address, port), timeout=seconds)
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        else:
            connection.sock = plain
    except (OSError, UnicodeError) as error:
        raise Unreachable(type(error).__name__) from error
    return connection


def resolve(host: str, port: int, allowed: Allowed) -> str:
    """The first address of a host. Raises ``Refused`` when any of its addresses is not allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise Unreachable(NO_SUCH_NAME if error.errno == socket.EAI_NONAME else "name server") from error
    except (OSError, UnicodeError) as error:
        raise Unreachable(type(error).__name__) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(allowed(address, port) for address in addresses):
        raise Refused("network")
    return addresses[0]
