"""How many requests a second an address answers, by wrk or, where there is none, by a small generator of our own."""

import asyncio
import re
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

CONNECTIONS = 32
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
TROUBLE = re.compile(r"Non-2xx or 3xx responses: \d+|Socket errors: .*")
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def generator() -> str:
    """What produces the load here."""
    return "wrk" if shutil.which("wrk") else "own generator (no wrk on this machine; it tops out far below nginx)"


def head_bytes(url: str, headers: Mapping[str, str]) -> int:
    """How long the head of the answer is: its status line and its headers."""
    parts = urlsplit(url)
    lines = "".join(f"{name}: {value}\r\n" for name, value in {"Host": parts.netloc, **headers}.items())
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=10) as connection:
        connection.sendall(f"GET {parts.path or '/'} HTTP/1.1\r\n{lines}\r\n".encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += connection.recv(65536)
    return answer.index(b"\r\n\r\n")


def ratio(first: str, second: str, headers: Mapping[str, str], rounds: int, seconds: int) -> tuple[float, float, float]:
    """Median of ``first``'s rate over ``second``'s, taken in turns, and both median rates in requests a second."""
    pairs = []
    for _ in range(rounds):
        pairs.append((rate(first, headers, seconds), rate(second, headers, seconds)))
    return (
        statistics.median(one / other for one, other in pairs),
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
    )


def rate(url: str, headers: Mapping[str, str], seconds: int) -> float:
    """Requests answered a second. Raises ``RuntimeError`` when an answer is an error."""
    program = shutil.which("wrk")
    if program is None:
        return asyncio.run(_own_rate(url, headers, seconds))
    lines = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *lines, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found, trouble = RATE.search(said), TROUBLE.search(said)
    if found is None or trouble is not None:
        raise RuntimeError(f"{url}: {trouble.group() if trouble else said}")
    return float(found.group(1))


async def _own_rate(url: str, headers: Mapping[str, str], seconds: int) -> float:
    parts = urlsplit(url)
    lines = "".join(f"{name}: {value}\r\n" for name, value in {"Host": parts.netloc, **headers}.items())
    request = f"GET {parts.path or '/'} HTTP/1.1\r\n{lines}\r\n".encode()
    started = time.monotonic()
    counts = await asyncio.gather(
        *(
            _ask_again_and_again(parts.hostname or "", parts.port or 80, request, started + seconds)
            for _ in range(CONNECTIONS)
        )
    )
    return sum(counts) / (time.monotonic() - started)


async def _ask_again_and_again(host: str, port: int, request: bytes, until: float) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    count = 0
    try:
        while time.monotonic() < until:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = LENGTH.search(head)
            if not head.startswith(b"HTTP/1.1 200") or length is None:
                raise RuntimeError(head.decode("latin-1").splitlines()[0])
            await reader.readexactly(int(length.group(1)))
            count += 1
    finally:
        writer.close()
    return count
