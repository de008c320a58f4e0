"""Addresses that never change."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from content.models import Identifier, OrdinancePage, StudyPage
from tests import factories
from tests.factories.content import register_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return factories.home_page()


@pytest.fixture
def study():
    return factories.item_page(StudyPage, "Línea de base", code="linea-de-base")


def paths_of(page):
    return list(Identifier.objects.filter(translation_key=page.translation_key).values_list("path", flat=True))


def ordinance(title="Ordenanza de Quinua", **facts):
    place = factories.PlaceFactory(code="050108", name="Quinua", level="district")
    return factories.item_page(OrdinancePage, title, place=place, code="quinua", **facts)


def test_a_published_item_has_an_address_by_its_kind_and_code(study):
    assert paths_of(study) == ["estudio/linea-de-base"]


def test_an_ordinance_whose_number_is_known_is_addressed_by_place_year_and_number():
    assert paths_of(ordinance(number="015-2012-MDQ", year=2012)) == ["ordenanza/050108/2012/15"]


def test_an_ordinance_that_gets_a_number_later_has_both_addresses():
    page = ordinance()
    page.number, page.year = "015-2012-MDQ", 2012
    page.save_revision().publish()

    assert paths_of(page) == ["ordenanza/quinua", "ordenanza/050108/2012/15"]
    for path in paths_of(page):
        assert Client().get(f"/id/{path}")["Location"] == factories.address(page)


def test_two_items_that_claim_one_number_do_not_share_an_address():
    first = ordinance(number="015-2012-MDQ", year=2012)
    second = factories.item_page(
        OrdinancePage, "Acuerdo", place=first.place, code="acuerdo", kind="agreement", number="15", year=2012
    )

    assert paths_of(second) == ["ordenanza/acuerdo"]


def test_the_address_leads_to_the_page_in_spanish_whatever_the_browser_speaks(study):
    response = Client().get("/id/estudio/linea-de-base", headers={"Accept-Language": "en"})

    assert response.status_code == 303
    assert response["Location"] == "/es/estudios/linea-de-base/"


@pytest.mark.parametrize(
    ("asked", "leads_to"), [("en", "/en/studies/baseline/"), ("xx", "/es/estudios/linea-de-base/")]
)
def test_the_address_leads_to_the_page_in_the_language_that_it_asks_for(study, asked, leads_to):
    factories.translate(study, title="Baseline")

    assert Client().get(f"/id/estudio/linea-de-base?lang={asked}")["Location"] == leads_to


def test_the_address_follows_an_item_that_moves_or_changes_its_name(study):
    study.slug = "otra"
    study.save_revision().publish()

    assert Client().get("/id/estudio/linea-de-base")["Location"] == "/es/estudios/otra/"


@pytest.mark.parametrize("withdraw", ["unpublish", "delete"])
@pytest.mark.parametrize(("query", "language"), [("", "es"), ("?lang=en", "en")])
def test_a_withdrawn_item_is_gone(study, withdraw, query, language):
    getattr(study, withdraw)()

    response = Client().get(f"/id/estudio/linea-de-base{query}")

    assert response.status_code == 410
    assert f'<html lang="{language}"' in response.content.decode()
    assert paths_of(study) == ["estudio/linea-de-base"]


def test_an_item_that_is_published_again_is_found_again(study):
    study.unpublish()
    study.save_revision().publish()

    assert Client().get("/id/estudio/linea-de-base").status_code == 303
    assert paths_of(study) == ["estudio/linea-de-base"]


def test_an_address_that_was_never_given_is_not_found():
    assert Client().get("/id/estudio/no-hay").status_code == 404


def test_a_draft_has_no_address_yet():
    index = register_page(type(factories.item_page(StudyPage, "Otra").get_parent().specific))
    draft = StudyPage(title="Borrador", code="borrador", programme=factories.ProgrammeFactory(), live=False)
    index.add_child(instance=draft)

    assert paths_of(draft) == []


def test_the_code_of_a_withdrawn_item_is_not_given_again(study):
    study.delete()
    index = register_page(type(factories.item_page(StudyPage, "Otra").get_parent().specific))
    newcomer = StudyPage(title="Nueva", slug="nueva", code="linea-de-base", programme=factories.ProgrammeFactory())
    newcomer.locale = factories.spanish()
    newcomer.path, newcomer.depth = index.path + "0009", index.depth + 1

    with pytest.raises(ValidationError) as refused:
        newcomer.clean()

    assert list(refused.value.message_dict) == ["code"]


def test_what_changes_at_an_address_is_dated(study):
    row = Identifier.objects.get(path="estudio/linea-de-base")
    published = row.changed_at

    factories.translate(study, title="Baseline")
    row.refresh_from_db()
    translated = row.changed_at
    study.unpublish()
    row.refresh_from_db()

    assert published < translated < row.changed_at
