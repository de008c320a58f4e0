"""Many items at once: all or nothing, told by row, and the same again without duplicates."""

import io

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.utils import translation

from content.importing import KINDS, ImportRefused, plan_make, plan_save
from content.importing import saving as saving_module
from content.importing.archives import Archive
from content.importing.problems import Plan
from content.importing.sheets import sheet_read
from content.importing.template import template_make
from content.models import File, OrdinanceIndexPage, OrdinancePage, Picture, StudyIndexPage, StudyPage
from tests import factories
from tests.content.importing.sheets import PDF, archive_of, jpeg, semicolons, xlsx
from tests.factories.content import register_page
from transparency.models import Programme

pytestmark = pytest.mark.django_db

ORDINANCE = {
    "code": "ordenanza-015",
    "title": "Ordenanza que promueve la artesanía",
    "kind": "district",
    "number": "015-2012-MDQ",
    "year": 2012,
    "organisation": "MDQ",
    "place": "05",
    "places": "05; 08",
    "sectors": "handicrafts",
    "issued": "2012-05-31",
    "file": "ordenanza-015.pdf",
}
FILES = {"ordenanza-015.pdf": PDF}
STUDY = {"code": "linea-de-base", "title": "Línea de base", "kind": "baseline", "authors": "Quispe, Rosa; FAO"}
PHOTO = {"file": "telar.jpg", "title": "Telar", "description": "Un telar de cintura", "consent": "not-needed"}


@pytest.fixture
def programme() -> Programme:
    return factories.ProgrammeFactory(code="P-1")


@pytest.fixture
def register(programme) -> OrdinanceIndexPage:
    """The register of ordinances, and the record that ordinances point at."""
    factories.PlaceFactory(code="05", name="Ayacucho")
    factories.PlaceFactory(code="08", name="Cusco")
    factories.SectorFactory(code="handicrafts")
    factories.OrganisationFactory(code="MDQ")
    return register_page(OrdinanceIndexPage)


def made(kind: str, rows: list[dict], files: dict[str, bytes], register=None, write=xlsx) -> tuple[Plan, Archive]:
    archive = Archive(archive_of(files) if files else None)
    return plan_make(KINDS[kind], sheet_read(io.BytesIO(write(*rows))), archive, register), archive


def brought_in(kind: str, rows: list[dict], files: dict[str, bytes], register=None) -> Plan:
    plan, archive = made(kind, rows, files, register)
    assert not problems(plan)
    plan_save(plan, KINDS[kind], archive, register, None)
    return plan


def problems(plan: Plan) -> list[str]:
    return [f"{row.number} {problem.column}: {problem.sentence}" for row in plan.rows for problem in row.problems]


def ordinance(**changed) -> dict:
    return {**ORDINANCE, **changed}


