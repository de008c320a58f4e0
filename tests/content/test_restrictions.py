"""Who may not read a page may not read it in another language either."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from content.models import (
    Identifier,
    RestrictionCopy,
    SearchEntry,
    SectionPage,
    StandardPage,
    StudyIndexPage,
    StudyPage,
)
from content.services.restrictions import restrictions_share, share_after_migrate
from publication.navigation import frame, language_roots, menus, public_aliases, public_pages, sections
from publication.registry import Inputs, registry
from publication.services import builder
from tests import factories
from transparency.selectors.programmes import released_links
from transparency.services.translations import store_translation

pytestmark = pytest.mark.django_db

LOGIN, PASSWORD, GROUPS = PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS


def restrict(page, kind=LOGIN, password="", groups=()):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password=password)
    restriction.groups.set(groups)
    return restriction


def version(page, language="en"):
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code=language)


def rows(page):
    """What the restrictions of this very page ask for."""
    found = PageViewRestriction.objects.filter(page=page).order_by("pk")
    return [(row.restriction_type, row.password, sorted(group.name for group in row.groups.all())) for row in found]


def is_public(page):
    return Page.objects.public().filter(pk=page.pk).exists()


def published(parent, title, slug, model=StandardPage):
    page = parent.add_child(instance=model(title=title, slug=slug, locale=factories.spanish()))
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


@pytest.fixture
def section():
    return published(factories.home_page(), "Interna", "interna", SectionPage)


@pytest.fixture
def page(section):
    return published(section, "Acta", "acta")


class TestOnePage:
    def test_covers_the_alias(self, page):
        restrict(page)

        assert not is_public(version(page))

    def test_covers_a_translation(self, page):
        translation = factories.translate(page, title="Minutes")
        restrict(page)

        assert rows(translation) == [(LOGIN, "", [])]
        assert Client().get(factories.address(page, "en")).status_code == 302

    def test_covers_an_alias_made_later(self, section):
        page = section.add_child(instance=StandardPage(title="Acta", slug="acta", locale=factories.spanish()))
        restriction = restrict(page)
        page.save_revision().publish()

        assert rows(version(page)) == [(LOGIN, "", [])]
        restriction.delete()
        assert rows(version(page)) == []

    def test_still_covers_an_alias_that_becomes_a_translation(self, page):
        restrict(page, PASSWORD, "quinua")
        translation = factories.translate(page, title="Minutes")

        assert rows(translation) == [(PASSWORD, "quinua", [])]

    def test_is_lifted_everywhere(self, page):
        factories.translate(page, title="Minutes")
        restrict(page).delete()

        assert is_public(page)
        assert is_public(version(page))
        assert not RestrictionCopy.objects.exists()

    def test_is_lifted_everywhere_in_bulk(self, page):
        restrict(page)
        PageViewRestriction.objects.filter(page=page).delete()

        assert is_public(version(page))

    def test_of_another_type_is_of_that_type_everywhere(self, page):
        translation = factories.translate(page, title="Minutes")
        restriction = restrict(page, PASSWORD, "quinua")
        restriction.restriction_type, restriction.password = GROUPS, ""
        restriction.save()
        restriction.groups.set([Group.objects.create(name="Junta")])

        assert rows(translation) == [(GROUPS, "", ["Junta"])]

    def test_follows_a_change_of_groups(self, page):
        translation = factories.translate(page, title="Minutes")
        board = Group.objects.create(name="Junta")
        council: Any = Group.objects.create(name="Consejo")  # Wagtail's side of it has no types
        restriction = restrict(page, GROUPS, groups=[board])
        restriction.groups.remove(board)
        council.pageviewrestriction_set.add(restriction)

        assert rows(translation) == [(GROUPS, "", ["Consejo"])]

    def test_covers_an_alias_in_the_same_language(self, page, section):
        alias = page.create_alias(parent=section, update_slug="otra-acta")
        restrict(page)

        assert not is_public(alias)


class TestABranch:
    def test_covers_what_lies_below_in_every_language(self, page, section):
        factories.translate(section, title="Internal")
        factories.translate(page, title="Minutes")
        restrict(section)

        assert [is_public(one) for one in (page, version(page), version(section))] == [False] * 3
        assert RestrictionCopy.objects.count() == 1

    def test_covers_a_translation_that_stands_elsewhere(self, page, section):
        translation = factories.translate(page, title="Minutes")
        translation.move(version(factories.home_page()), pos="last-child")
        restrict(section)

        assert not is_public(StandardPage.objects.get(pk=translation.pk))

    def test_covers_what_is_moved_into_it_and_lets_go_of_what_is_moved_out(self, section):
        home = factories.home_page()
        page = published(home, "Acta", "acta")
        factories.translate(page, title="Minutes")
        restrict(section)
        page.move(section, pos="last-child")
        assert not is_public(version(page))

        StandardPage.objects.get(pk=page.pk).move(home, pos="last-child")

        assert is_public(version(page))
        assert not is_public(version(section))


class TestOwnRestrictions:
    def test_of_a_translation_stay_when_those_of_the_original_are_lifted(self, page):
        translation = factories.translate(page, title="Minutes")
        restrict(translation, PASSWORD, "mine")
        restrict(page, LOGIN).delete()

        assert is_public(page)
        assert rows(translation) == [(PASSWORD, "mine", [])]

    def test_of_a_translation_do_not_reach_the_original(self, page):
        restrict(factories.translate(page, title="Minutes"))

        assert is_public(page)

    def test_stand_beside_those_of_the_original(self, page):
        translation = factories.translate(page, title="Minutes")
        restrict(page, LOGIN)
        restrict(translation, PASSWORD, "mine")

        assert sorted(rows(translation)) == [(LOGIN, "", []), (PASSWORD, "mine", [])]

    @pytest.mark.parametrize("covered", [True, False])
    def test_of_a_translation_survive_its_being_saved_by_translators(
        self, page, covered, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            store_translation(page, "en", {"title": "Minutes", "slug": "minutes"})
        restrict(version(page), PASSWORD, "mine")
        if covered:
            restrict(page, LOGIN)
        with django_capture_on_commit_callbacks(execute=True):
            store_translation(page, "en", {"title": "The minutes", "slug": "minutes"})

        assert sorted(rows(version(page))) == [(LOGIN, "", [])] * covered + [(PASSWORD, "mine", [])]

    def test_come_from_changing_what_repeated_the_original(self, page):
        translation = factories.translate(page, title="Minutes")
        original = restrict(page, LOGIN)
        repeated = PageViewRestriction.objects.get(page=translation)
        repeated.restriction_type, repeated.password = PASSWORD, "mine"
        repeated.save()
        original.delete()

        assert rows(translation) == [(PASSWORD, "mine", [])]

    def test_do_not_come_from_saving_what_repeats_as_it_is(self, page):
        translation = factories.translate(page, title="Minutes")
        original = restrict(page, LOGIN)
        PageViewRestriction.objects.get(page=translation).save()
        original.delete()

        assert rows(translation) == []


def test_what_repeats_a_restriction_cannot_be_lifted_alone(page, django_capture_on_commit_callbacks):
    translation = factories.translate(page, title="Minutes")
    restrict(page)
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.get(page=translation).delete()

    assert not is_public(translation)


def test_pages_can_be_deleted_with_their_restrictions(page, django_capture_on_commit_callbacks):
    translation = factories.translate(page, title="Minutes")
    restrict(page)
    with django_capture_on_commit_callbacks(execute=True):
        translation.delete()
        StandardPage.objects.get(pk=page.pk).delete()

    assert not PageViewRestriction.objects.exists()


def test_restrictions_that_are_older_than_this_rule_are_shared_after_a_migration(page):
    translation = factories.translate(page, title="Minutes")
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type=LOGIN)])
    assert is_public(translation)

    share_after_migrate()

    assert not is_public(translation)


def test_the_admin_sets_and_lifts_both_at_once(page):
    translation = factories.translate(page, title="Minutes")
    admin = Client()
    admin.force_login(User.objects.create_superuser("editora", "e@example.org", "irrelevant-here"))
    board = Group.objects.create(name="Junta")
    privacy = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])

    admin.post(privacy, {"restriction_type": GROUPS, "groups": [board.pk]})
    assert rows(translation) == [(GROUPS, "", ["Junta"])]

    admin.post(privacy, {"restriction_type": "none"})
    assert rows(translation) == []


@hypothesis_settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["set", "lift", "move", "own"]), st.integers(0, 3)), max_size=6))
def test_whatever_happens_no_version_is_public_where_its_original_is_not(steps):
    with transaction.atomic():
        home = factories.home_page()
        top = published(home, "Uno", "uno", SectionPage)
        other = published(home, "Dos", "dos", SectionPage)
        pages = [top, other, published(top, "Tres", "tres"), published(other, "Cuatro", "cuatro")]
        factories.translate(pages[2], title="Three")
        for what, index in steps:
            page = type(pages[index]).objects.get(pk=pages[index].pk)
            if what == "set":
                restrict(page, PASSWORD, "quinua")
            elif what == "lift":
                PageViewRestriction.objects.filter(page=page).delete()
            elif what == "own":
                restrict(version(page))
            elif index > 1:
                target = top if page.get_parent().pk == other.pk else other
                page.move(SectionPage.objects.get(pk=target.pk), pos="last-child")
        for page in pages:
            original = type(page).objects.get(pk=page.pk)
            assert is_public(original) or not is_public(version(page))
        PageViewRestriction.objects.filter(page__locale=factories.spanish()).delete()
        own = set(PageViewRestriction.objects.values_list("page_id", flat=True))
        assert own <= {version(page).pk for page in pages}
        assert not RestrictionCopy.objects.exists()
        transaction.set_rollback(True)


def test_sharing_again_changes_nothing(page):
    factories.translate(page, title="Minutes")
    restrict(page, GROUPS, groups=[Group.objects.create(name="Junta")])
    before = list(PageViewRestriction.objects.order_by("pk").values_list("pk", "page", "restriction_type"))

    restrictions_share()

    assert list(PageViewRestriction.objects.order_by("pk").values_list("pk", "page", "restriction_type")) == before


class TestNothingNamesIt:
    """Lists, search, feeds, harvesting, the map of the site, the menu: in both languages."""

    @pytest.fixture
    def study(self):
        study = factories.item_page(StudyPage, "Tejidos de Puno", summary="Una investigación reservada.")
        factories.translate(study, title="Weavings of Puno", summary="A confidential inquiry.")
        return study

    @pytest.mark.parametrize(
        "path",
        [
            "/es/estudios/",
            "/en/studies/",
            "/en/studies/data.csv",
            "/en/studies/data.json",
            "/en/studies/atom.xml",
            "/sitemap.xml",
            "/oai?verb=ListRecords&metadataPrefix=oai_dc",
            "/es/buscar/?q=tejidos",
            "/en/search/?q=weavings",
        ],
    )
    def test_once_it_is_restricted(self, study, path, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            study.save_revision().publish()
        named = ("Weavings of Puno", "Tejidos de Puno", "weavings-of-puno", "tejidos-de-puno")
        before = Client().get(path)
        assert any(words in before.content.decode() for words in named), path
        with django_capture_on_commit_callbacks(execute=True):
            restrict(study)

        shown = Client().get(path).content.decode()

        titles = ("Weavings of Puno</", "Tejidos de Puno</", "/weavings-of-puno/", "/tejidos-de-puno/")
        assert not any(words in shown for words in titles), path

    def test_harvesters_are_told_that_it_went(self, study):
        before = Identifier.objects.get(translation_key=study.translation_key).changed_at
        restriction = restrict(study)
        restricted = Identifier.objects.get(translation_key=study.translation_key).changed_at
        restriction.delete()

        assert before < restricted < Identifier.objects.get(translation_key=study.translation_key).changed_at

    def test_only_its_translation_once_that_alone_is_restricted(self, study, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            restrict(version(study))

        assert "A confidential inquiry" not in Client().get("/en/studies/").content.decode()
        assert "Una investigación reservada" in Client().get("/en/studies/").content.decode()
        assert not SearchEntry.objects.filter(title="Weavings of Puno").exists()

    def test_in_the_menu_and_the_foot_of_a_page(self, study):
        StudyIndexPage.objects.update(show_in_menus=True)
        restrict(StudyIndexPage.objects.get(locale=factories.spanish()))

        roots = language_roots()
        assert menus(roots) == {"es": [], "en": []}
        assert sections(roots) == {"es": [], "en": []}
        assert public_pages(study, roots) == {}
        assert public_aliases(study, roots) == {}
        assert frame(study)["alternates"] == []


def inputs_of(view: str) -> Inputs:
    """What a view of the programme is rendered from; nothing of it where it is not to be public."""
    return registry.views[view].read("P1") or Inputs({}, {})


class TestReleases:
    @pytest.fixture
    def site(self):
        return factories.programme_with_pages("P1")

    def test_a_restricted_page_has_no_inputs_in_any_language(self, site):
        assert set(inputs_of("finances").pages) == {"es", "en"}

        restrict(site.finances)

        assert registry.views["finances"].read("P1") is None
        assert set(inputs_of("results").pages) == {"es", "en"}
        assert released_links("P1", "en", "finances", "results")[0]["view"] == "results"

    def test_a_branch_of_restricted_pages_has_none_either(self, site):
        restrict(site.index)

        assert [registry.views[name].read("P1") for name in ("overview", "finances", "results")] == [None] * 3

    def test_other_pages_do_not_name_it(self, site):
        restrict(site.finances)

        assert "finances" not in str(inputs_of("results").data["prose"]["en"]["navigation"])

    def test_a_translation_alone_can_be_restricted(self, site):
        restrict(version(site.finances))

        assert set(inputs_of("finances").pages) == {"es"}

    def test_whoever_may_read_it_does(self, site):
        restrict(site.finances)
        reader = Client()
        reader.force_login(User.objects.create_user("lectora"))

        assert Client().get("/es/transparencia/finanzas/").status_code == 302
        assert Client().get("/en/transparency/finances/").status_code == 302
        answer = reader.get("/es/transparencia/finanzas/")
        assert answer.status_code == 200
        assert "Finanzas" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_restricting_a_page_withdraws_it_from_the_live_release():
    site = factories.programme_with_pages("P1")
    builder.build_due("sweep")
    released = Client().get("/en/transparency/finances/")
    assert (released.status_code, bool(released.get("ETag"))) == (200, True)

    restriction = restrict(site.finances)
    builder.build_due("sweep")
    assert Client().get("/en/transparency/finances/").status_code == 302
    assert "/en/transparency/finances/" not in Client().get("/en/transparency/results/").content.decode()

    restriction.delete()
    builder.build_due("sweep")
    assert Client().get("/en/transparency/finances/").status_code == 200
