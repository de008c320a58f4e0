"""From a figure to the document that it was read in, as far as this site has it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from content.models import DocumentPage, File
from tests.content.pdfs import pdf
from tests.factories.content import item_page, translate
from tests.transparency.figures.site import figure_url, text_at
from transparency.models import Source, StatementLine


@pytest.fixture
def cited(site):
    """A figure read on page 12."""
    StatementLine.objects.filter(pk=site.line.pk).update(page=12)
    site.publish()
    return site


def stand_for(source, **facts):
    return item_page(DocumentPage, "Informe final", record_source=source, **facts)


def test_a_document_that_the_site_has_no_page_of_is_named_and_said_not_to_be_at_hand(cited, client):
    text = text_at(client, figure_url("en"))

    assert "Final report" in text
    assert "not at hand on this site" in text
    told = client.get(f"{figure_url('en')}figure.json").json()["figure"]["citation"]
    assert (told["document_url"], told["file_url"]) == (None, None)


def test_the_document_is_linked_to_its_page_in_the_language_of_the_reader(cited, client):
    page = stand_for(cited.programme.source)
    assert 'href="/es/documentos/informe-final/"' in client.get(figure_url()).content.decode()
    assert 'href="/en/documents/informe-final/"' in client.get(figure_url("en")).content.decode()

    translate(page, title="The final report")

    assert 'href="/en/documents/the-final-report/"' in client.get(figure_url("en")).content.decode()
    assert "not at hand on this site" in text_at(client, figure_url("en"))


def test_a_page_that_not_everybody_may_read_is_not_linked(cited, client):
    stand_for(cited.programme.source).unpublish()

    assert "/es/documentos/informe-final/" not in client.get(figure_url()).content.decode()


def test_the_file_is_opened_at_the_page_that_is_cited(cited, client, settings):
    file = File.objects.create(title="Informe", file=ContentFile(pdf("x"), name="informe.pdf"))
    stand_for(cited.programme.source, file=file)

    shown = client.get(figure_url("en")).content.decode()
    assert f'href="{file.url}#page=12"' in shown
    assert "Open it at page 12 (PDF)" in text_at(client, figure_url("en"))
    assert "its digest is another" in shown
    told = client.get(f"{figure_url('en')}figure.json").json()["figure"]["citation"]
    assert told["file_url"] == f"{settings.PUBLIC_URL}{file.url}#page=12"

    Source.objects.filter(code=cited.programme.source.code).update(sha256=file.sha256)
    cited.publish()
    assert "its digest is another" not in client.get(figure_url("en")).content.decode()


def test_a_document_without_a_digest_says_so(site, client):
    Source.objects.filter(code=site.programme.source.code).update(sha256="")
    site.publish()

    assert "SHA-256 of the file that was read not on record" in text_at(client, figure_url("en"))


def test_two_pages_cannot_stand_for_one_source(cited):
    first = stand_for(cited.programme.source)
    first.full_clean()
    second = item_page(DocumentPage, "Otro informe")
    second.record_source = cited.programme.source

    with pytest.raises(ValidationError) as refused:
        second.full_clean()
    assert set(refused.value.message_dict) == {"record_source"}
