"""Registers and their items as readers meet them."""

import pytest
from django.test import Client

from content.models import (
    ActivityPage,
    DocumentPage,
    InitiativePage,
    OrdinancePage,
    ProductPage,
    StudyPage,
)
from tests import factories
from tests.factories.content import REGISTERS

pytestmark = pytest.mark.django_db

ITEMS = [StudyPage, OrdinancePage, ProductPage, InitiativePage, DocumentPage, ActivityPage]


@pytest.fixture(autouse=True)
def site():
    return factories.home_page()


@pytest.mark.parametrize("model", REGISTERS, ids=lambda model: model.__name__)
def test_every_register_is_read_in_both_languages(model):
    item, slug, title, slug_en, title_en = REGISTERS[model]
    factories.item_page(item, "Una cosa")

    spanish = Client().get(f"/es/{slug}/").content.decode()
    english = Client().get(f"/en/{slug_en}/").content.decode()

    assert f"<h1>{title}</h1>" in spanish
    assert f'href="/es/{slug}/una-cosa/"' in spanish
    assert f"<h1>{title_en}</h1>" in english
    assert f'href="/en/{slug_en}/una-cosa/" lang="es"' in english


@pytest.mark.parametrize("item", ITEMS, ids=lambda model: model.__name__)
def test_every_item_is_read_in_both_languages_and_says_what_is_not_on_record(item):
    page = factories.item_page(item, "Una cosa", summary="Algo que pasó.")

    spanish = Client().get(factories.address(page))
    english = Client().get(factories.address(page, "en"))

    assert spanish.status_code == 200
    assert 'class="missing"' in spanish.content.decode()
    assert english.status_code == 200
    assert '<h1 lang="es">Una cosa</h1>' in english.content.decode()
    assert '<html lang="es"' in english.content.decode()
