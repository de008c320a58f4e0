"""The checks before publishing, on page types that know nothing of them.

The record's pages are made below the package that holds the checks, and must not import it; the desk knows both.
"""

from wagtail.models import Page, get_page_models

from content.checks.forms import CheckedPageForm
from content.checks.panel import ChecksPanel


def of_the_record() -> list[type[Page]]:
    """Every page type of the record."""
    return [model for model in get_page_models() if model._meta.app_label == "transparency"]


def checks_put() -> None:
    """Gives each of these types the panel and the form that writers' pages have; a second call changes nothing."""
    for model in of_the_record():
        if not any(isinstance(panel, ChecksPanel) for panel in model.content_panels):
            model.content_panels = [ChecksPanel(), *model.content_panels]
        model.base_form_class = CheckedPageForm
