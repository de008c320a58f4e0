"""A page and its translations go live together, and leave together."""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from content.models import StudyPage
from desk.services import roles, schedule
from desk.services.bundles import bundle_publish, translations_publish
from tests import factories
from tests.desk.pages import draft_study, start_translation, study_form, translate_all
from transparency.services.translations import store_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> StudyPage:
    return draft_study()


def english(page: Page) -> StudyPage:
    return StudyPage.objects.get(translation_key=page.translation_key, locale__language_code="en")


def test_a_draft_goes_live_with_its_translation_and_nothing_is_left_for_after_the_commit(
    study, django_capture_on_commit_callbacks
):
    start_translation(study)

    with django_capture_on_commit_callbacks() as afterwards:
        bundle = bundle_publish(study)
        study.refresh_from_db()
        assert study.live
        assert english(study).live
        assert english(study).title == "Línea de base (en)"

    assert [page.title for page in bundle.translated] == ["Línea de base (en)"]
    assert not bundle.held
    assert not any("publish" in getattr(step, "__name__", "") for step in afterwards)


def test_a_translation_that_lacks_a_text_is_held_back_and_said(study):
    start_translation(study, complete=False)

    bundle = bundle_publish(study)

    study.refresh_from_db()
    assert study.live
    assert not english(study).live
    assert len(bundle.held) == 1


def test_new_words_wait_in_the_draft_until_they_are_translated_and_then_go_live_together(study):
    translation = start_translation(study)
    bundle_publish(study)
    study = StudyPage.objects.get(pk=study.pk)
    study.title = "Línea de base de 2010"
    study.save_revision()

    start_translation(study, complete=False)
    assert StudyPage.objects.get(pk=study.pk).title == "Línea de base"
    translation.refresh_from_db()
    translate_all(translation)
    bundle_publish(StudyPage.objects.get(pk=study.pk))

    assert StudyPage.objects.get(pk=study.pk).title == "Línea de base de 2010"
    assert english(study).title == "Línea de base de 2010 (en)"


def test_of_what_can_be_translated_only_what_is_complete_replaces_what_readers_have(
    django_capture_on_commit_callbacks,
):
    organisation = factories.OrganisationFactory(code="AG1", name="Agencia")
    with django_capture_on_commit_callbacks(execute=True):
        store_translation(organisation, "en", {"name": "Agency"})
    organisation.name = "Agencia de cooperación"
    organisation.save()
    source, _changed = TranslationSource.update_or_create_from_instance(organisation)

    published, held = translations_publish(source)
    assert (published, len(held)) == ([], 1)
    assert organisation.get_translation(factories.english()).name == "Agency"

    translate_all(source.translations.get())
    published, held = translations_publish(source)
    assert (len(published), held) == (1, [])
    assert organisation.get_translation(factories.english()).name == "Agencia de cooperación (en)"


def test_a_failure_leaves_both_as_they_were(study, monkeypatch):
    start_translation(study)

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("desk.services.bundles.translated_revision", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        bundle_publish(study)

    assert not StudyPage.objects.filter(pk=study.pk, live=True).exists()
    assert not english(study).live


def test_a_page_with_a_date_is_scheduled_with_its_translation_and_both_go_live_in_one_turn(study):
    start_translation(study)
    study.go_live_at = timezone.now() + datetime.timedelta(days=1)
    study.save_revision()

    bundle_publish(study)
    assert not StudyPage.objects.live().exists()
    assert not schedule.due_together()
    past = timezone.now() - datetime.timedelta(minutes=1)
    for page in (study, english(study)):
        revision = page.revisions.exclude(approved_go_live_at=None).get()
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()

    assert len(schedule.due_together()) == 1
    outcome = schedule.schedule_run()

    assert len(outcome.published) == 2
    assert StudyPage.objects.live().count() == 2


def test_unpublishing_a_page_unpublishes_its_translation(study):
    start_translation(study)
    bundle_publish(study)

    StudyPage.objects.get(pk=study.pk).unpublish()

    assert not StudyPage.objects.live().exists()


def test_unpublishing_a_translation_leaves_the_page(study):
    start_translation(study)
    bundle_publish(study)

    english(study).unpublish()

    assert StudyPage.objects.get(pk=study.pk).live


class TestButtons:
    """What editors press."""

    @pytest.fixture
    def editor(self, signed_in):
        return signed_in(roles.editors_in_chief())

    def test_publishing_with_translations(self, editor, study):
        start_translation(study)
        url = reverse("wagtailadmin_pages:edit", args=[study.pk])
        assert 'value="with-translations"' in editor.get(url).content.decode()

        response = editor.post(url, study_form(study, **{"action-publish": "with-translations"}), follow=True)

        assert StudyPage.objects.live().count() == 2
        assert "Línea de base (en)" in str(next(iter(response.context["messages"])))

    def test_a_communicator_has_no_such_button_and_pressing_it_publishes_nothing(self, signed_in, study):
        start_translation(study)
        client = signed_in(roles.communicators())
        url = reverse("wagtailadmin_pages:edit", args=[study.pk])

        assert 'value="with-translations"' not in client.get(url).content.decode()
        client.post(url, study_form(study, **{"action-publish": "with-translations"}))

        assert not StudyPage.objects.live().exists()

    def test_sending_a_draft_to_translators_shows_readers_nothing(self, editor, study):
        translation = start_translation(study)
        bundle_publish(study)
        url = reverse("wagtailadmin_pages:edit", args=[study.pk])

        editor.post(url, study_form(study, title="Título nuevo", **{"action-send-draft": "1"}))

        assert StudyPage.objects.get(pk=study.pk).title == "Línea de base"
        assert translation.source.stringsegment_set.filter(string__data="Título nuevo").exists()

    def test_an_unfinished_translation_is_not_published_from_its_own_editor(self, editor, study):
        start_translation(study, complete=False)
        study.get_latest_revision().publish()
        url = reverse("wagtailadmin_pages:edit", args=[english(study).pk])

        editor.post(url, {"action": "publish"})

        assert not english(study).live

    def test_a_finished_one_is(self, editor, study, django_capture_on_commit_callbacks):
        start_translation(study)
        study.get_latest_revision().publish()
        url = reverse("wagtailadmin_pages:edit", args=[english(study).pk])

        with django_capture_on_commit_callbacks(execute=True):
            editor.post(url, {"action": "publish"})

        assert english(study).live


class TestDeleting:
    """What readers can see is unpublished first, and then goes with its translations."""

    @pytest.fixture
    def editor(self, signed_in):
        return signed_in(roles.editors_in_chief())

    def test_a_live_page_is_not_deleted(self, editor, study):
        study.get_latest_revision().publish()

        editor.post(reverse("wagtailadmin_pages:delete", args=[study.pk]))

        assert StudyPage.objects.filter(pk=study.pk).exists()

    def test_a_page_with_a_live_page_below_is_not_deleted(self, editor, study):
        study.get_latest_revision().publish()
        index = study.get_parent()

        editor.post(reverse("wagtailadmin_pages:delete", args=[index.pk]))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        editor.post(f"{bulk}?id={index.pk}")

        assert StudyPage.objects.filter(pk=study.pk).exists()

    def test_a_draft_goes_with_its_translation(self, editor, study):
        start_translation(study)

        editor.post(reverse("wagtailadmin_pages:delete", args=[study.pk]))

        assert not StudyPage.objects.exists()

    def test_many_drafts_go_with_their_translations(self, editor, study):
        start_translation(study)
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

        editor.post(f"{bulk}?id={study.pk}")

        assert not StudyPage.objects.exists()
