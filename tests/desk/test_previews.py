"""Every page type can be looked at before it is published: a new page, a draft, its translation.

What a page type asks for is read from its fields, so that a type made tomorrow is tested here as well.
"""

from typing import Any

import pytest
from django.utils.translation import override
from lxml import html
from wagtail.models import Page

from content.checks.forms import CheckedPageForm
from content.checks.panel import ChecksPanel
from tests import factories
from tests.factories.page_types import PAGE_TYPES, draft_of, parent_for, required, title_of


@pytest.fixture
def site(db: None) -> factories.ProgrammeSite:
    return factories.programme_with_pages()


def new(model: type[Page], site: factories.ProgrammeSite) -> Page:
    """A page that was never saved, as the form for new pages shows it."""
    parent = parent_for(model, site)
    page = model(title=title_of(model), slug="prueba", locale=factories.spanish(), **required(model, site.programme))
    page.live, page.depth = False, parent.depth + 1
    page.path = Page._get_children_path_interval(parent.path)[1]
    page.set_url_path(parent)
    return page


def previews(page: Page) -> dict[str, Any]:
    """Each mode in which a page can be previewed → what is shown."""
    shown = {}
    for mode, _name in page.preview_modes:
        with override("es"):
            response = page.make_preview_request(preview_mode=mode)
        if hasattr(response, "render"):
            response.render()
        assert response.status_code == 200
        shown[mode] = html.fromstring(response.content)
    return shown


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_page_can_be_looked_at_before_anything_of_it_is_saved(model: type[Page], site: Any) -> None:
    page = new(model, site)

    for shown in previews(page).values():
        assert "".join(shown.xpath("//h1//text()")).strip() == page.title


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_draft_and_its_translation_can_be_looked_at_in_their_own_language(model: type[Page], site: Any) -> None:
    page = draft_of(model, site)
    for parent in page.get_ancestors().filter(depth__gt=1).specific():
        if not parent.has_translation(factories.english()):
            parent.copy_for_translation(factories.english(), copy_parents=True)
    translation = page.copy_for_translation(factories.english())
    translation.title = f"Draft of {model.__name__}"

    for version, language in ((page, "es"), (translation, "en")):
        modes = previews(version)
        assert modes
        for shown in modes.values():
            assert "".join(shown.xpath("//h1//text()")).strip() == version.title
            assert shown.get("lang") == language
    assert not type(page)._default_manager.live().filter(pk__in=[page.pk, translation.pk]).exists()


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_the_form_of_every_page_type_checks_before_publishing(model: type[Page]) -> None:
    form = model.get_edit_handler().get_form_class()

    assert issubclass(form, CheckedPageForm)
    assert any(isinstance(panel, ChecksPanel) for panel in model.content_panels)
