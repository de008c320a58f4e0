"""The harvesting interface, verb by verb, as a harvester reads it."""

import datetime
import re

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from content.models import Identifier, OrdinanceIndexPage, OrdinancePage, StudyPage
from content.oai import verbs
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = {
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STUDY = "oai:localhost:estudio/iconografia"
ORDINANCE = "oai:localhost:ordenanza/080405/2012/15"


@pytest.fixture(autouse=True)
def public_url(settings):
    settings.PUBLIC_URL = "http://localhost"


def ask(_method="get", **arguments):
    response = getattr(Client(enforce_csrf_checks=True), _method)(
        "/oai", {name.rstrip("_"): value for name, value in arguments.items()}
    )
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/xml")
    return etree.fromstring(response.content)


def texts(root, path):
    return [element.text for element in root.xpath(path, namespaces=NAMES)]


def errors(root):
    return root.xpath("oai:error/@code", namespaces=NAMES)


def dated(path, moment):
    Identifier.objects.filter(path=path).update(changed_at=datetime.datetime.fromisoformat(f"{moment}+00:00"))


def harvest(**arguments):
    """Every identifier that a harvester gets, answer by answer."""
    root = ask(**arguments)
    answers = [texts(root, "//oai:header/oai:identifier")]
    while token := "".join(text or "" for text in texts(root, "//oai:resumptionToken")):
        root = ask(verb=arguments["verb"], resumptionToken=token)
        answers.append(texts(root, "//oai:header/oai:identifier"))
    return answers


def test_the_repository_says_what_it_is_and_how_it_treats_what_was_withdrawn(study):
    root = ask(verb="Identify")

    assert texts(root, "oai:Identify/oai:protocolVersion") == ["2.0"]
    assert texts(root, "oai:Identify/oai:baseURL") == ["http://localhost/oai"]
    assert texts(root, "oai:Identify/oai:deletedRecord") == ["persistent"]
    assert texts(root, "oai:Identify/oai:granularity") == ["YYYY-MM-DDThh:mm:ssZ"]
    assert (
        texts(root, "oai:Identify/oai:earliestDatestamp")[0]
        <= texts(ask(verb="GetRecord", identifier=STUDY, metadataPrefix="oai_dc"), "//oai:datestamp")[0]
    )


def test_answers_name_the_question(study):
    root = ask(verb="GetRecord", identifier=STUDY, metadataPrefix="oai_dc")

    [asked] = root.xpath("oai:request", namespaces=NAMES)
    assert asked.text == "http://localhost/oai"
    assert dict(asked.attrib) == {"verb": "GetRecord", "identifier": STUDY, "metadataPrefix": "oai_dc"}


def test_there_is_a_set_for_every_register(home):
    root = ask(verb="ListSets")

    assert texts(root, "//oai:setSpec") == ["estudio", "ordenanza", "producto", "iniciativa", "documento", "actividad"]
    assert all(texts(root, "//oai:setName"))


@pytest.fixture
def weaving(home):
    """Something of a sector, and something of two."""
    handicrafts = factories.SectorFactory(code="handicrafts", name="Artesanía")
    factories.in_english(handicrafts, name="Handicrafts")
    gastronomy = factories.SectorFactory(code="gastronomy", name="Gastronomía")
    return [
        factories.item_page(StudyPage, "Tejidos", sectors=[handicrafts]),
        factories.item_page(OrdinancePage, "Ferias", sectors=[gastronomy, handicrafts]),
        factories.item_page(StudyPage, "Otra cosa"),
    ]


class TestSectors:
    def test_there_is_a_set_for_every_sector_below_that_of_all_sectors(self, weaving):
        root = ask(verb="ListSets")

        assert texts(root, "//oai:setSpec")[6:] == ["sector", "sector:gastronomy", "sector:handicrafts"]
        assert texts(root, "//oai:setName")[7:] == ["Gastronomía", "Artesanía"]
        assert all(re.fullmatch(r"[\w.!~*'()-]+(:[\w.!~*'()-]+)*", spec) for spec in texts(root, "//oai:setSpec"))

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("sector:handicrafts", ["estudio/tejidos", "ordenanza/ferias"]),
            ("sector:gastronomy", ["ordenanza/ferias"]),
            ("sector", ["estudio/tejidos", "ordenanza/ferias"]),
        ],
    )
    def test_items_can_be_asked_for_by_sector(self, weaving, asked, found):
        root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set=asked)

        assert texts(root, "//oai:header/oai:identifier") == [f"oai:localhost:{path}" for path in found]

    @pytest.mark.parametrize("asked", ["sector:nothing", "sector:", "sectors", "sector:handicrafts:x"])
    def test_a_sector_that_does_not_exist_has_no_items(self, weaving, asked):
        assert errors(ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set=asked)) == ["noRecordsMatch"]

    def test_an_item_names_every_set_that_it_is_in_withdrawn_or_not(self, weaving):
        weaving[1].unpublish()

        root = ask(verb="GetRecord", identifier="oai:localhost:ordenanza/ferias", metadataPrefix="oai_dc")

        assert root.xpath("//oai:header/@status", namespaces=NAMES) == ["deleted"]
        assert texts(root, "//oai:setSpec") == ["ordenanza", "sector:gastronomy", "sector:handicrafts"]

    def test_a_list_costs_the_same_however_long_it_is(self, weaving, django_assert_max_num_queries):
        with CaptureQueriesContext(connection) as few:
            ask(verb="ListRecords", metadataPrefix="oai_dc", set="sector")
        for number in range(5):
            factories.item_page(StudyPage, f"Estudio {number}", sectors=list(weaving[1].sectors.all()))

        with django_assert_max_num_queries(len(few)):
            ask(verb="ListRecords", metadataPrefix="oai_dc", set="sector")


