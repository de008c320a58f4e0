"""Public pages come from the live release on disk: no database, no broker (I4, I9).

Tests without a ``django_db`` mark may not touch the database: pytest-django raises where they do.
"""

import gzip
import shutil
import threading

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from publication import serving
from publication.middleware import ReleasedFiles
from publication.models import Release
from publication.services.releases import store
from publication.serving import accepted_encoding, released_response
from tests.publication.sealing import files, release, seal

PAGE = "/es/cuentas/"


@pytest.fixture(autouse=True)
def no_memory(monkeypatch):
    """Each test is a fresh process that has not seen a release yet."""
    monkeypatch.setattr(serving, "_last_known", {})


@pytest.fixture
def one_release():
    return release(1)


def get(path: str, **headers: str) -> HttpResponse | None:
    return released_response(RequestFactory().get(path, headers={k.replace("_", "-"): v for k, v in headers.items()}))


def ask(path: str, **headers: str) -> HttpResponse:
    response = get(path, **headers)
    assert response is not None
    return response


def test_a_page_is_answered_without_database_or_broker(client: Client, one_release, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    response = client.get(PAGE)

    assert response.status_code == 200
    assert response.content == files(1)["es"]["index.html"]
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["Content-Length"] == str(len(response.content))


def test_each_language_has_its_own(one_release):
    assert ask("/en/accounts/").content == files(1)["en"]["index.html"]
    assert get("/en/cuentas/") is None


def test_a_download_is_one(one_release):
    response = ask("/es/cuentas/cuentas.csv")

    assert response.content == b"a;1"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="cuentas.csv"'


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0, gzip;q=0", ""),
        ("br;q=0.5", "br"),
        ("deflate", ""),
        ("*", ""),
    ],
)
def test_readers_get_the_smallest_form_that_they_take(one_release, header, encoding):
    assert accepted_encoding(header) == encoding

    response = ask(PAGE, accept_encoding=header)

    decode = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}[encoding]
    assert response.get("Content-Encoding", "") == encoding
    assert decode(response.content) == files(1)["es"]["index.html"]
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_what_a_reader_has_already_is_not_sent_again(one_release, encoding, form):
    etag = ask(PAGE, accept_encoding=encoding)["ETag"]

    response = ask(PAGE, accept_encoding=encoding, if_none_match=form.format(etag))

    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == etag


def test_forms_have_different_tags_and_another_content_has_another(one_release):
    tags = {ask(PAGE, accept_encoding=encoding)["ETag"] for encoding in ("", "gzip", "br")}
    assert len(tags) == 3

    release(2)

    assert ask(PAGE)["ETag"] not in tags
    assert ask(PAGE, if_none_match=tags.pop()).status_code == 200


def test_head_is_answered_without_a_body(client: Client, one_release):
    response = client.head(PAGE)

    assert response.status_code == 200
    assert response.content == b""
    assert response["Content-Length"] == str(len(files(1)["es"]["index.html"]))


def test_answers_are_asked_for_anew_and_protected(one_release):
    response = ask(PAGE)

    assert response["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/admin/",
        "/es/",
        "/es/cuentas",
        "/es/cuentas/nada.csv",
        "/es/nada/",
        "/es/cuentas/../cuentas/",
        "/es/cuentas/_/",
        "/es/cuentas/_/index.html",
        "/es/cuentas/bundle.json",
        "/es/cuentas/.secreto",
        "/es/cuentas/../../manifest.json",
        "/es/../../../../etc/passwd",
        "/es/cuentas/index.html.gz",
        "/es/cuentas/\n",
        "/es//cuentas/",
        "//es/cuentas/",
        "/es/cuentas/%2e%2e/",
        "/manifest.json",
        "/es/cuentas/cuentas.csv/",
    ],
)
def test_whatever_the_release_does_not_hold_goes_on_to_the_site(one_release, path):
    request = RequestFactory().get("/")
    request.path_info = path

    assert released_response(request) is None


def test_only_reading_is_answered(one_release):
    passed_on = HttpResponse("the site")
    middleware = ReleasedFiles(lambda request: passed_on)

    assert middleware(RequestFactory().get(PAGE)) is not passed_on
    assert middleware(RequestFactory().head(PAGE)) is not passed_on
    for method in ("post", "put", "delete", "options"):
        assert middleware(getattr(RequestFactory(), method)(PAGE)) is passed_on


