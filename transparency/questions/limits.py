"""What keeps machines from asking: no third party, no puzzle, nothing that a person notices.

A form is valid for a day and only for the figure that it was made for, is not sent back faster than anybody types, and
leaves empty a field that people do not see. Of one place only a few questions are taken an hour, and of all places
together no more than officers can read; places are remembered for a day, as digests that nobody can turn back.
"""

from datetime import timedelta

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from transparency.models.questions import Question

SALT = "transparency.questions"
FASTEST = timedelta(seconds=4)
VALID = timedelta(days=1)
HOUR = timedelta(hours=1)
FROM_ONE_PLACE = 5
OPEN_AT_MOST = 500


class TooFast(Exception):
    """The form came back sooner than anybody types."""


class Stale(Exception):
    """The form is older than a day, was made for another figure, or not by this site."""


def form_token(programme: str, figure: str) -> str:
    """What a form carries to show when and for which figure it was made."""
    return signing.TimestampSigner(salt=SALT).sign(f"{programme}/{figure}")


def check_token(token: str, programme: str, figure: str) -> None:
    """Raises ``Stale`` or ``TooFast``."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        about = signer.unsign(token, max_age=VALID)
    except signing.BadSignature as error:
        raise Stale from error
    if about != f"{programme}/{figure}":
        raise Stale
    try:
        signer.unsign(token, max_age=FASTEST)
    except signing.SignatureExpired:
        return
    raise TooFast


def origin_of(address: str) -> str:
    """A digest of a network address that holds for one day."""
    day = timezone.localdate().isoformat()
    return salted_hmac(SALT, f"{day}/{address}", algorithm="sha256").hexdigest()


def too_many(origin: str) -> bool:
    """Whether this place has asked enough for an hour, or all places more than officers can read."""
    recent = Question.objects.filter(origin=origin, asked_at__gte=timezone.now() - HOUR)
    return (
        recent.count() >= FROM_ONE_PLACE or Question.objects.filter(state=Question.State.OPEN).count() >= OPEN_AT_MOST
    )


def forget_origins() -> int:
    """Drop the digests of yesterday's places, and the addresses of people whose question is closed; how many rows."""
    old = Question.objects.exclude(origin="").filter(asked_at__lt=timezone.now() - VALID)
    settled = Question.objects.exclude(email="").exclude(state=Question.State.OPEN)
    return old.update(origin="") + settled.update(email="")
