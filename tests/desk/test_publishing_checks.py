"""Errors keep a page from being published, by whatever button; warnings do not, and drafts are always saved."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from content.models import Picture, StudyPage
from desk.services import roles
from desk.services.bundles import bundle_publish
from tests.desk.pages import draft_study, start_translation, study_form

pytestmark = pytest.mark.django_db

GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@pytest.fixture
def editor(signed_in):
    return signed_in(roles.editors_in_chief())


@pytest.fixture
def undescribed() -> Picture:
    """A picture that nobody has put into words."""
    return Picture.objects.create(title="Telar", file=ContentFile(GIF, "telar.gif"))


@pytest.fixture
def faulty(undescribed) -> StudyPage:
    return draft_study(picture=undescribed)


def edit(page: StudyPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def live(page: StudyPage) -> bool:
    return StudyPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("value", ["action-publish", "with-translations"])
def test_an_error_blocks_publishing_and_is_told_with_its_place(editor, faulty, undescribed, value):
    start_translation(faulty)
    response = editor.post(edit(faulty), study_form(faulty, picture=undescribed.pk, **{"action-publish": value}))

    assert response.status_code == 200
    assert "Telar" in str(response.context["form"].non_field_errors())
    assert not live(faulty)


def test_an_error_blocks_submitting(signed_in, faulty, undescribed):
    client = signed_in(roles.communicators())

    client.post(edit(faulty), study_form(faulty, picture=undescribed.pk, **{"action-submit": "1"}))

    assert StudyPage.objects.get(pk=faulty.pk).current_workflow_state is None


def test_a_draft_with_errors_is_saved(editor, faulty, undescribed):
    editor.post(edit(faulty), study_form(faulty, picture=undescribed.pk, title="Otro título"))

    assert StudyPage.objects.get(pk=faulty.pk).title == "Otro título"


def test_a_warning_blocks_nothing(editor):
    page = draft_study(search_description="")

    editor.post(edit(page), study_form(page, search_description="", **{"action-publish": "1"}))

    assert live(page)


def test_the_form_says_what_to_set_right(editor, faulty):
    text = editor.get(edit(faulty)).content.decode()

    assert 'id="checks"' in text
    assert "«Telar»" in text or "“Telar”" in text


def test_the_form_of_a_page_in_order_says_nothing(editor):
    assert 'id="checks"' not in editor.get(edit(draft_study())).content.decode()


def test_an_error_is_set_right_in_the_form_that_publishes(editor, faulty):
    editor.post(edit(faulty), study_form(faulty, picture="", **{"action-publish": "1"}))

    assert live(faulty)


def test_many_pages_are_published_at_once_only_without_errors(editor, faulty):
    fine = draft_study(faulty.get_parent().specific, slug="otra", code="otra")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    editor.post(f"{bulk}?id={faulty.pk}&id={fine.pk}")
    assert not live(fine)
    editor.post(f"{bulk}?id={fine.pk}")

    assert live(fine)
    assert not live(faulty)


def test_a_page_with_errors_cannot_be_approved_until_they_are_set_right(editor, person, faulty):
    faulty.get_workflow().start(faulty, person(roles.communicators()))
    state = StudyPage.objects.get(pk=faulty.pk).current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[faulty.pk, "approve", state.pk])

    editor.post(approve, {"comment": ""})
    assert not live(faulty)
    faulty.picture = None
    faulty.save_revision()
    editor.post(approve, {"comment": ""})

    assert live(faulty)


def test_a_translation_with_errors_is_held_back(editor):
    page = draft_study()
    page.body = [("text", '<p>Vea <a href="https://example.org">el informe</a>.</p>')]
    page.save_revision()
    translation = start_translation(page)
    StringTranslation.objects.filter(context__path__startswith="body").update(
        data='See it <a id="a1">here</a>.', has_error=False
    )

    bundle = bundle_publish(page)

    assert live(page)
    assert not bundle.translated
    assert "here" in bundle.held[0].reason
    assert not translation.get_target_instance().live
