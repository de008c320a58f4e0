"""Whether what the site overrides in libraries is still needed."""

import pytest
from wagtail.models import PageViewRestriction
from wagtail_localize.models import TranslationSource

from content.models import StandardPage
from content.overrides import SYNC_VIEW_RESTRICTIONS, leave_view_restrictions
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> StandardPage:
    """A published page."""
    made = StandardPage(title="Acta", slug="acta", locale=factories.spanish())
    page: StandardPage = factories.home_page().add_child(instance=made)
    page.save_revision().publish()
    return page


def test_wagtail_localize_would_still_delete_what_a_translation_alone_is_restricted_by(page: StandardPage) -> None:
    translation = factories.translate(page, title="Minutes")
    PageViewRestriction.objects.create(page=translation, restriction_type=PageViewRestriction.LOGIN)
    source, _created = TranslationSource.update_or_create_from_instance(page)

    SYNC_VIEW_RESTRICTIONS(source, page, translation)

    assert not PageViewRestriction.objects.filter(page=translation).exists(), (
        "wagtail-localize leaves a translation's own restriction alone: leave_view_restrictions can go"
    )


def test_the_override_is_what_wagtail_localize_calls() -> None:
    assert TranslationSource.sync_view_restrictions is leave_view_restrictions
    assert SYNC_VIEW_RESTRICTIONS is not leave_view_restrictions
