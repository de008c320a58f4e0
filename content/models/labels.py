"""Which rows of the record a form offers."""

from django.conf import settings
from django.db.models import Q


def offered_once() -> Q:
    """Labels in the main language, at which facts point; their translations would offer the same thing again."""
    return Q(locale__language_code=settings.LANGUAGE_CODE)
