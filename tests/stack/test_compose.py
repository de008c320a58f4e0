"""The whole site as docker-compose.yml starts it, each service as a plain process, seen through nginx."""

import gzip
import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import brotli
import pytest

from scripts.processes import Supervisor, free_port, http_status, wait_until
from scripts.stack import Stack, why_no_stack
from tests.prepared import migrated_cluster

pytestmark = pytest.mark.stack

SPANISH = "/es/transparencia/finanzas/"
ENGLISH = "/en/transparency/finances/"
FIRST_RELEASE_SECONDS = 120


@dataclass(frozen=True)
class Answer:
    """What a reader got."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def get(url: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for an address; a header's name is written with underscores."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.request(
            method, parts.path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """The stack with the demo loaded and its first release live."""
    problem = why_no_stack()
    if problem:
        pytest.skip(problem)
    supervisor = Supervisor()
    with Stack(supervisor, free_port(), migrated=migrated_cluster()) as running:
        running.up()
        running.manage("load_demo", title="Loading the record")
        supervisor.wait_until(
            lambda: all(http_status(running.url + page) == 200 for page in (SPANISH, ENGLISH)),
            FIRST_RELEASE_SECONDS,
            "first release",
        )
        yield running


@pytest.fixture(scope="module")
def downloads(stack: Stack) -> list[str]:
    """The addresses of the files that belong to the Spanish page, as the live release lists them."""
    current = stack.directory / "files" / "publication" / "releases" / "current"
    files = current.joinpath(*SPANISH.strip("/").split("/"), "_").iterdir()
    return [SPANISH + file.name for file in sorted(files) if file.suffix in {".csv", ".json"}]


@pytest.mark.parametrize(("page", "language"), [(SPANISH, "es"), (ENGLISH, "en")])
def test_a_released_page_is_served_in_its_language(stack: Stack, page: str, language: str) -> None:
    answer = get(stack.url + page)

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'lang="{language}"' in answer.body.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_nginx_answers_a_released_page_without_asking_the_application(stack: Stack) -> None:
    before = (stack.directory / "logs" / "web.log").read_text()

    answer = get(stack.url + SPANISH)

    assert answer.status == 200
    assert "Accept-Ranges" in answer.headers, "the application does not send this header, nginx does for files"
    assert (stack.directory / "logs" / "web.log").read_text() == before


def test_every_form_of_a_file_unpacks_to_the_same_bytes(stack: Stack, downloads: list[str]) -> None:
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}
    assert downloads

    for path in [SPANISH, ENGLISH, *downloads]:
        plain = get(stack.url + path)
        assert "Content-Encoding" not in plain.headers
        for encoding, unpacked in unpack.items():
            packed = get(stack.url + path, Accept_Encoding=encoding)
            assert packed.headers["Content-Encoding"] == encoding
            assert packed.headers["Content-Type"] == plain.headers["Content-Type"]
            assert unpacked(packed.body) == plain.body
            assert packed.headers["ETag"] != plain.headers["ETag"]


def test_brotli_is_preferred_and_a_refused_form_is_not_sent(stack: Stack) -> None:
    assert get(stack.url + SPANISH, Accept_Encoding="gzip, deflate, br, zstd").headers["Content-Encoding"] == "br"
    assert get(stack.url + SPANISH, Accept_Encoding="gzip;q=0.5, br;q=0").headers["Content-Encoding"] == "gzip"
    assert get(stack.url + SPANISH, Accept_Encoding="br;q=0.000").headers["Content-Encoding"] is None


def test_tables_are_downloaded_and_json_is_shown(stack: Stack, downloads: list[str]) -> None:
    for path in downloads:
        answer = get(stack.url + path)
        name = path.rpartition("/")[2]
        if name.endswith(".csv"):
            assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
            assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        else:
            assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
            assert "Content-Disposition" not in answer.headers
            assert json.loads(answer.body)


def test_an_unchanged_page_is_not_sent_twice(stack: Stack) -> None:
    first = get(stack.url + SPANISH, Accept_Encoding="br")

    again = get(stack.url + SPANISH, Accept_Encoding="br", If_None_Match=first.headers["ETag"])
    other_form = get(stack.url + SPANISH, Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])

    assert (again.status, again.body) == (304, b"")
    assert other_form.status == 200


def test_head_gives_the_headers_alone(stack: Stack) -> None:
    answer = get(stack.url + SPANISH, method="HEAD")

    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) > 1000
    assert answer.body == b""


def test_the_files_behind_an_address_are_not_addresses_themselves(stack: Stack) -> None:
    assert get(stack.url + SPANISH + "_/index.html").status == 404
    assert get(stack.url + SPANISH + "index.html.br").status == 404
    assert get(stack.url + "/manifest.json").status == 404


def test_style_sheets_come_from_nginx_and_may_be_kept_for_ever(stack: Stack) -> None:
    page = get(stack.url + SPANISH).body.decode()
    sheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]

    answer = get(stack.url + sheet)

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]


def test_everything_else_is_answered_by_the_application(stack: Stack) -> None:
    assert get(stack.url + "/").headers["Location"] == "/es/"
    assert get(stack.url + "/es/").status == 200
    assert get(stack.url + "/admin/login/").status == 200
    assert get(stack.url + "/es/no-existe/").status == 404


@contextmanager
def only_nginx(stack: Stack) -> Iterator[None]:
    """Stop web, worker, beat, PostgreSQL and Redis, and start them again afterwards."""
    others = [process for name, process in stack.processes.items() if name != "nginx"]
    for process in others:
        process.stop(10)
    try:
        yield
    finally:
        for process in others:
            process.start()
        wait_until(lambda: http_status(f"{stack.url}/admin/login/") == 200, 60, "answer of the site")


def test_released_pages_outlive_everything_behind_nginx(stack: Stack, downloads: list[str]) -> None:
    paths = [SPANISH, ENGLISH, *downloads]
    before = {path: get(stack.url + path).body for path in paths}

    with only_nginx(stack):
        after = {path: get(stack.url + path).body for path in paths}
        resting = get(f"{stack.url}/admin/login/")

    assert after == before
    assert resting.status == 503
    assert resting.headers["Retry-After"] == "30"
    assert 'lang="es"' in resting.body.decode()
