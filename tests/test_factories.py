"""The factories give rows that the record's own rules accept, and a site that readers could visit."""

import inspect

import pytest
from factory.base import FactoryMetaClass
from wagtail.models import Page

from content.models import HomePage
from tests import factories
from transparency.models import FinancesPage, StatementLine


def makes_rows(value: object) -> bool:
    """Whether this is a factory of a model, not a base of factories."""
    return isinstance(value, FactoryMetaClass) and not value._meta.abstract


FACTORIES = [value for _name, value in inspect.getmembers(factories, makes_rows)]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_every_factory_gives_a_row_that_the_record_accepts(factory):
    row = factory()

    row.full_clean()

    assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.django_db
def test_a_programme_comes_with_its_pages_in_both_languages(settings):
    site = factories.programme_with_pages("TEST-1", agencies=3, semesters=2)

    addresses = {page.url for page in Page.objects.live().filter(depth__gt=2)}

    assert addresses == {
        "/es/transparencia/",
        "/es/transparencia/finanzas/",
        "/es/transparencia/resultados/",
        "/en/transparency/",
        "/en/transparency/finances/",
        "/en/transparency/results/",
    }
    assert StatementLine.objects.filter(statement__programme=site.programme).count() == 3 * 2 * 5


@pytest.mark.django_db
def test_a_second_programme_stands_beside_the_first():
    factories.programme_with_pages("TEST-1")
    factories.programme_with_pages("TEST-2")

    assert HomePage.objects.count() == 2
    assert {page.url for page in FinancesPage.objects.all()} == {
        "/es/transparencia/finanzas/",
        "/en/transparency/finances/",
        "/es/transparencia-test-2/finanzas/",
        "/en/transparency-test-2/finances/",
    }
