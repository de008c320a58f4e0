"""What becomes of a file's bytes when they are replaced."""

import hashlib
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from content.models import File, StudyPage
from tests import factories
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


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


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


class TestAddresses:
    """What readers cite stays where it is."""

    @pytest.fixture
    def study(self, file):
        return factories.item_page(StudyPage, "Actas del comité", file=file)

    def test_a_file_keeps_its_address_when_its_bytes_are_replaced_under_another_name(self, file, study):
        address = file.url
        replace(file, AFTER, name="acta-corregida.pdf")

        file = File.objects.get(pk=file.pk)
        assert file.url == address
        answer = Client().get(address)
        assert body(answer) == AFTER
        assert "acta-corregida" in answer["Content-Disposition"]

    def test_so_does_one_that_is_replaced_again_and_changed_in_words(self, file, study):
        address = file.url
        for name in ("dos.pdf", "tres.pdf"):
            replace(File.objects.get(pk=file.pk), pdfs.pdf(name), name=name)
        again = File.objects.get(pk=file.pk)
        again.title = "Otro título"
        again.save()

        assert File.objects.get(pk=file.pk).url == address
        assert Client().get(address).status_code == 200

    def test_a_file_from_before_addresses_were_kept_keeps_the_one_that_it_had(self, file, study):
        address = file.url
        File.objects.filter(pk=file.pk).update(address_name="")
        file = File.objects.get(pk=file.pk)
        assert file.url == address

        replace(file, AFTER, name="otra.pdf")

        assert File.objects.get(pk=file.pk).url == address

    def test_any_other_name_leads_to_the_address(self, file, study):
        replace(file, AFTER, name="otra.pdf")

        answer = Client().get(f"/documents/{file.pk}/otra.pdf")

        assert (answer.status_code, answer["Location"]) == (301, file.url)

    def test_an_earlier_version_has_an_address_of_its_own(self, file, study):
        replace(file, AFTER, name="otra.pdf")
        replace(file, pdfs.pdf("La tercera."), name="otra.pdf")

        first, second = (Client().get(f"/documents/{file.pk}/versions/{number}/") for number in (1, 2))

        assert body(first) == BEFORE
        assert body(second) == AFTER
        assert first["Content-Type"] == "application/pdf"
        assert first["X-Content-Type-Options"] == "nosniff"
        assert first["X-Robots-Tag"] == "noindex"
        assert first["Content-Disposition"].startswith("inline")
        again = Client().get(f"/documents/{file.pk}/versions/1/", headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304

    @pytest.mark.parametrize("number", [0, 2, 99])
    def test_a_version_that_never_was_is_not_there(self, file, study, number):
        replace(file, AFTER)

        assert Client().get(f"/documents/{file.pk}/versions/{number}/").status_code == 404

    def test_a_version_whose_bytes_are_gone_is_not_there(self, file, study):
        replace(file, AFTER)
        version = file.versions.get()
        version.file.storage.delete(version.file.name)

        assert Client().get(version.url).status_code == 404

    @pytest.mark.parametrize("gone", ["unpublished", "restricted"])
    def test_versions_go_with_the_page_that_shows_the_file(self, file, study, gone):
        replace(file, AFTER, name="otra.pdf")
        if gone == "unpublished":
            study.unpublish()
        else:
            PageViewRestriction.objects.create(page=study, restriction_type=PageViewRestriction.LOGIN)

        for address in (file.url, f"/documents/{file.pk}/otra.pdf", file.versions.get().url):
            assert Client().get(address).status_code == 404, address

    def test_the_page_of_an_item_lists_them(self, file, study):
        address = factories.address(study)
        assert "file-versions" not in Client().get(address).content.decode()
        replace(file, AFTER, name="otra.pdf")

        page = Client().get(address).content.decode()

        folded = page.partition('<details class="file-versions"')[2].partition("</details>")[0]
        assert file.versions.get().url in folded
        assert digest(BEFORE) in folded
        assert digest(AFTER) in page
        assert digest(AFTER) not in folded


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
