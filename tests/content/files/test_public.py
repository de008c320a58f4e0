"""Who may read a file: everybody while a public page shows it, else only those who work in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import PageViewRestriction

from content.models import StudyPage
from content.selectors.files import file_is_public
from tests import factories
from tests.content import pdfs

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    return pdfs.file(pdfs.pdf("Estudio de tejidos."), title="Estudio")


@pytest.fixture
def study(file):
    return factories.item_page(StudyPage, "Tejidos de Puno", file=file)


def status(file, client=None):
    return (client or Client()).get(file.url).status_code


def test_a_file_that_no_page_shows_is_not_there(file):
    assert status(file) == 404


def test_a_file_of_a_published_page_is_shown_as_what_it_is(file, study):
    answer = Client().get(file.url)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["ETag"]
    again = Client().get(file.url, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_a_file_goes_with_its_page(file, study):
    study.unpublish()

    assert status(file) == 404


def test_a_draft_shows_nothing(file, study):
    study.unpublish()
    study.save_revision()

    assert not file_is_public(file)


def test_a_file_that_only_a_draft_names_is_not_public_yet(study):
    later = pdfs.file(pdfs.pdf("La edición que viene."), name="nueva.pdf")
    study.file = later
    study.save_revision()

    assert status(later) == 404


def test_an_old_copy_of_a_fact_on_a_translation_shows_nothing(file, study):
    factories.translate(study, title="Weavings of Puno")
    study.refresh_from_db()
    study.file = pdfs.file(pdfs.pdf("La segunda edición."), name="segunda.pdf")
    study.save_revision().publish()

    assert status(study.file) == 200
    assert status(file) == 404


def test_a_file_in_a_text_is_public_with_that_text(file):
    body = [{"type": "file", "value": {"file": file.pk, "text": ""}}]
    page = factories.item_page(StudyPage, "Otro estudio", body=body)
    assert status(file) == 200

    page.body = []
    page.save_revision().publish()

    assert status(file) == 404


def test_a_page_behind_a_password_makes_no_file_public(file, study):
    for version in StudyPage.objects.filter(translation_key=study.translation_key):
        PageViewRestriction.objects.create(
            page=version, restriction_type=PageViewRestriction.PASSWORD, password="secreta"
        )

    assert status(file) == 404


def test_who_works_in_the_admin_reads_every_file(file):
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editora", "e@example.org", "irrelevant-here"))

    assert status(file, client) == 200


def test_media_do_not_give_documents_away(file):
    assert Client().get(f"/media/{file.file.name}").status_code == 404