class TestOrdinances:
    """Pages with facts, relations to the record and a file."""

    def test_a_row_becomes_a_draft_with_all_its_facts(self, register):
        brought_in("ordinances", [ordinance()], FILES, register)

        page = OrdinancePage.objects.get()
        assert not page.live
        assert page.get_parent().pk == register.pk
        assert (page.kind, page.number, page.year, page.issued) == ("district", "015-2012-MDQ", 2012, "2012-05-31")
        assert page.organisation.code == "MDQ"
        assert sorted(place.code for place in page.places.all()) == ["05", "08"]
        assert page.programme.code == "P-1"
        assert page.file.file.read() == PDF
        assert page.get_latest_revision_as_object().number == "015-2012-MDQ"

    def test_a_dry_run_saves_nothing(self, register):
        plan, _archive = made("ordinances", [ordinance()], FILES, register)

        assert plan.is_sound
        assert [row.is_new for row in plan.rows] == [True]
        assert not OrdinancePage.objects.exists()
        assert not File.objects.exists()

    def test_the_same_files_again_change_nothing(self, register):
        brought_in("ordinances", [ordinance()], FILES, register)
        revisions = OrdinancePage.objects.get().revisions.count()

        plan = brought_in("ordinances", [ordinance()], FILES, register)

        assert not plan.to_do
        assert OrdinancePage.objects.get().revisions.count() == revisions
        assert File.objects.count() == 1

    def test_a_changed_cell_changes_the_draft_and_not_what_readers_see(self, register):
        brought_in("ordinances", [ordinance()], FILES, register)
        OrdinancePage.objects.get().get_latest_revision().publish()

        brought_in("ordinances", [ordinance(number="", title="Otro título")], FILES, register)

        page = OrdinancePage.objects.get(alias_of=None)
        assert page.title == "Ordenanza que promueve la artesanía"
        assert page.get_latest_revision_as_object().title == "Otro título"
        assert page.get_latest_revision_as_object().number == "015-2012-MDQ"

    def test_two_pages_of_one_title_have_addresses_of_their_own(self, register):
        rows = [ordinance(code=f"o-{n}", number=str(n)) for n in (1, 2, 3)]

        brought_in("ordinances", rows, FILES, register)

        assert len(set(OrdinancePage.objects.values_list("slug", flat=True))) == 3
        assert File.objects.count() == 1

    @pytest.mark.parametrize(
        ("changed", "word"),
        [
            ({"place": "99"}, "99"),
            ({"places": "05; 77"}, "77"),
            ({"organisation": "XYZ"}, "XYZ"),
            ({"kind": "bando"}, "bando"),
            ({"year": "dos mil"}, "dos mil"),
            ({"issued": "31/05/2012"}, "31/05/2012"),
            ({"title": ""}, "title"),
            ({"code": "Con Espacios"}, "code"),
            ({"file": "falta.pdf"}, "falta.pdf"),
            ({"file": "texto.pdf"}, "texto.pdf"),
            ({"file": "programa.exe"}, "programa.exe"),
        ],
    )
    def test_a_mistake_is_told_with_its_row_and_nothing_is_saved(self, register, changed, word):
        good = ordinance(code="o-1", number="1")
        files = {**FILES, "texto.pdf": b"plain text", "programa.exe": b"MZ"}

        plan, archive = made("ordinances", [good, ordinance(**changed)], files, register)

        assert not plan.is_sound
        assert all(line.startswith("3 ") for line in problems(plan))
        wanted = KINDS["ordinances"].label(word) if word in ("title", "code") else word
        assert wanted in " ".join(problems(plan))
        with pytest.raises(ValueError, match="problems"):
            plan_save(plan, KINDS["ordinances"], archive, register, None)
        assert not OrdinancePage.objects.exists()

    def test_two_rows_with_one_code_or_one_number_are_told(self, register):
        plan, _archive = made("ordinances", [ordinance(), ordinance()], FILES, register)

        assert len(problems(plan)) == 2

    def test_a_number_that_is_on_record_under_another_code_is_told(self, register):
        brought_in("ordinances", [ordinance()], FILES, register)

        plan, _archive = made("ordinances", [ordinance(code="otra")], FILES, register)

        assert len(problems(plan)) == 1

    def test_a_failure_half_way_leaves_neither_pages_nor_files(self, register, monkeypatch):
        rows = [ordinance(), ordinance(code="o-2", number="2")]
        plan, archive = made("ordinances", rows, FILES, register)
        save, names = saving_module.item_save, []

        def fails_at_the_second(row, *args):
            if row.number == 3:
                names.append(File.objects.get().file.name)
                raise RuntimeError
            save(row, *args)

        monkeypatch.setattr(saving_module, "item_save", fails_at_the_second)
        with pytest.raises(RuntimeError):
            plan_save(plan, KINDS["ordinances"], archive, register, None)

        assert names
        assert not OrdinancePage.objects.exists()
        assert not any(default_storage.exists(name) for name in names)

    def test_files_that_no_row_names_are_told(self, register):
        plan, _archive = made("ordinances", [ordinance()], {**FILES, "otro.pdf": PDF}, register)

        assert plan.unused_files == ["otro.pdf"]

    def test_one_of_several_programmes_must_be_named(self, register):
        factories.ProgrammeFactory(code="P-2")

        plan, _archive = made("ordinances", [ordinance()], FILES, register)
        assert len(problems(plan)) == 1
        brought_in("ordinances", [{**ordinance(), "programme": "p-2"}], FILES, register)

        assert OrdinancePage.objects.get().programme.code == "P-2"


