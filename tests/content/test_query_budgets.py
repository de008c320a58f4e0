"""How many queries each type of page may ask of the database, wherever Wagtail serves it.

A released page asks none (tests/publication/test_serving.py). That lists do not ask more when they grow is tested
where the lists are: registers, search, home, regions, albums, figures.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from content.models import HomePage
from tests import factories
from tests.factories.page_types import PAGE_TYPES, draft_of
from transparency.models import ReleasedPage

SERVED = [model for model in PAGE_TYPES if not issubclass(model, ReleasedPage)]
# Page type → the most queries for a page with the least that the type asks for: what stands around every page (menus,
# foot, languages, restrictions) and the type's own facts.
QUERIES = {
    "ActivityIndexPage": 40,
    "ActivityPage": 35,
    "AlbumPage": 25,
    "ChangesPage": 30,
    "DocumentIndexPage": 40,
    "DocumentPage": 35,
    "EvaluationPage": 30,
    "GovernancePage": 30,
    "HomePage": 35,
    "InitiativeIndexPage": 40,
    "InitiativePage": 35,
    "OrdinanceIndexPage": 40,
    "OrdinancePage": 45,
    "PartnersPage": 30,
    "PhotoArchivePage": 25,
    "ProductIndexPage": 40,
    "ProductPage": 35,
    "ProgrammePage": 45,
    "RegionIndexPage": 25,
    "RegionPage": 65,
    "SectionPage": 25,
    "StandardPage": 25,
    "StudyIndexPage": 40,
    "StudyPage": 40,
}


@pytest.fixture
def site(db: None) -> factories.ProgrammeSite:
    return factories.programme_with_pages()


def live(model: type[Page], site: factories.ProgrammeSite) -> Page:
    """A published page of this type, and everything above it."""
    page = draft_of(model, site)
    for one in [*page.get_ancestors().filter(depth__gt=1, live=False).specific(), page]:
        one.get_latest_revision().publish()
    page.refresh_from_db()
    return page


@pytest.mark.parametrize("model", SERVED, ids=lambda model: model.__name__)
def test_a_page_stays_within_its_budget(model: type[Page], site: factories.ProgrammeSite) -> None:
    address = "/es/" if model is HomePage else live(model, site).relative_url(None) or ""
    Client().get(address)  # what is read once and kept in memory

    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(address)

    assert answer.status_code == 200
    assert len(asked) <= QUERIES[model.__name__], len(asked)
