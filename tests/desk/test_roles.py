"""What each role can open in the admin, and what it cannot."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import SUCCESS, WARNING, get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from desk.models import EditorialReview
from desk.services import roles
from tests import factories
from transparency.models import Organisation, Statement
from transparency.services.translations import store_translation

pytestmark = pytest.mark.django_db

ROLES = roles.roles()


def opens(client: Client, name: str, *args: object) -> bool:
    """Whether the admin shows a page, or sends its reader away."""
    response = client.get(reverse(name, args=args))
    assert response.status_code in (200, 302)
    return response.status_code == 200


def said(answer: Any) -> list[str]:
    """What the admin tells after a request."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_creating_the_roles_twice_changes_nothing():
    roles.roles_create()
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}

    roles.roles_create()

    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before
    assert set(before) == {role.name for role in ROLES}


def test_a_right_that_an_operator_granted_besides_stays():
    group = roles.roles_create()[0]
    extra = Permission.objects.get(codename="add_redirect")
    group.permissions.add(extra)

    roles.roles_create()

    assert extra in group.permissions.all()


def test_a_group_of_wagtails_own_that_is_in_use_stays(django_user_model):
    django_user_model.objects.create_user("someone").groups.add(Group.objects.get(name="Editors"))

    roles.roles_create()

    assert Group.objects.filter(name="Editors").exists()
    assert not Group.objects.filter(name="Moderators").exists()


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_every_role_enters_the_admin_and_sees_how_publication_fares(signed_in, role):
    client = signed_in(role)

    assert opens(client, "wagtailadmin_home")
    assert opens(client, "desk:publication")


