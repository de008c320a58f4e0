"""How to cite an item: as text, as files that programs import, as tags that search engines read."""

import json
import re

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from django.test import Client
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from content.citations.apa import apa
from content.citations.bibtex import bibtex_file, escaped
from content.citations.reference import Name, Reference, person_or_body, reference_of
from content.citations.ris import ris_file
from content.models import StudyPage
from tests import factories
from tests.factories.content import KINDS

pytestmark = pytest.mark.django_db

PERMANENT = "/id/estudio/iconografia"


def fetched(page, name, language="es"):
    response = Client().get(factories.address(page, language) + name)
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return response.content.decode()


def ris_record(text):
    """The one record of a RIS file, as rispy reads it; every tag must be known to it."""
    [record] = rispy.loads(text)
    assert "unknown_tag" not in record
    assert text.endswith("ER  - \r\n")
    return record


def bibtex_entry(text):
    """The one entry of a BibTeX file, as bibtexparser reads it, with what LaTeX would print."""
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), LatexDecodingMiddleware(keep_math_mode=False)])
    assert library.failed_blocks == []
    [block] = library.blocks
    assert [block] == library.entries
    return block


def bibtex_values(entry):
    return {name: field.value for name, field in entry.fields_dict.items()}


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
    record = ris_record(fetched(study, "cita.ris"))

    assert record["type_of_reference"] == "RPRT"
    assert record["title"] == "Iconografía textil & color"
    assert record["authors"] == ["Quispe Mamani, Rosa", "Flores, Ana María", "Centro de Textiles"]
    assert (record["year"], record["date"]) == ("2012", "2012/10//")
    assert record["issn"] == "978-9972-0-0000-1"
    assert record["keywords"] == ["tejidos", "color"]


def test_a_study_as_bibtex_keeps_the_signs_that_latex_would_obey(study):
    text = fetched(study, "cita.bib")
    entry = bibtex_entry(text)
    values = bibtex_values(entry)

    assert (entry.entry_type, entry.key) == ("techreport", "iconografia")
    assert r"title = {{Iconografía textil \& color}}," in text
    assert values["title"].strip("{}") == "Iconografía textil & color"
    assert [author.strip("{}") for author in values["author"]] == [
        "Quispe Mamani, Rosa",
        "Flores, Ana María",
        "Centro de Textiles",
    ]
    assert values["year"] == "2012"


def test_the_english_page_cites_the_work_by_its_own_title_and_says_what_that_means(study):
    record = ris_record(fetched(study, "citation.ris", "en"))

    assert record["title"] == "Iconografía textil & color"
    assert record["translated_title"] == "Textile iconography & colour"
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
    assert ris_record(fetched(ordinance, "cita.ris"))["type_of_reference"] == "LEGAL"


def test_a_study_that_was_not_published_is_cited_as_such(home):
    page = factories.item_page(StudyPage, "Línea de base", status="unpublished")

    assert bibtex_entry(fetched(page, "cita.bib")).entry_type == "unpublished"
    assert ris_record(fetched(page, "cita.ris"))["type_of_reference"] == "UNPB"
    with override("en"):
        assert apa(reference_of(page.record)).startswith("Línea de base [Study, not published]. (n.d.).")


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_every_item_can_be_cited_in_every_format(home, model):
    page = factories.item_page(model, "Una cosa", kind=KINDS[model])

    assert json.loads(fetched(page, "cita.json"))[0]["title"] == "Una cosa"
    assert ris_record(fetched(page, "cita.ris"))["title"] == "Una cosa"
    assert bibtex_values(bibtex_entry(fetched(page, "cita.bib")))["title"].strip("{}") == "Una cosa"


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


# What people paste: any sign of any language, and those that end a line.
PASTED = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r"), max_size=60)


@given(title=PASTED, author=PASTED, abstract=PASTED)
@example(title="Uno\nTY  - BOOK", author="ER  - ", abstract="ER  - \r\nTY  - BOOK")
@example(title="}, @book{otro, title={Uno", author="A and B}", abstract="100 % {\\")
def test_no_text_breaks_a_record_or_begins_another(title, author, abstract):
    reference = Reference(
        key="x",
        type="report",
        title=title,
        url="https://example.org",
        language="es",
        authors=(person_or_body(author),),
        abstract=abstract,
    )

    record, entry = ris_record(ris_file(reference)), bibtex_entry(bibtex_file(reference))

    assert record.get("title", "") == " ".join(title.split())
    assert record["urls"] == ["https://example.org"]
    assert (entry.entry_type, entry.key) == ("techreport", "x")
    assert entry.fields_dict["url"].value == "https://example.org"
