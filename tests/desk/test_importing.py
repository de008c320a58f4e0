"""Bringing in many items through the admin: who may, what the report says, and that nothing is saved by halves."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from content.models import Picture, StudyIndexPage, StudyPage
from desk.services import roles
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
        from content.models import OrdinanceIndexPage

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
