"""Each register as a list of its own, and how far the translation of each page is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from content.models import ActivityPage, AlbumPage, DocumentPage, InitiativePage, OrdinancePage, ProductPage, StudyPage
from desk.listings.states import WORDS, states_of_originals
from desk.services import roles
from desk.services.bundles import bundle_publish
from tests import factories
from tests.desk.pages import draft_study, start_translation, study_index
from tests.factories.content import item_page

pytestmark = pytest.mark.django_db

# wagtail-localize asks twice for each row which of its buttons to offer; the list's own columns add nothing a row.
QUERIES_OF_A_ROWS_BUTTONS = 2
LISTED = [StudyPage, OrdinancePage, ProductPage, InitiativePage, DocumentPage, ActivityPage, AlbumPage]


def address(model: type[Page]) -> str:
    return reverse(f"register_{model._meta.model_name}:index")


def in_every_state() -> dict[str, StudyPage]:
    """A study for each state that a translation can be in."""
    index = study_index()
    pages = {}
    for state in ("untranslated", "draft", "translated", "stale"):
        page = pages[state] = draft_study(index, title=f"Estudio {state}", slug=state, code=state)
        if state in ("translated", "stale"):
            start_translation(page)
            bundle_publish(page)
        elif state == "draft":
            start_translation(page)
    page = StudyPage.objects.get(pk=pages["stale"].pk)
    page.summary = "Otras palabras."
    page.save_revision().publish()
    return pages


def test_the_state_of_every_translation_is_told():
    pages = in_every_state()

    states = states_of_originals(pages.values())

    assert {name: states[page.translation_key] for name, page in pages.items()} == {name: name for name in pages}


@pytest.mark.parametrize("role", [roles.communicators(), roles.editors_in_chief()], ids=lambda role: role.name)
@pytest.mark.parametrize("model", LISTED, ids=lambda model: model.__name__)
def test_every_register_has_its_own_list(signed_in, role, model):
    assert signed_in(role).get(address(model)).status_code == 200


def test_the_lists_are_in_the_menu_of_writers_and_of_nobody_else(signed_in):
    home = reverse("wagtailadmin_home")

    assert address(OrdinancePage) in signed_in(roles.communicators()).get(home).content.decode()
    assert address(OrdinancePage) not in signed_in(roles.data_officers()).get(home).content.decode()


def test_an_ordinance_is_listed_with_its_number_date_kind_and_translation(signed_in):
    item_page(OrdinancePage, "Ordenanza de artesanía", number="015-2012-MDQ", issued="2012-05-31")

    page = signed_in(roles.communicators()).get(address(OrdinancePage)).content.decode()

    for text in ("015-2012-MDQ", "2012-05-31", str(OrdinancePage.Kind.DISTRICT.label), str(WORDS["untranslated"])):
        assert text in page


@pytest.mark.parametrize("state", ["untranslated", "draft", "translated", "stale"])
def test_a_list_is_narrowed_down_by_state(signed_in, state):
    pages = in_every_state()

    response = signed_in(roles.editors_in_chief()).get(address(StudyPage), {"translation": state})

    assert [page.pk for page in response.context["object_list"]] == [pages[state].pk]


def test_a_list_is_narrowed_down_by_place(signed_in):
    place = factories.PlaceFactory()
    here = item_page(OrdinancePage, "Aquí", places=[place])
    item_page(OrdinancePage, "Allá")

    response = signed_in(roles.communicators()).get(address(OrdinancePage), {"places": place.pk})

    assert [page.pk for page in response.context["object_list"]] == [here.pk]


def test_translations_are_no_rows_of_their_own(signed_in):
    in_every_state()

    response = signed_in(roles.editors_in_chief()).get(address(StudyPage))

    assert len(response.context["object_list"]) == 4


def test_the_tree_tells_the_state_too(signed_in):
    pages = in_every_state()
    parent = pages["stale"].get_parent()

    page = signed_in(roles.editors_in_chief()).get(reverse("wagtailadmin_explore", args=[parent.pk])).content.decode()

    for state in pages:
        assert str(WORDS[state]) in page
    with override("es"):
        root = signed_in(roles.translators()).get(reverse("wagtailadmin_explore_root"))
    assert root.status_code in (200, 302)


def queries(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("tree", [False, True], ids=["register", "tree"])
def test_the_columns_cost_no_query_a_page(signed_in, tree):
    client = signed_in(roles.editors_in_chief())
    item_page(OrdinancePage, "Una")
    parent = OrdinancePage.objects.filter(alias_of=None).get().get_parent()
    url = reverse("wagtailadmin_explore", args=[parent.pk]) if tree else address(OrdinancePage)
    client.get(url)
    few = queries(client, url)
    more = 4
    for number in range(more):
        item_page(OrdinancePage, f"Otra {number}")

    assert queries(client, url) <= few + more * QUERIES_OF_A_ROWS_BUTTONS
