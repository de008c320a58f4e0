"""How to cite an item: as text, as files that programs import, as tags that search engines read."""

import json
import re

import pytest
from django.test import Client
from django.utils.translation import override

from content.citations.apa import apa
from content.citations.bibtex import escaped
from content.citations.reference import Name, Reference, person_or_body, reference_of
from content.models import ActivityPage, DocumentPage, InitiativePage, ProductPage, StudyPage
from tests import factories
from tests.factories.content import KINDS

pytestmark = pytest.mark.django_db

PERMANENT = "/id/estudio/iconografia"


def fetched(page, name, language="es"):
    response = Client().get(factories.address(page, language) + name)
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return response.content.decode()


def ris_fields(text):
    """The tags of a record in order, as the format's description reads them: two letters, two blanks, a hyphen."""
    lines = text.split("\r\n")
    assert lines[-1] == ""
    matches = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines[:-1]]
    pairs = [match.groups() for match in matches if match]
    assert len(pairs) == len(matches)
    assert pairs[0][0] == "TY"
    assert pairs[-1] == ("ER", "")
    return pairs


def test_a_study_as_csl_json(study):
    [item] = json.loads(fetched(study, "cita.json"))

    assert item["type"] == "report"
    assert item["title"] == "Iconografía textil & color"
    assert item["author"] == [
        {"family": "Quispe Mamani", "given": "Rosa"},
        {"family": "Flores", "given": "Ana María"},
        {"literal": "Centro de Textiles"},
    ]
    assert item["issued"] == {"date-parts": [[2012, 10]]}
    assert item["publisher"] == "Municipalidad Distrital de Písac"
    assert item["URL"].endswith(PERMANENT)
    assert "DOI" not in item


def test_a_study_as_ris(study):
    fields = ris_fields(fetched(study, "cita.ris"))

    assert fields[0] == ("TY", "RPRT")
    assert [value for tag, value in fields if tag == "AU"] == [
        "Quispe Mamani, Rosa",
        "Flores, Ana María",
        "Centro de Textiles",
    ]
    assert ("PY", "2012") in fields
    assert ("DA", "2012/10//") in fields
    assert ("SN", "978-9972-0-0000-1") in fields


def test_a_study_as_bibtex_keeps_the_signs_that_latex_would_obey(study):
    entry = fetched(study, "cita.bib")

    assert entry.startswith("@techreport{iconografia,\n")
    assert r"title = {{Iconografía textil \& color}}," in entry
    assert "author = {Quispe Mamani, Rosa and Flores, Ana María and {Centro de Textiles}}," in entry
    assert "year = {2012}," in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_the_english_page_cites_the_work_by_its_own_title_and_says_what_that_means(study):
    fields = dict(ris_fields(fetched(study, "citation.ris", "en")))

    assert fields["TI"] == "Iconografía textil & color"
    assert fields["TT"] == "Textile iconography & colour"
    with override("en"):
        text = apa(reference_of(study.record))
    assert text.startswith(
        "Quispe Mamani, R., Flores, A. M. and Centro de Textiles. (2012). "
        "Iconografía textil & color [Textile iconography & colour] [Study]. Municipalidad Distrital de Písac."
    )
    assert text.endswith(PERMANENT)


def test_an_ordinance_is_cited_as_a_law(ordinance):
    [item] = json.loads(fetched(ordinance, "cita.json"))

    assert item["type"] == "legislation"
    assert item["number"] == "015-2012-MDP"
    assert item["authority"] == "Municipalidad Distrital de Písac"
    assert item["jurisdiction"] == "Písac"
    assert item["URL"].endswith("/id/ordenanza/080405/2012/15")
    assert dict(ris_fields(fetched(ordinance, "cita.ris")))["TY"] == "LEGAL"


def test_a_study_that_was_not_published_is_cited_as_such(home):
    page = factories.item_page(StudyPage, "Línea de base", status="unpublished")

    assert fetched(page, "cita.bib").startswith("@unpublished{")
    assert dict(ris_fields(fetched(page, "cita.ris")))["TY"] == "UNPB"
    with override("en"):
        assert apa(reference_of(page.record)).startswith("Línea de base [Study, not published]. (n.d.).")


@pytest.mark.parametrize(
    "model", [ProductPage, InitiativePage, DocumentPage, ActivityPage], ids=lambda model: model.__name__
)
def test_every_item_can_be_cited_in_every_format(home, model):
    page = factories.item_page(model, "Una cosa", kind=KINDS[model])

    assert json.loads(fetched(page, "cita.json"))[0]["title"] == "Una cosa"
    assert ris_fields(fetched(page, "cita.ris"))
    assert fetched(page, "cita.bib").startswith("@")


def test_an_item_page_offers_its_citation(study):
    page = Client().get(factories.address(study)).content.decode()

    for name in ("cita.ris", "cita.bib", "cita.json"):
        assert f'href="/es/estudios/iconografia-textil-color/{name}"' in page
    assert "Quispe Mamani, R., Flores, A. M." in page


def test_a_file_that_no_item_has_is_not_found(study):
    assert Client().get(factories.address(study) + "cita.docx").status_code == 404
    assert Client().get(factories.address(study) + "citation.ris").status_code == 404


def test_a_draft_has_no_citation(study):
    study.unpublish()

    assert Client().get(factories.address(study) + "cita.ris").status_code == 404


def test_search_engines_find_a_study_by_its_tags(study, pdf):
    study.file = pdf
    study.save_revision().publish()

    page = Client().get(factories.address(study)).content.decode()
    tags = re.findall(r'<meta name="(citation_\w+)" content="([^"]*)"', page)

    assert ("citation_title", "Iconografía textil &amp; color") in tags
    assert [content for name, content in tags if name == "citation_author"] == [
        "Quispe Mamani, Rosa",
        "Flores, Ana María",
        "Centro de Textiles",
    ]
    assert ("citation_publication_date", "2012/10") in tags
    assert any(name == "citation_pdf_url" and content.startswith("http") for name, content in tags)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Quispe, Rosa", Name("Quispe", "Rosa", is_person=True)),
        ("Naciones Unidas", Name("Naciones Unidas")),
        ("FAO,", Name("FAO")),
    ],
)
def test_a_comma_tells_people_from_organisations(typed, name):
    assert person_or_body(typed) == name


def test_latex_prints_every_sign_of_a_text():
    assert escaped(r"50% de {A} & B_1 \ #2 ~ ^") == (
        r"50\% de \{A\} \& B\_1 \textbackslash{} \#2 \textasciitilde{} \textasciicircum{}"
    )


def test_line_breaks_in_a_text_do_not_break_a_record():
    from content.citations.ris import ris_file

    reference = Reference(key="x", type="report", title="Uno\nTY  - BOOK", url="https://example.org", language="es")

    assert [tag for tag, _value in ris_fields(ris_file(reference))].count("TY") == 1