@pytest.mark.parametrize(
    ("role", "record", "pages", "users"),
    [
        (roles.communicators(), False, True, False),
        (roles.editors_in_chief(), False, True, False),
        (roles.translators(), False, True, False),
        (roles.data_officers(), True, False, False),
        (roles.operators(), False, False, True),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_each_role_opens_its_own_part_only(signed_in, role, record, pages, users):
    site = factories.programme_with_pages()
    client = signed_in(role)
    statement = Statement.objects.latest("as_of")

    assert opens(client, "wagtailsnippets_transparency_statement:edit", statement.pk) is record
    assert opens(client, "wagtailsnippets_transparency_observation:add") is record
    assert opens(client, "wagtailadmin_pages:edit", site.finances.pk) is pages
    assert opens(client, "wagtailusers_users:index") is users
    assert opens(client, "wagtaillocales:index") is users


def test_a_data_officer_may_do_everything_to_every_kind_of_row(person):
    officer = person(roles.data_officers())

    for model in roles.record_models():
        app, name = model.split(".")
        assert all(officer.has_perm(f"{app}.{action}_{name}") for action in roles.ACTIONS), model


def edit_and_publish(client: Client, page: Page, title: str) -> None:
    """Posts a page's form with "publish" pressed, whether or not its button would be there."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(
        url,
        {
            "title": title,
            "slug": page.slug,
            "programme": page.programme_id,
            "introduction": '{"entityMap": {}, "blocks": []}',
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-publish": "1",
        },
    )


@pytest.mark.parametrize(
    ("role", "published"),
    [(roles.communicators(), False), (roles.editors_in_chief(), True)],
    ids=lambda value: getattr(value, "name", None),
)
def test_communicators_draft_and_editors_publish(signed_in, role, published):
    page = factories.programme_with_pages().finances

    edit_and_publish(signed_in(role), page, "Finanzas del programa")

    page.refresh_from_db()
    assert page.draft_title == "Finanzas del programa"
    assert (page.title == "Finanzas del programa") is published


def test_editors_in_chief_approve_what_communicators_submit(person):
    editor, communicator = person(roles.editors_in_chief()), person(roles.communicators())
    page = factories.programme_with_pages().finances
    page.save_revision(user=communicator)

    state = page.get_workflow().start(page, communicator)

    task = state.current_task_state.task.specific
    assert isinstance(task, EditorialReview)
    assert "approve" in [name for name, *_ in task.get_actions(page, editor)]
    assert not task.get_actions(page, communicator)


class TestTranslators:
    """They translate pages and labels, and change neither the record nor what is public."""

    @pytest.fixture
    def client(self, signed_in) -> Client:
        """A translator's browser."""
        return signed_in(roles.translators())

    @pytest.fixture
    def organisation(self) -> Organisation:
        """A label with its translation."""
        organisation = factories.OrganisationFactory(code="FAO", name="Organización para la Alimentación")
        factories.english()
        store_translation(organisation, "en", {"name": "Food and Agriculture Organization", "acronym": "FAO"})
        return organisation

    def test_they_are_led_from_a_label_to_its_translation(self, client, organisation):
        english = organisation.get_translation(factories.english())

        page = client.get(reverse("wagtailsnippets_transparency_organisation:list")).content.decode()

        assert reverse("wagtailsnippets_transparency_organisation:edit", args=[english.pk]) in page
        assert reverse("wagtailsnippets_transparency_organisation:edit", args=[organisation.pk]) + '"' not in page

    def test_they_see_the_words_of_the_record_in_the_translation_editor(self, client, organisation):
        english = organisation.get_translation(factories.english())

        response = client.get(reverse("wagtailsnippets_transparency_organisation:edit", args=[english.pk]))

        assert response.templates[0].name == "wagtail_localize/admin/edit_translation.html"
        assert "Organización para la Alimentación" in response.content.decode()

    def test_they_can_start_the_translation_of_a_new_label(self, client):
        factories.english()
        unit = factories.UnitFactory(name="ordenanzas")
        page = client.get(reverse("wagtailsnippets_transparency_unit:list")).content.decode()
        url = reverse("wagtail_localize:submit_snippet_translation", args=["transparency", "unit", unit.pk])

        client.post(url, {"locales": [factories.english().pk]})

        assert url in page
        assert unit.get_translations().count() == 1

    def test_they_do_not_change_the_source(self, client, organisation):
        url = reverse("wagtailsnippets_transparency_organisation:edit", args=[organisation.pk])

        response = client.post(url, {"code": "FAO", "name": "Otro nombre", "acronym": "FAO", "kind": "40"})

        organisation.refresh_from_db()
        assert response.status_code == 302
        assert organisation.name == "Organización para la Alimentación"

    def test_they_neither_add_nor_delete_labels(self, client, organisation):
        assert not opens(client, "wagtailsnippets_transparency_organisation:add")
        assert not opens(client, "wagtailsnippets_transparency_organisation:delete", organisation.pk)


class TestPublishingByTranslation:
    """wagtail-localize would publish for whoever may submit a translation; here it asks who may publish."""

    @pytest.fixture
    def source(self, django_capture_on_commit_callbacks) -> TranslationSource:
        """A page whose English translation is live, and whose Spanish text has changed since."""
        page = factories.programme_with_pages().finances
        page.get_translation(factories.english()).delete()
        with django_capture_on_commit_callbacks(execute=True):
            store_translation(page, "en", {"title": "Finances", "slug": "finances"})
        page.title = "Finanzas al día"
        page.save_revision().publish()
        return TranslationSource.objects.get_for_instance(page)

    def english_title(self, source: TranslationSource) -> str:
        """What readers of the English page see."""
        target = Translation.objects.get(source=source).get_target_instance()
        return str(Page.objects.get(pk=target.pk).title)

    def test_a_translator_cannot_publish_with_the_update(self, signed_in, source, django_capture_on_commit_callbacks):
        client = signed_in(roles.translators())
        url = reverse("wagtail_localize:update_translations", args=[source.pk])

        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url, {"publish_translations": "on"})

        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
        assert self.english_title(source) == "Finances"

    def test_a_translator_is_told_so_beside_the_choice(self, signed_in, source):
        client = signed_in(roles.translators())

        page = client.get(reverse("wagtail_localize:update_translations", args=[source.pk])).context["form"]

        assert page.fields["publish_translations"].disabled

    def test_a_translator_can_update_without_publishing(self, signed_in, source):
        client = signed_in(roles.translators())

        client.post(reverse("wagtail_localize:update_translations", args=[source.pk]))

        source.refresh_from_db()
        assert source.stringsegment_set.filter(string__data="Finanzas al día").exists()
        assert self.english_title(source) == "Finances"

    def test_an_editor_publishes_with_the_update_what_needs_no_new_words(
        self, signed_in, source, django_capture_on_commit_callbacks
    ):
        client = signed_in(roles.editors_in_chief())
        url = reverse("wagtail_localize:update_translations", args=[source.pk])
        page = source.get_source_instance()
        page.title = "Finanzas"
        page.show_in_menus = False
        page.save_revision().publish()

        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(url, {"publish_translations": "on"})

        target = Translation.objects.get(source=source).get_target_instance()
        assert not Page.objects.get(pk=target.pk).show_in_menus
        assert [message.level for message in get_messages(answer.wsgi_request)] == [SUCCESS, SUCCESS], said(answer)

    def test_an_incomplete_translation_stays_as_readers_have_it_and_that_is_said(
        self, signed_in, source, django_capture_on_commit_callbacks
    ):
        client = signed_in(roles.editors_in_chief())
        url = reverse("wagtail_localize:update_translations", args=[source.pk])

        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(url, {"publish_translations": "on"})

        assert self.english_title(source) == "Finances"
        assert Page.objects.get(pk=Translation.objects.get(source=source).get_target_instance().pk).live
        assert any(message.level == WARNING and "1" in str(message) for message in get_messages(answer.wsgi_request))
        assert source.stringsegment_set.filter(string__data="Finanzas al día").exists()

    def test_a_translator_cannot_replace_a_live_translation_by_its_source(self, signed_in, source):
        target = Translation.objects.get(source=source).get_target_instance()

        signed_in(roles.translators()).post(reverse("wagtail_localize:convert_to_alias", args=[target.pk]))

        assert Page.objects.get(pk=target.pk).alias_of_id is None
        assert self.english_title(source) == "Finances"