def test_a_preview_reaches_the_page(one_release):
    passed_on = HttpResponse("the draft")
    request = RequestFactory().get(PAGE)
    request.is_dummy = True  # type: ignore[attr-defined]

    assert ReleasedFiles(lambda request: passed_on)(request) is passed_on


def test_without_a_release_the_site_answers():
    assert get(PAGE) is None


def test_a_missing_link_is_survived_by_who_knew_the_release(one_release):
    ask(PAGE)
    store().current.unlink()

    assert ask(PAGE).content == files(1)["es"]["index.html"]


def test_a_lost_bundle_is_no_error_page(one_release):
    shutil.rmtree(store().root / "bundles")

    assert get(PAGE) is None


def test_a_lost_file_is_no_error_page(one_release):
    for path in (store().root / "bundles").rglob("index.html"):
        path.unlink()

    assert get(PAGE) is None
    assert ask("/es/cuentas/cuentas.csv").status_code == 200


def test_while_releases_change_every_answer_is_of_one_and_none_goes_back():
    """I4 and I5, as a reader sees them."""
    digests = {number: seal(number) for number in range(1, 40)}
    store().point_current(1, digests[1])
    sealed = {files(number)["es"]["index.html"]: number for number in digests}
    seen: list[int] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(sealed[ask(PAGE).content])

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(2, 40):
            store().point_current(number, digests[number])
    finally:
        stop.set()
        reader.join()

    assert seen == sorted(seen)
    assert sealed[ask(PAGE).content] == 39


@pytest.mark.django_db(transaction=True)
class TestEarlierReleases:
    @pytest.fixture(autouse=True)
    def two_releases(self, small_site, publish):
        publish()
        small_site.change("P1", "Segunda versión")
        publish()

    def test_an_earlier_release_stays_readable_under_its_number(self, client: Client):
        then, now = client.get("/releases/1/es/alpha/p1/"), client.get("/es/alpha/p1/")

        assert "Primera nota" in then.content.decode()
        assert "Segunda versión" in now.content.decode()
        assert then["X-Robots-Tag"] == "noindex"

    def test_its_downloads_too(self, client: Client):
        assert "Primera nota" in client.get("/releases/1/es/alpha/p1/notes.csv").content.decode()

    def test_also_when_it_is_no_longer_laid_out(self, client: Client):
        for directory in store().releases.glob("1-*"):
            shutil.rmtree(directory)

        assert "Primera nota" in client.get("/releases/1/es/alpha/p1/").content.decode()

    def test_its_manifest_is_the_text_that_was_hashed(self, client: Client):
        response = client.get("/releases/1/manifest.json")

        assert response.content.decode() == Release.objects.get(number=1).manifest
        assert response["X-Release-Digest"] == Release.objects.get(number=1).digest

    @pytest.mark.parametrize(
        "path",
        [
            "/releases/9/es/alpha/p1/",
            "/releases/9/manifest.json",
            "/releases/1/es/nada/",
            "/releases/1/es/alpha/p1/nada.csv",
            "/releases/1/../../etc/passwd",
        ],
    )
    def test_what_it_did_not_hold_is_not_found(self, client: Client, path):
        assert client.get(path).status_code == 404


@pytest.mark.django_db(transaction=True)
class TestRealPages:
    def test_a_page_that_no_release_holds_yet_says_so(self, client: Client, programme_site):
        response = client.get("/es/transparencia/finanzas/")

        assert response.status_code == 503
        assert response["Retry-After"] == "10"

    def test_a_released_page_and_its_downloads_need_no_query(
        self, client: Client, programme_site, publish, django_assert_num_queries
    ):
        publish()

        with django_assert_num_queries(0):
            page = client.get("/es/transparencia/finanzas/")
            assert client.get("/en/transparency/results/").status_code == 200
            assert client.get("/es/transparencia/finanzas/por-agencia.csv").status_code == 200

        assert page.status_code == 200
        assert '<html lang="es"' in page.content.decode()

    def test_an_editors_preview_shows_the_draft_not_the_release(self, programme_site, publish):
        publish()
        programme_site.finances.introduction = "<p>Todavía un borrador</p>"

        response = programme_site.finances.make_preview_request()

        assert "Todavía un borrador" in response.content.decode()
