"""The map of the site holds the pages that a release has beside its pages, such as profiles of regions."""

import pytest
from django.conf import LazySettings
from django.test import Client
from lxml import etree

from tests.publication.published import publish_files
from tests.transparency.checks.records import tables
from tests.transparency.plain import labels, render
from tests.transparency.test_views_profiles import WORDS, regions_record
from transparency.views.findings import FindingsView
from transparency.views.regions import RegionsView

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
PATHS = {"es": "/es/transparencia/pagina/", "en": "/en/transparency/page/"}


def mapped() -> dict[str, dict[str, str]]:
    tree = etree.fromstring(Client().get("/sitemap.xml").content)
    return {
        url.findtext(f"{SITEMAP}loc", ""): {
            link.get("hreflang", ""): link.get("href", "") for link in url.findall(LINK)
        }
        for url in tree.findall(f"{SITEMAP}url")
    }


def test_profiles_are_mapped_with_their_translations_and_charts_are_not(settings: LazySettings) -> None:
    files = {language: render(RegionsView(), regions_record(), WORDS, language) for language in PATHS}
    text = {language: {name: content.decode() for name, content in named.items()} for language, named in files.items()}
    for named in text.values():
        named["chart-x.embed.html"] = "<p>"
    publish_files({"regions:P-1": (PATHS, text)})

    pages = mapped()

    versions = {language: f"{settings.PUBLIC_URL}{path}cusco.html" for language, path in PATHS.items()}
    for url in versions.values():
        assert pages[url] == {**versions, "x-default": versions["es"]}
    assert not [url for url in pages if "embed" in url or "index" in url]


def test_an_empty_part_of_a_page_is_not_mapped() -> None:
    record = {**tables(), "answers": []}
    files = {language: render(FindingsView(), record, labels(), language) for language in PATHS}
    publish_files({"findings:P-1": (PATHS, {code: _texts(named) for code, named in files.items()})})

    assert "conviene-saber.html" in files["es"]
    assert not [url for url in mapped() if url.endswith(".html")]


def _texts(named: dict[str, bytes]) -> dict[str, str]:
    return {name: content.decode() for name, content in named.items() if name.endswith(".html")}


def test_without_a_release_there_are_none() -> None:
    assert not [url for url in mapped() if url.endswith(".html")]
