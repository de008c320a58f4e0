"""What becomes of a file's bytes when they are replaced."""

import hashlib

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from content.models import File
from tests.content import pdfs

pytestmark = pytest.mark.django_db

BEFORE, AFTER = pdfs.pdf("La versión de antes."), pdfs.pdf("La versión de ahora.")


def digest(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def editor():
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editora", "e@example.org", "irrelevant-here"))
    return client


@pytest.fixture
def file():
    return pdfs.file(BEFORE, title="Acta 3")


def replace(file, content, name="informe.pdf"):
    file.file = ContentFile(content, name=name)
    file.save()


def test_a_file_is_known_by_its_digest(file):
    assert file.sha256 == digest(BEFORE)
    assert File.objects.get(pk=file.pk).sha256 == digest(BEFORE)


def test_replaced_bytes_stay_as_a_version(file):
    replace(file, AFTER)

    version = file.versions.get()
    assert (version.number, version.sha256, version.size) == (1, digest(BEFORE), len(BEFORE))
    assert version.file.read() == BEFORE
    assert version.file.name.startswith("documents/versions/")
    file.refresh_from_db()
    assert file.sha256 == digest(AFTER)
    assert file.file.read() == AFTER


def test_every_replacement_keeps_one_version_more(file):
    for number in range(3):
        replace(file, pdfs.pdf(f"Versión {number}"))

    assert [version.number for version in file.versions.all()] == [3, 2, 1]


def test_the_same_bytes_again_are_no_new_version(file):
    replace(file, BEFORE)

    assert not file.versions.exists()


def test_a_change_of_words_alone_keeps_the_bytes_and_what_was_read(file, asked):
    File.objects.filter(pk=file.pk).update(text_state=File.TextState.READ)
    file.refresh_from_db()
    file.title = "Acta tercera"
    file.save()

    assert not file.versions.exists()
    assert File.objects.get(pk=file.pk).text_state == File.TextState.READ


def test_new_bytes_are_read_once_they_are_committed(asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = pdfs.file(BEFORE)
        assert asked == []

    assert asked == [file.pk]


def test_the_bytes_that_a_version_keeps_are_not_kept_twice(file, django_capture_on_commit_callbacks):
    old_name = file.file.name
    with django_capture_on_commit_callbacks(execute=True):
        replace(file, AFTER)

    assert not default_storage.exists(old_name)
    assert file.versions.get().file.read() == BEFORE


def test_a_broker_that_does_not_answer_does_not_keep_a_file_from_being_saved(
    monkeypatch, django_capture_on_commit_callbacks
):
    from content import tasks

    def broken(*args, **options):
        raise OSError("no broker")

    monkeypatch.setattr(tasks.read_file, "apply_async", broken)
    with django_capture_on_commit_callbacks(execute=True):
        file = pdfs.file(BEFORE)

    assert File.objects.get(pk=file.pk).text_state == File.TextState.WAITING


def test_replacing_a_file_in_the_admin_keeps_the_bytes_and_says_who(file, editor, django_capture_on_commit_callbacks):
    address = reverse("wagtaildocs:edit", args=[file.pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(
            address,
            {
                "title": "Acta 3",
                "language": "es",
                "file": SimpleUploadedFile("otra.pdf", AFTER, content_type="application/pdf"),
            },
        )

    assert answer.status_code == 302
    version = file.versions.get()
    assert version.file.read() == BEFORE
    assert version.replaced_by.username == "editora"
    page = editor.get(address).content.decode()
    assert digest(BEFORE) in page
    assert digest(AFTER) in page
    assert b"".join(editor.get(reverse("file_version", args=[file.pk, 1])).streaming_content) == BEFORE


def test_an_earlier_version_is_for_those_who_may_see_files(file):
    replace(file, AFTER)

    assert Client().get(reverse("file_version", args=[file.pk, 1])).status_code == 302
    assert Client().get(f"/media/{file.versions.get().file.name}").status_code == 404


def test_a_file_whose_bytes_are_gone_can_still_be_replaced(file):
    default_storage.delete(file.file.name)

    replace(file, AFTER)

    assert not file.versions.exists()
    assert File.objects.get(pk=file.pk).sha256 == digest(AFTER)


def test_a_deleted_file_takes_its_versions_along(file, django_capture_on_commit_callbacks):
    replace(file, AFTER)
    kept = file.versions.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        file.delete()

    assert not default_storage.exists(kept)