class TestEmail:
    def test_harvesters_are_told_whom_to_write_to(self, home, settings):
        settings.OAI_EMAIL = "registros@example.org"

        assert texts(ask(verb="Identify"), "//oai:adminEmail") == ["registros@example.org"]

    def test_without_an_address_of_its_own_it_is_the_sites(self, home, settings):
        settings.OAI_EMAIL, settings.DEFAULT_FROM_EMAIL = "", "quipu@example.org"

        assert texts(ask(verb="Identify"), "//oai:adminEmail") == ["quipu@example.org"]

    @pytest.mark.parametrize(
        ("address", "found"),
        [("registros@example.org", []), ("", ["content.W001"]), ("nobody", ["content.E001"])],
    )
    def test_a_deployment_is_told_when_it_has_none(self, settings, address, found):
        settings.OAI_EMAIL = address

        told = run_checks(tags=[Tags.compatibility], include_deployment_checks=True)

        assert [message.id for message in told if str(message.id).startswith("content.")] == found


def test_every_item_comes_as_dublin_core(study):
    assert texts(ask(verb="ListMetadataFormats"), "//oai:metadataPrefix") == ["oai_dc"]
    assert texts(ask(verb="ListMetadataFormats", identifier=STUDY), "//oai:metadataPrefix") == ["oai_dc"]


def test_a_record_has_its_words_in_every_language(study):
    root = ask(verb="GetRecord", identifier=STUDY, metadataPrefix="oai_dc")

    titles = root.xpath("//dc:title", namespaces=NAMES)
    assert {title.get(XML_LANG): title.text for title in titles} == {
        "es": "Iconografía textil & color",
        "en": "Textile iconography & colour",
    }
    assert texts(root, "//dc:creator") == ["Quispe Mamani, Rosa", "Flores, Ana María", "Centro de Textiles"]
    assert texts(root, "//dc:date") == ["2012-10"]
    assert "http://localhost/id/estudio/iconografia" in texts(root, "//dc:identifier")
    assert texts(root, "//dc:coverage") == ["Písac"]
    assert texts(root, "//oai:header/oai:setSpec") == ["estudio"]


def test_a_list_of_identifiers_has_no_metadata(study, ordinance):
    root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc")

    assert texts(root, "oai:ListIdentifiers/oai:header/oai:identifier") == [STUDY, ORDINANCE]
    assert not root.xpath("//oai:metadata", namespaces=NAMES)


def test_a_list_of_records_can_be_asked_for_by_set(study, ordinance):
    root = ask(verb="ListRecords", metadataPrefix="oai_dc", set="ordenanza")

    assert texts(root, "//oai:header/oai:identifier") == [ORDINANCE]
    assert texts(root, "//dc:title") == ["Ordenanza de la papa nativa"]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ({"from_": "2013-05-02"}, [ORDINANCE]),
        ({"until": "2013-05-01"}, [STUDY]),
        ({"from_": "2013-05-01", "until": "2013-05-02"}, [STUDY, ORDINANCE]),
        ({"from_": "2013-05-01T10:00:00Z", "until": "2013-05-01T10:00:00Z"}, [STUDY]),
        ({"from_": "2013-05-01T10:00:01Z"}, [ORDINANCE]),
    ],
)
def test_a_harvester_asks_for_what_changed_in_a_time(study, ordinance, period, found):
    dated("estudio/iconografia", "2013-05-01T10:00:00.7")
    dated("ordenanza/080405/2012/15", "2013-05-02T09:00")

    assert texts(ask(verb="ListIdentifiers", metadataPrefix="oai_dc", **period), "//oai:identifier") == found


@pytest.mark.parametrize("withdraw", ["unpublish", "delete"])
def test_a_withdrawn_item_is_reported_as_deleted(study, withdraw):
    dated("estudio/iconografia", "2013-05-01T00:00")
    getattr(study, withdraw)()

    root = ask(verb="ListRecords", metadataPrefix="oai_dc", from_="2014-01-01")

    assert root.xpath("//oai:header/@status", namespaces=NAMES) == ["deleted"]
    assert texts(root, "//oai:identifier") == [STUDY]
    assert not root.xpath("//oai:metadata", namespaces=NAMES)


