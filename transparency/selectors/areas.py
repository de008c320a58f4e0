"""Places and what they lie in, as plain data."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from transparency.models import Place
from transparency.selectors.figures import Row


def read_areas(codes: Iterable[str]) -> list[Row]:
    """These places and every place that they lie in, ``{place, level, parent}``, in the order of their codes."""
    rows = Place.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("code")
    known: dict[str, dict[str, Any]] = {
        row["code"]: {"place": row["code"], "level": row["level"], "parent": row["parent__code"]}
        for row in rows.values("code", "level", "parent__code")
    }
    wanted: set[str] = set()
    for code in codes:
        step: str | None = code
        while step in known and step not in wanted:
            wanted.add(step)
            step = known[step]["parent"]
    return [row for code, row in known.items() if code in wanted]


def lying_in(areas: Iterable[Row], place: str) -> set[str]:
    """A place and everything that lies in it."""
    parents = {row["place"]: row["parent"] for row in areas}
    return {code for code in parents if _reaches(code, place, parents)}


def _reaches(code: str, place: str, parents: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    step: str | None = code
    while step is not None and step not in seen:
        if step == place:
            return True
        seen.add(step)
        step = parents.get(step)
    return False
