"""What follows when a page is published, whoever published it."""

from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done, page_published, page_unpublished, post_page_move

from content.models import ContentPage, FileVersion, RegisterItem
from content.services.fallbacks import aliases_create
from content.services.identifiers import identifier_give, identifiers_touch
from content.services.restrictions import (
    harvesters_tell,
    new_version_share,
    restriction_changed,
    restriction_lifted,
    restrictions_share,
)


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


@receiver(post_save, sender=PageViewRestriction)
def restriction_set(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """Who may not read a page may not read its other versions."""
    if not raw:
        restriction_changed(instance)
        harvesters_tell(instance.page)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def groups_of_restriction_set(instance: Any, action: str, **kwargs: Any) -> None:
    """The groups that may read come after the restriction itself, as its form saves them; or from the group's side."""
    if not action.startswith("post_"):
        return
    if isinstance(instance, PageViewRestriction):
        restriction_changed(instance)
    else:
        restrictions_share()


@receiver(pre_delete, sender=PageViewRestriction)
def restriction_gone(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Set together, lifted together."""
    restriction_lifted(instance)
    harvesters_tell(instance.page)


@receiver(copy_for_translation_done)
def version_made(target_obj: Any, **kwargs: Any) -> None:
    """A page that gets another version may be one that not everybody may read."""
    if isinstance(target_obj, Page):
        new_version_share(target_obj)


@receiver(post_page_move)
def page_moved(**kwargs: Any) -> None:
    """Into, or out of, a branch that not everybody may read."""
    restrictions_share()


@receiver(post_delete, sender=FileVersion)
def bytes_of_version_removed(sender: type[FileVersion], instance: FileVersion, **kwargs: Any) -> None:
    """Whoever deletes a file wants what it was before to be gone, too."""
    storage, name = instance.file.storage, instance.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
