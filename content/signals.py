"""What follows when a page is published, whoever published it."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from content.models import ContentPage, FileVersion, RegisterItem
from content.services.fallbacks import aliases_create
from content.services.identifiers import identifier_give, identifiers_touch


@receiver(page_published)
def reachable_in_every_language(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """The signal and not a hook: publishing a translation runs no hook (wagtail-localize, issue 837)."""
    if isinstance(instance, ContentPage):
        aliases_create(instance)


@receiver(page_published)
def found_for_ever(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A published item has a permanent address; publishing any of its translations is news of it."""
    if isinstance(instance, RegisterItem):
        if instance.locale.is_default:
            identifier_give(instance)
        identifiers_touch(instance)


@receiver(page_unpublished)
def withdrawn(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Also before a deletion, which unpublishes first."""
    if isinstance(instance, RegisterItem):
        identifiers_touch(instance)


@receiver(post_delete, sender=FileVersion)
def bytes_of_version_removed(sender: type[FileVersion], instance: FileVersion, **kwargs: Any) -> None:
    """Whoever deletes a file wants what it was before to be gone, too."""
    storage, name = instance.file.storage, instance.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
