"""Spreadsheets and archives from anywhere: what can be read is, and what cannot is told."""

import contextlib
import datetime
import io
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.importing import archives, sheets
from content.importing.archives import Archive
from content.importing.problems import ImportRefused
from content.importing.sheets import cell_text, sheet_read
from tests.content.importing.sheets import archive_of, packed, semicolons, xlsx

ROW = {"code": "uno", "title": "Título con ñ", "year": 2012}


@pytest.mark.parametrize("write", [xlsx, semicolons])
def test_a_workbook_and_a_csv_say_the_same(write):
    sheet = sheet_read(io.BytesIO(write(ROW)))

    assert sheet.header == ["code", "title", "year"]
    assert sheet.rows == [(2, ["uno", "Título con ñ", "2012"])]


def test_empty_lines_keep_the_numbers_of_the_others():
    assert sheet_read(io.BytesIO(b"code,title\n,\nuno,Uno\n")).rows == [(3, ["uno", "Uno"])]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"PK\x03\x04 no archive", b'code,title\n"uno', b"\x00" * 100],
)
def test_what_is_no_spreadsheet_is_refused(content):
    with pytest.raises(ImportRefused):
        sheet_read(io.BytesIO(content))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content):
    for start in (b"", sheets.ZIP_SIGN):
        with contextlib.suppress(ImportRefused):
            sheet_read(io.BytesIO(start + content))


def test_a_spreadsheet_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "ROWS", 3)
    with pytest.raises(ImportRefused):
        sheet_read(io.BytesIO(b"code\n" + b"uno\n" * 4))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "BYTES_UNPACKED", 1000)
    with pytest.raises(ImportRefused):
        sheet_read(io.BytesIO(xlsx(ROW)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (15.0, "15"),
        (1.5, "1.5"),
        (datetime.datetime(2012, 5, 31), "2012-05-31"),
        (datetime.date(2012, 5, 31), "2012-05-31"),
        (" uno ", "uno"),
        (True, "1"),
    ],
)
def test_a_cell_is_what_a_person_would_have_typed(value, text):
    assert cell_text(value) == text


class TestArchives:
    """Archives may come from anywhere."""

    def test_files_are_found_by_name_whatever_their_folder(self):
        archive = Archive(archive_of({"fotos/Telar.JPG": b"x", "__MACOSX/._Telar.JPG": b"", ".DS_Store": b""}))

        assert archive.names == ["Telar.JPG"]
        assert "telar.jpg" in archive
        assert archive.read("telar.jpg") == b"x"

    @pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04half", b"PK\x05\x06"])
    def test_a_broken_archive_is_refused(self, content):
        with pytest.raises(ImportRefused):
            Archive(io.BytesIO(content))

    def test_a_file_whose_bytes_are_damaged_is_refused(self):
        written = packed(a__pdf=b"content " * 50).getvalue()
        at = written.index(b"a.pdf") + 8
        archive = Archive(io.BytesIO(written[:at] + b"\xff\xff\xff\xff" + written[at + 4 :]))

        with pytest.raises(ImportRefused):
            archive.read("a.pdf")

    @pytest.mark.parametrize("name", ["../a.pdf", "/etc/a.pdf", "a/../../b.pdf", "C:/a.pdf", "..\\a.pdf"])
    def test_names_that_lead_out_are_refused(self, name):
        with pytest.raises(ImportRefused):
            Archive(archive_of({name: b"x"}))

    def test_a_link_is_refused(self):
        entry = zipfile.ZipInfo("a.pdf")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            archive.writestr(entry, "/etc/passwd")

        with pytest.raises(ImportRefused):
            Archive(written)

    def test_an_encrypted_file_is_refused(self):
        written = bytearray(packed(a__pdf=b"x").getvalue())
        written[written.index(b"PK\x01\x02") + 8] |= 1

        with pytest.raises(ImportRefused):
            Archive(io.BytesIO(bytes(written)))

    def test_a_bomb_is_refused(self):
        with pytest.raises(ImportRefused):
            Archive(archive_of({"a.pdf": b"\0" * 5_000_000}))

    def test_a_file_that_is_larger_than_it_says_is_not_read_to_its_end(self, monkeypatch):
        archive = Archive(packed(a__pdf=b"x" * 100))
        monkeypatch.setattr(archives, "BYTES_OF_ONE", 10)

        with pytest.raises(ImportRefused):
            archive.read("a.pdf")

    def test_too_many_and_too_much_are_refused(self, monkeypatch):
        monkeypatch.setattr(archives, "ENTRIES", 2)
        with pytest.raises(ImportRefused):
            Archive(archive_of({str(number): b"" for number in range(3)}))
        monkeypatch.setattr(archives, "BYTES_OF_ALL", 10)
        with pytest.raises(ImportRefused):
            Archive(archive_of({"a": b"x" * 6, "b": b"x" * 6}))

    def test_two_files_of_one_name_are_refused(self):
        with pytest.raises(ImportRefused):
            Archive(archive_of({"a/b.pdf": b"", "c/B.pdf": b""}))
