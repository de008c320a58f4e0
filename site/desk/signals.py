"""What follows when a page leaves the site, whoever took it away."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished

from desk.services.bundles import translations_unpublish


@receiver(page_unpublished)
def translations_leave_too(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """The signal and not a hook: expiry and code run no hook, and wagtail-localize does not cascade (its issue 15)."""
    translations_unpublish(instance)
