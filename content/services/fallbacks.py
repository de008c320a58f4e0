"""Every page can be reached in every language: where nobody has translated it, an alias shows it in its own."""

from django.db import transaction
from wagtail.models import Locale, Page


@transaction.atomic
def aliases_create(page: Page) -> list[Page]:
    """Gives a page in the main language an alias in each language that has its parent but no translation of it.

    Returns the aliases that were made. Wagtail keeps them in step with the page, and wagtail-localize turns one into a
    page of its own when somebody translates it.
    """
    if page.alias_of_id or not page.locale.is_default:
        return []
    parent = page.get_parent()
    made = []
    for locale in Locale.objects.exclude(pk=page.locale_id):
        if parent.has_translation(locale) and not page.has_translation(locale):
            made.append(page.copy_for_translation(locale, alias=True))
    return made
