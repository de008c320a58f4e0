"""Reasons that came before their release, as those given with an import."""

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from transparency.models import ChangeReason, FigureChange


@transaction.atomic
def settle_waiting_reasons(programme_code: str) -> int:
    """Give each waiting reason the release in which the figures that it names changed; returns how many got theirs.

    It is the first such release since the reason was given.
    """
    waiting = ChangeReason.objects.filter(
        programme__code=programme_code,
        locale__language_code=settings.LANGUAGE_CODE,
        release=None,
        waits_after__isnull=False,
    )
    settled = 0
    for reason in list(waiting):
        release = _release_of(reason, programme_code)
        if release is not None:
            rows = ChangeReason.objects.filter(translation_key=reason.translation_key)
            rows.update(release=release, waits_after=None, changed_at=now())
            settled += 1
    return settled


def _release_of(reason: ChangeReason, programme_code: str) -> int | None:
    changes = FigureChange.objects.filter(
        comparison__programme=programme_code,
        comparison__first=False,
        comparison__release__gt=reason.waits_after,
        key__in=reason.keys,
    )
    return changes.order_by("comparison__release_id").values_list("comparison__release_id", flat=True).first()
