"""Bringing in many items through the admin: who may, what the report says, and that nothing is saved by halves."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from content.models import OrdinanceIndexPage, Picture, StudyIndexPage, StudyPage
from desk.models import KeptUpload
from desk.services import roles, uploads
from desk.views import importing
from tests import factories
from tests.content.importing.sheets import archive_of, jpeg, semicolons
from tests.factories.content import register_page

pytestmark = pytest.mark.django_db

STUDY = {"code": "linea-de-base", "title": "Línea de base", "kind": "baseline"}
STUDIES = ("desk_import:import", ["studies"])


@pytest.fixture(autouse=True)
def register() -> StudyIndexPage:
    factories.ProgrammeFactory()
    return register_page(StudyIndexPage)


def upload(client, register, *rows, archive: bytes = b"", name: str = "studies", button: str = "import"):
    """Posts the form."""
    posted = {"sheet": SimpleUploadedFile("hoja.csv", semicolons(*rows)), button: "1"}
    if register:
        posted["register"] = register.pk
    if archive:
        posted["archive"] = SimpleUploadedFile("archivos.zip", archive)
    return client.post(reverse("desk_import:import", args=[name]), posted)


@pytest.mark.parametrize("role", [roles.communicators(), roles.editors_in_chief()], ids=lambda role: role.name)
def test_writers_check_first_and_then_import_drafts(signed_in, register, role):
    client = signed_in(role)

    checked = upload(client, register, STUDY, button="check")
    assert checked.status_code == 200
    assert not StudyPage.objects.exists()
    imported = upload(client, register, STUDY)

    assert imported.status_code == 200
    assert not StudyPage.objects.get().live
    assert StudyPage.objects.get().owner is not None


def test_one_report_tells_everything_that_is_wrong_with_a_row(signed_in, register):
    answer = upload(signed_in(roles.communicators()), register, {**STUDY, "title": "", "code": "MAL CÓDIGO"})

    (row,) = answer.context["plan"].rows
    assert [problem.column for problem in row.problems] == [
        str(StudyPage._meta.get_field(name).verbose_name) for name in ("title", "code")
    ]
    assert not StudyPage.objects.exists()


class TestKeptUploads:
    """What was checked and found sound is imported with one button more."""

    PHOTO = {"file": "telar.jpg", "title": "Telar", "description": "Un telar de cintura"}

    @pytest.fixture(autouse=True)
    def media(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path / "media"
        storage = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
        settings.STORAGES = {**settings.STORAGES, "default": storage}
        return tmp_path / "media"

    def checked(self, client, register, *rows, **options):
        return upload(client, register, *rows, button="check", **options)

    def confirm(self, client, kept, name="studies", **options):
        return client.post(reverse("desk_import:import", args=[name]), {"kept": str(kept)}, **options)

    def test_a_sheet_is_imported_without_being_chosen_again(self, signed_in, register):
        client = signed_in(roles.communicators())
        page = self.checked(client, register, STUDY)
        kept = page.context["kept"]
        assert f'value="{kept.pk}"' in page.content.decode()

        answer = self.confirm(client, kept.pk)

        assert answer.status_code == 200
        assert answer.context["saved"] == 1
        assert "linea-de-base" in StudyPage.objects.values_list("code", flat=True)
        assert not KeptUpload.objects.exists()

    def test_so_is_an_archive_and_nothing_of_both_stays_behind(
        self, signed_in, media, django_capture_on_commit_callbacks
    ):
        client = signed_in(roles.communicators())
        archive = archive_of({"telar.jpg": jpeg()}).getvalue()
        kept = self.checked(client, None, self.PHOTO, archive=archive, name="photos").context["kept"]
        assert len(list((media / "documents/imports").iterdir())) == 2
        for file in (kept.sheet, kept.archive):
            assert Client().get(f"/media/{file.name}").status_code == 404

        with django_capture_on_commit_callbacks(execute=True):
            self.confirm(client, kept.pk, name="photos")

        assert Picture.objects.get().title == "Telar"
        assert not list((media / "documents/imports").iterdir())

    def test_files_with_a_problem_are_not_kept(self, signed_in, register):
        answer = self.checked(signed_in(roles.communicators()), register, {**STUDY, "kind": "novel"})

        assert answer.status_code == 422
        assert not KeptUpload.objects.exists()
        assert 'name="kept"' not in answer.content.decode()

    def test_the_report_comes_with_the_import_too(self, signed_in, register):
        client = signed_in(roles.communicators())

        answer = self.confirm(client, self.checked(client, register, STUDY).context["kept"].pk)

        assert [row.name for row in answer.context["plan"].rows] == ["Línea de base"]

    def test_what_became_wrong_meanwhile_is_told_and_not_saved(self, signed_in, register):
        client = signed_in(roles.communicators())
        kept = self.checked(client, register, {**STUDY, "organisation": "AG1"}).context.get("kept")
        assert kept is None
        agency = factories.agency(1)
        kept = self.checked(client, register, {**STUDY, "organisation": "AG1"}).context["kept"]
        type(agency).objects.filter(code="AG1").delete()

        answer = self.confirm(client, kept.pk)

        assert answer.status_code == 422
        assert not StudyPage.objects.exists()

    def test_they_are_for_whoever_uploaded_them(self, signed_in, register):
        kept = self.checked(signed_in(roles.communicators()), register, STUDY).context["kept"]

        answer = self.confirm(signed_in(roles.editors_in_chief()), kept.pk)

        assert answer.status_code == 302
        assert not StudyPage.objects.exists()
        assert KeptUpload.objects.exists()

    @pytest.mark.parametrize("other", ["photos", "ordinances"])
    def test_they_are_for_the_kind_that_they_were_checked_as(self, signed_in, register, other):
        register_page(OrdinanceIndexPage)
        client = signed_in(roles.communicators())
        kept = self.checked(client, register, STUDY).context["kept"]

        assert self.confirm(client, kept.pk, name=other).status_code == 302
        assert not StudyPage.objects.exists()

    @pytest.mark.parametrize("kept", ["", "x", "00000000-0000-0000-0000-000000000000"])
    def test_what_is_not_kept_is_said(self, signed_in, kept):
        answer = self.confirm(signed_in(roles.communicators()), kept, follow=True)

        assert answer.redirect_chain
        assert list(answer.context["messages"])

    def test_bytes_that_are_gone_are_said_too(self, signed_in, register):
        client = signed_in(roles.communicators())
        kept = self.checked(client, register, STUDY).context["kept"]
        kept.sheet.storage.delete(kept.sheet.name)

        assert self.confirm(client, kept.pk).status_code == 302

    def test_a_user_has_one_of_each_kind_at_a_time(self, signed_in, register):
        client = signed_in(roles.communicators())
        for title in ("Primero", "Segundo"):
            kept = self.checked(client, register, {**STUDY, "title": title}).context["kept"]

        assert KeptUpload.objects.get() == kept

    def test_they_are_forgotten_after_an_hour(self, signed_in, register, media, django_capture_on_commit_callbacks):
        client = signed_in(roles.communicators())
        kept = self.checked(client, register, STUDY).context["kept"]
        assert uploads.uploads_forget() == 0
        KeptUpload.objects.update(kept_at=timezone.now() - uploads.KEPT)

        assert self.confirm(client, kept.pk).status_code == 302
        with django_capture_on_commit_callbacks(execute=True):
            assert uploads.uploads_forget() == 1
        assert not list((media / "documents/imports").iterdir())

    def test_whoever_lost_the_right_to_import_cannot_confirm(self, signed_in, register):
        client = signed_in(roles.communicators())
        kept = self.checked(client, register, STUDY).context["kept"]
        kept.user.groups.clear()

        self.confirm(client, kept.pk)

        assert not StudyPage.objects.exists()


@pytest.mark.parametrize(
    "role", [roles.translators(), roles.data_officers(), roles.operators()], ids=lambda role: role.name
)
def test_nobody_else_imports(signed_in, register, role):
    client = signed_in(role)

    for name in ("ordinances", "studies", "photos"):
        assert client.get(reverse("desk_import:import", args=[name])).status_code == 302
        assert client.get(reverse("desk_import:template", args=[name])).status_code == 302
    upload(client, register, STUDY)

    assert not StudyPage.objects.exists()


def test_mistakes_are_told_by_row_and_nothing_is_saved(signed_in, register):
    wrong = {**STUDY, "code": "otra", "kind": "novel"}

    response = upload(signed_in(roles.communicators()), register, STUDY, wrong)

    assert response.status_code == 422
    assert "novel" in response.content.decode()
    assert not StudyPage.objects.exists()


@pytest.mark.parametrize("archive", [b"no zip", archive_of({"../a.pdf": b""}).getvalue()])
def test_an_archive_that_is_refused_is_told_above_the_form(signed_in, register, archive):
    response = upload(signed_in(roles.communicators()), register, STUDY, archive=archive)

    assert response.context["form"].non_field_errors()
    assert not StudyPage.objects.exists()


def test_an_archive_that_is_too_large_is_told(signed_in, register, monkeypatch):
    monkeypatch.setattr(importing, "UPLOAD_BYTES", 10)

    response = upload(signed_in(roles.communicators()), register, STUDY, archive=b"x" * 11)

    assert response.context["form"].errors["archive"]


def test_photographs_go_to_the_pictures(signed_in):
    row = {"file": "telar.jpg", "title": "Telar", "description": "Un telar de cintura"}

    upload(
        signed_in(roles.communicators()), None, row, archive=archive_of({"telar.jpg": jpeg()}).getvalue(), name="photos"
    )

    assert Picture.objects.get().uploaded_by_user is not None


@pytest.mark.parametrize("name", ["ordinances", "studies", "photos"])
def test_there_is_a_template_to_start_from(signed_in, name):
    if name == "ordinances":
        register_page(OrdinanceIndexPage)
    response = signed_in(roles.communicators()).get(reverse("desk_import:template", args=[name]))

    assert openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0].max_row == 1


def test_the_form_speaks_the_users_language_and_leads_to_the_other_kinds(signed_in):
    client = signed_in(roles.communicators())
    page = client.get(reverse(*STUDIES[:1], args=STUDIES[1])).content.decode()

    assert reverse("desk_import:import", args=["photos"]) in page
    with translation.override("es"):
        assert "<form" in page


def test_a_kind_that_does_not_exist_is_not_found(signed_in):
    assert signed_in(roles.communicators()).get(reverse("desk_import:import", args=["novels"])).status_code == 404
