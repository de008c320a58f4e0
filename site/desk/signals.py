"""What follows when a page leaves the site, whoever took it away, and when a reader asks something."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished

from desk.models import KeptUpload
from desk.services.bundles import translations_unpublish
from desk.tasks import tell_question
from transparency.questions.asking import asked

TELL_SECONDS = 600


@receiver(page_unpublished)
def translations_leave_too(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """The signal and not a hook: expiry and code run no hook, and wagtail-localize does not cascade (its issue 15)."""
    translations_unpublish(instance)


@receiver(asked)
def question_reaches_officers(pk: int, **kwargs: Any) -> None:
    """By the worker, because a mail server may be slow; a message that gets lost is sent by the next sweep."""
    tell_question.apply_async((pk,), retry=False, expires=TELL_SECONDS)


@receiver(post_delete, sender=KeptUpload)
def bytes_of_upload_removed(sender: type[KeptUpload], instance: KeptUpload, **kwargs: Any) -> None:
    """Nothing else knows where they lie."""
    for file in (instance.sheet, instance.archive):
        if file.name:
            transaction.on_commit(partial(file.storage.delete, file.name))
