"""What follows when a page is published, whoever published it."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from content.models import ContentPage
from content.services.fallbacks import aliases_create


@receiver(page_published)
def reachable_in_every_language(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """The signal and not a hook: publishing a translation runs no hook (wagtail-localize, issue 837)."""
    if isinstance(instance, ContentPage):
        aliases_create(instance)