def test_items_that_leave_with_their_register_are_reported_too(ordinance):
    OrdinanceIndexPage.objects.get(locale=factories.spanish()).delete()

    root = ask(verb="GetRecord", identifier=ORDINANCE, metadataPrefix="oai_dc")

    assert root.xpath("//oai:header/@status", namespaces=NAMES) == ["deleted"]


def test_an_item_keeps_its_name_for_harvesters_when_it_gets_another_address(home, cusco):
    from content.models import OrdinancePage

    page = factories.item_page(OrdinancePage, "Ordenanza", place=cusco["district"])
    page.number, page.year = "015-2012", 2012
    page.save_revision().publish()

    root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc")

    assert texts(root, "//oai:identifier") == ["oai:localhost:ordenanza/ordenanza"]


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
def test_a_long_list_comes_in_parts_and_every_item_comes_once(study, monkeypatch, verb):
    monkeypatch.setattr(verbs, "PER_ANSWER", 2)
    for number in range(4):
        factories.item_page(StudyPage, f"Estudio {number}")
    # Rows of one moment are told apart by their keys.
    Identifier.objects.update(changed_at=datetime.datetime(2013, 5, 1, tzinfo=datetime.UTC))

    answers = harvest(verb=verb, metadataPrefix="oai_dc")

    assert [len(answer) for answer in answers] == [2, 2, 1]
    assert len({identifier for answer in answers for identifier in answer}) == 5


def test_what_changes_during_a_harvest_comes_again_and_nothing_is_lost(study, monkeypatch):
    monkeypatch.setattr(verbs, "PER_ANSWER", 1)
    other = factories.item_page(StudyPage, "Otro")
    root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc")
    assert texts(root, "//oai:identifier") == [STUDY]

    study.save_revision().publish()
    seen = []
    while token := "".join(text or "" for text in texts(root, "//oai:resumptionToken")):
        root = ask(verb="ListIdentifiers", resumptionToken=token)
        seen += texts(root, "//oai:identifier")

    assert seen == [f"oai:localhost:estudio/{other.code}", STUDY]


def test_the_last_part_says_that_it_is_the_last(study, monkeypatch):
    monkeypatch.setattr(verbs, "PER_ANSWER", 1)
    factories.item_page(StudyPage, "Otro")
    first = ask(verb="ListRecords", metadataPrefix="oai_dc")
    [token] = first.xpath("//oai:resumptionToken", namespaces=NAMES)
    [last] = ask(verb="ListRecords", resumptionToken=token.text).xpath("//oai:resumptionToken", namespaces=NAMES)

    assert (token.get("completeListSize"), token.get("cursor")) == ("2", "0")
    assert (last.text, last.get("cursor")) == (None, "1")


def test_a_short_list_has_no_token(study):
    assert not texts(ask(verb="ListRecords", metadataPrefix="oai_dc"), "//oai:resumptionToken")


def test_harvesters_may_ask_by_post(study):
    assert texts(ask("post", verb="ListIdentifiers", metadataPrefix="oai_dc"), "//oai:identifier") == [STUDY]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Nothing"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "set": "estudio"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "yesterday"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2013-02-30"}, "badArgument"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2013-05-02", "until": "2013-05-01"},
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2013-05-02", "until": "2013-05-03T00:00:00Z"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "9999-12-31"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "x"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "GetRecord", "identifier": STUDY, "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "GetRecord", "identifier": "oai:localhost:no", "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        ({"verb": "GetRecord", "identifier": "http://other", "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "oai:localhost:no"}, "idDoesNotExist"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2100-01-01"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "producto"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "no-such"}, "noRecordsMatch"),
    ],
)
def test_what_is_wrong_with_a_question_is_told_by_its_code(arguments, code):
    root = ask(**arguments)

    assert errors(root) == [code]
    if code in ("badVerb", "badArgument"):
        assert not root.xpath("oai:request/@*", namespaces=NAMES)


def test_a_token_of_one_verb_is_not_one_of_another(study, monkeypatch):
    monkeypatch.setattr(verbs, "PER_ANSWER", 1)
    factories.item_page(StudyPage, "Otro")
    [token] = texts(ask(verb="ListRecords", metadataPrefix="oai_dc"), "//oai:resumptionToken")

    assert errors(ask(verb="ListIdentifiers", resumptionToken=token)) == ["badResumptionToken"]


def test_signs_that_xml_cannot_hold_do_not_break_an_answer(home):
    factories.item_page(StudyPage, "Uno", summary="una\x0cpágina")

    root = ask(verb="ListRecords", metadataPrefix="oai_dc")

    assert texts(root, "//dc:description") == ["unapágina"]
