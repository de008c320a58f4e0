"""What communicators and editors can do with pages, files and the record that pages point at."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Page, Workflow, WorkflowPage

from content.models import File, Picture, StudyIndexPage, StudyPage
from desk.services import roles
from tests import factories

pytestmark = pytest.mark.django_db

WRITERS = [roles.communicators(), roles.editors_in_chief()]
CHOSEN = ["programme", "organisation", "place", "sector", "source", "knowledgeproduct", "evaluation"]


def png() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def studies() -> StudyIndexPage:
    page = StudyIndexPage(title="Estudios", slug="estudios", locale=factories.spanish())
    factories.home_page().add_child(instance=page)
    return page


def study_form(programme, **changed) -> dict[str, object]:
    """What the form of a study posts."""
    empty_stream = {f"{name}-count": 0 for name in ("body", "corrections")}
    return {
        "title": "Línea de base",
        "slug": "linea-de-base",
        "summary": "Cómo estaba el sector.",
        "search_description": "Cómo estaba el sector antes de empezar.",
        "code": "linea-de-base",
        "programme": programme.pk,
        "kind": "study",
        "status": "not-on-record",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        **empty_stream,
        **changed,
    }


def test_the_review_of_submitted_pages_is_made_where_there_is_none():
    WorkflowPage.objects.all().delete()
    Workflow.objects.all().delete()

    roles.roles_create()
    roles.roles_create()

    workflow = Page.get_first_root_node().workflowpage.workflow
    assert [task.specific.groups.get().name for task in workflow.tasks] == [roles.editors_in_chief().name]
    assert Workflow.objects.count() == 1


@pytest.mark.parametrize("role", WRITERS, ids=lambda role: role.name)
@pytest.mark.parametrize("name", CHOSEN)
def test_writers_choose_rows_of_the_record_which_they_cannot_change(signed_in, role, name):
    client = signed_in(role)

    response = client.get(reverse(f"wagtailsnippetchoosers_transparency_{name}:choose"))

    assert response.status_code == 200
    assert "creation_form" not in response.context or not response.context["creation_form"]
    assert client.get(reverse(f"wagtailsnippets_transparency_{name}:add")).status_code == 302


@pytest.mark.parametrize("role", WRITERS, ids=lambda role: role.name)
def test_writers_upload_and_describe_pictures_and_files(signed_in, role):
    client = signed_in(role)
    described = {"title": "Un telar", "description": "Un telar de cintura", "description_en": "A backstrap loom"}

    client.post(
        reverse("wagtailimages:add"),
        {"file": SimpleUploadedFile("telar.png", png(), "image/png"), "consent": "not-needed", **described},
    )
    client.post(
        reverse("wagtaildocs:add"),
        {"file": SimpleUploadedFile("informe.txt", b"Informe"), "title": "Informe", "language": "es"},
    )

    picture = Picture.objects.get()
    assert picture.description_en == "A backstrap loom"
    assert File.objects.get().title == "Informe"
    assert client.get(reverse("wagtailimages:edit", args=[picture.pk])).status_code == 200


def test_translators_and_data_officers_upload_nothing(signed_in):
    for role in (roles.translators(), roles.data_officers(), roles.operators()):
        client = signed_in(role)
        client.post(reverse("wagtaildocs:add"), {"file": SimpleUploadedFile("a.txt", b"a"), "title": "a"})
        assert client.get(reverse("wagtailimages:add")).status_code == 302
    assert not File.objects.exists()


def test_translators_choose_pictures(signed_in):
    Picture.objects.create(title="Un telar", file=ContentFile(png(), "telar.png"))

    response = signed_in(roles.translators()).get(reverse("wagtailimages_chooser:choose"))

    assert "Un telar" in response.content.decode()


def test_a_review_that_operators_made_stays():
    workflow = Workflow.objects.create(name="Revisión del ministerio")
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})

    roles.roles_create()

    assert Page.get_first_root_node().workflowpage.workflow == workflow


def create(client: Client, parent: Page, **posted: object) -> None:
    url = reverse("wagtailadmin_pages:add", args=["content", "studypage", parent.pk])
    response = client.post(url, posted)
    assert response.status_code == 302, response.context["form"].errors


def test_a_communicator_drafts_and_submits_and_an_editor_approves(signed_in, studies):
    communicator, editor = (signed_in(role) for role in WRITERS)
    create(communicator, studies, **study_form(factories.ProgrammeFactory()), **{"action-submit": "1"})
    page = StudyPage.objects.get()
    assert not page.live

    state = page.current_workflow_state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    communicator.post(url, {"comment": ""})
    assert not StudyPage.objects.get().live
    editor.post(url, {"comment": ""})

    assert StudyPage.objects.get().live


def test_a_communicator_who_presses_publish_keeps_a_draft(signed_in, studies):
    create(signed_in(WRITERS[0]), studies, **study_form(factories.ProgrammeFactory()), **{"action-publish": "1"})

    assert not StudyPage.objects.get().live


def test_pages_begin_in_the_main_language(signed_in, studies):
    english = studies.copy_for_translation(factories.english())
    url = reverse("wagtailadmin_pages:add", args=["content", "studypage", english.pk])

    assert signed_in(WRITERS[1]).get(url).status_code == 302
