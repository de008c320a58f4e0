"""What readers meet when a page of the site fails: no database is at hand in these tests, and none is asked for."""

import re

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from lxml import html


def failing(request: HttpRequest) -> HttpResponse:
    """A page with a fault in it."""
    raise ZeroDivisionError


urlpatterns = [path("es/algo/", failing)]


@pytest.fixture
def answer(settings: LazySettings) -> HttpResponse:
    """The site's answer for a page that fails, while no list of hashed files is at hand either."""
    settings.ROOT_URLCONF = __name__
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    found = Client(raise_request_exception=False).get("/es/algo/")
    assert isinstance(found, HttpResponse)
    return found


def test_a_fault_is_told_in_both_languages_in_the_look_of_the_site(answer: HttpResponse) -> None:
    page = html.fromstring(answer.content)

    assert answer.status_code == 500
    assert page.get("lang") == "es"
    assert page.xpath("//h1")[0].text == "Algo falló de nuestro lado"
    assert page.xpath("//*[@lang='en']//h2")[0].text == "Something went wrong on our side"
    assert page.xpath("//link[@rel='stylesheet']/@href") == ["/static/quipu/site.css"]
    assert {"/es/", "/en/"} <= set(page.xpath("//main//a/@href"))


def test_a_fault_tells_readers_nothing_of_the_program(answer: HttpResponse) -> None:
    assert not re.search("ZeroDivision|Traceback|{%|{{", answer.content.decode())


def test_the_page_of_a_fault_breaks_no_rule_of_the_content_policy(answer: HttpResponse) -> None:
    page = html.fromstring(answer.content)

    assert page.xpath("//style | //script | //@style") == []