class TestSheets:
    """The columns of a sheet."""

    @pytest.mark.parametrize("language", ["es", "en"])
    def test_headings_and_choices_may_be_those_of_the_form_in_any_language(self, programme, language):
        with translation.override(language):
            kind = KINDS["studies"]
            row = {kind.label(name).upper(): value for name, value in STUDY.items()}
            row[kind.label("kind").upper()] = str(StudyPage.Kind.BASELINE.label)

        brought_in("studies", [row], {}, register_page(StudyIndexPage))

        assert StudyPage.objects.get().kind == "baseline"

    @pytest.mark.parametrize(
        "row",
        [{"code": "a", "title": "A"}, {"code": "a", "title": "A", "kind": "study", "colour": "red"}],
        ids=["a column is missing", "a column is unknown"],
    )
    def test_columns_that_cannot_be_understood_refuse_the_sheet(self, programme, row):
        with pytest.raises(ImportRefused):
            made("studies", [row], {}, register_page(StudyIndexPage))

    def test_a_column_that_appears_twice_refuses_the_sheet(self, programme):
        sheet = sheet_read(io.BytesIO(b"code,title,kind,Title\n"))
        with pytest.raises(ImportRefused):
            plan_make(KINDS["studies"], sheet, Archive.empty, register_page(StudyIndexPage))

    def test_a_csv_does_as_well(self, programme):
        index = register_page(StudyIndexPage)
        plan, archive = made("studies", [STUDY], {}, index, write=semicolons)
        plan_save(plan, KINDS["studies"], archive, index, None)

        assert StudyPage.objects.get().authors == "Quispe, Rosa\nFAO"

    @pytest.mark.parametrize("language", ["es", "en"])
    @pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
    def test_the_template_holds_every_column_in_the_users_language_and_can_be_read_back(self, kind, language):
        with translation.override(language):
            written = template_make(kind)
            labels = [kind.label(column.name) for column in kind.columns]
        sheet = sheet_read(io.BytesIO(written))

        assert [heading.removesuffix(" *") for heading in sheet.header] == labels
        assert sheet.rows == []
        assert len(openpyxl.load_workbook(io.BytesIO(written)).worksheets) == 2
        assert plan_make(kind, sheet, Archive.empty).rows == []


class TestPhotos:
    """Pictures with their words; the same bytes are the same picture."""

    def test_a_row_becomes_a_picture(self):
        factories.PlaceFactory(code="21")

        brought_in("photos", [{**PHOTO, "place": "21", "illustration": "x"}], {"telar.jpg": jpeg()})

        picture = Picture.objects.get()
        assert (picture.title, picture.description, picture.place.code) == ("Telar", "Un telar de cintura", "21")
        assert picture.illustration
        assert (picture.width, picture.consent) == (8, "not-needed")

    def test_the_same_picture_again_gets_new_words_and_no_double(self):
        brought_in("photos", [PHOTO], {"telar.jpg": jpeg()})

        plan = brought_in("photos", [{**PHOTO, "description_en": "A loom"}], {"telar.jpg": jpeg()})

        assert [row.changed for row in plan.rows] == [True]
        assert Picture.objects.get().description_en == "A loom"

    def test_what_is_no_picture_is_told(self):
        plan, _archive = made("photos", [PHOTO], {"telar.jpg": b"no picture"})

        assert len(problems(plan)) == 1

    def test_a_picture_without_alternative_text_is_told(self):
        plan, _archive = made("photos", [{**PHOTO, "description": ""}], {"telar.jpg": jpeg()})

        assert len(problems(plan)) == 1
