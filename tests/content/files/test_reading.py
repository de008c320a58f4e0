"""Reading the text of PDFs."""

import datetime

import pytest
from django.core.files.base import ContentFile

from content.models import File, FilePage
from content.pdf.reading import Limits, read_pdf
from content.services import files
from content.tasks import read_file, read_waiting_files
from tests.content import pdfs

pytestmark = pytest.mark.django_db
State = File.TextState


def texts(file):
    return list(FilePage.objects.filter(file=file).values_list("number", "text"))


def test_each_page_keeps_its_text_and_its_number():
    file = pdfs.file(pdfs.pdf("Las tejedoras de Puno se organizaron.", "El telar de cintura y la niñez."))

    read_file(file.pk)
    file.refresh_from_db()

    assert (file.text_state, file.page_count) == (State.READ, 2)
    assert texts(file) == [(1, "Las tejedoras de Puno se organizaron."), (2, "El telar de cintura y la niñez.")]


def test_reading_twice_changes_nothing():
    file = pdfs.file(pdfs.pdf("Las tejedoras de Puno se organizaron."))

    read_file(file.pk)
    first = texts(file)
    read_file(file.pk)

    assert texts(file) == first


def test_pages_without_words_are_told_to_be_a_scan():
    file = pdfs.file(pdfs.pdf("", ""))

    read_file(file.pk)
    file.refresh_from_db()

    assert (file.text_state, file.page_count) == (State.SCAN, 2)


@pytest.mark.parametrize(
    ("content", "name", "state"),
    [
        (b"%PDF-1.4 and then nothing of a PDF", "roto.pdf", State.BROKEN),
        (b"", "vacio.pdf", State.BROKEN),
        (b"nombre,monto\nA,1\n", "datos.csv", State.NONE),
    ],
)
def test_what_cannot_be_read_says_so_and_breaks_nothing(content, name, state):
    file = pdfs.file(content, name)

    read_file(file.pk)
    file.refresh_from_db()

    assert file.text_state == state
    assert texts(file) == []


def test_an_encrypted_file_is_told_to_be_encrypted():
    file = pdfs.file(pdfs.pdf("Acta reservada del comité.", password="secreta"))

    read_file(file.pk)
    file.refresh_from_db()

    assert file.text_state == State.LOCKED


def test_a_file_of_too_many_pages_is_left_alone(tmp_path):
    path = tmp_path / "largo.pdf"
    path.write_bytes(pdfs.pdf("uno", "dos", "tres"))

    found = read_pdf(path, Limits(pages=2))

    assert (found.state, found.page_count, found.pages) == ("limit", 3, [])


def test_a_file_of_too_many_bytes_is_not_even_opened(tmp_path):
    path = tmp_path / "grande.pdf"
    path.write_bytes(pdfs.pdf("uno"))

    assert read_pdf(path, Limits(file_bytes=100)).state == "limit"


def test_a_file_that_asks_for_too_much_memory_ends_only_its_reader(tmp_path):
    path = tmp_path / "bomba.pdf"
    path.write_bytes(pdfs.bomb(megabytes=40))
    assert path.stat().st_size < 100_000

    assert read_pdf(path, Limits(memory=120_000_000, seconds=20)).state == "limit"


def test_a_file_that_asks_for_too_much_time_ends_only_its_reader(tmp_path):
    path = tmp_path / "lento.pdf"
    path.write_bytes(pdfs.bomb(megabytes=40))

    assert read_pdf(path, Limits(seconds=1)).state == "limit"


def test_a_page_of_very_much_text_is_cut(tmp_path):
    path = tmp_path / "mucho.pdf"
    path.write_bytes(pdfs.pdf("palabra " * 200))

    found = read_pdf(path, Limits(characters=50))

    assert [len(text) for text in found.pages] == [50]


def test_a_word_broken_at_the_end_of_a_line_is_one_word_again():
    from content.pdf.child import clean

    assert clean("las arte-\nsanas de 2012-\n2013\x00") == "las artesanas de 2012-\n2013"


def test_a_file_replaced_while_it_was_read_is_not_given_the_old_text(monkeypatch):
    file = pdfs.file(pdfs.pdf("El texto de antes, ya retirado."))
    read = files.text_of

    def replaced_meanwhile(row, limits):
        found = read(row, limits)
        file.file = ContentFile(pdfs.pdf("El texto de ahora, que es otro."), name="informe.pdf")
        file.save()
        return found

    monkeypatch.setattr(files, "text_of", replaced_meanwhile)
    read_file(file.pk)

    assert texts(file) == []
    assert File.objects.get(pk=file.pk).text_state == State.WAITING


def test_files_that_nobody_was_asked_to_read_are_found(django_capture_on_commit_callbacks):
    forgotten, fresh = pdfs.file(pdfs.pdf("Un informe olvidado por todos.")), pdfs.file(pdfs.pdf("Un informe nuevo."))
    File.objects.filter(pk=forgotten.pk).update(created_at=forgotten.created_at - datetime.timedelta(hours=1))

    read_waiting_files()

    assert [file.text_state for file in File.objects.order_by("pk")] == [State.READ, State.WAITING]
    assert fresh.pages.count() == 0


def test_reading_a_file_that_was_deleted_does_nothing():
    read_file(123456)

    assert not FilePage.objects.exists()
