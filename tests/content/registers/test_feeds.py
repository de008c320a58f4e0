"""What is new in a register, as feed readers see it."""

import feedparser
import pytest
from django.test import Client
from lxml import etree

from content.models import StudyPage
from content.registers import feeds
from tests import factories

pytestmark = pytest.mark.django_db

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed_at(path):
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    return parsed


def test_a_feed_names_what_was_published_with_its_permanent_address(study):
    feed = feed_at("/es/estudios/atom.xml")

    [entry] = feed.entries
    assert entry.title == "Iconografía textil & color"
    assert entry.id.endswith("/id/estudio/iconografia")
    assert entry.link.endswith("/es/estudios/iconografia-textil-color/")
    assert entry.updated_parsed


def test_the_english_feed_speaks_english_and_marks_what_it_cannot_say_in_it(study):
    factories.item_page(StudyPage, "Línea de base")

    feed = feed_at("/en/studies/atom.xml")
    entries = etree.fromstring(Client().get("/en/studies/atom.xml").content).iter("{*}entry")

    assert [entry.title for entry in feed.entries] == ["Línea de base", "Textile iconography & colour"]
    assert [entry.get(XML_LANG) for entry in entries] == ["es", "en"]


def test_a_feed_of_a_question_holds_only_its_answers_and_has_an_identity_of_its_own(study):
    factories.item_page(StudyPage, "Línea de base", kind="baseline")

    narrowed = feed_at("/es/estudios/atom.xml?kind=baseline")

    assert [entry.title for entry in narrowed.entries] == ["Línea de base"]
    assert narrowed.feed.id != feed_at("/es/estudios/atom.xml").feed.id
    assert narrowed.feed.link.endswith("/es/estudios/?kind=baseline")


def test_what_changed_last_comes_first_and_old_entries_leave(study, monkeypatch):
    factories.item_page(StudyPage, "Línea de base")
    study.save_revision().publish()

    assert feed_at("/es/estudios/atom.xml").entries[0].title == "Iconografía textil & color"
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 1)
    assert len(feed_at("/es/estudios/atom.xml").entries) == 1


def test_the_register_page_tells_readers_of_its_feed(study):
    assert 'type="application/atom+xml"' in Client().get("/es/estudios/").content.decode()
