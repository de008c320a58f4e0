"""What writers see of a block before they choose it: the site's own pictures, files and figures where there are any."""

from typing import Any

from django.apps import apps
from django.conf import settings


def latest(model: str) -> Any:
    """The newest picture or file; None on a site without any."""
    return apps.get_model("content", model).objects.order_by("-pk").first()


def latest_pictures(count: int) -> list[Any]:
    """The newest pictures."""
    return list(apps.get_model("content", "Picture").objects.order_by("-pk")[:count])


def first_programme() -> Any:
    """The first programme of the record; None on a site without any."""
    programmes = apps.get_model("transparency", "Programme").objects
    return programmes.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("pk").first()
