"""Why figures changed, as officers say it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from transparency.figures.entries import Spoken
from transparency.models import ChangeReason


@dataclass(frozen=True)
class Reason:
    """Why a figure changed; ``language`` is that of the text, which may wait for its translation.

    ``keys`` are the figures that it names, none for all that changed. ``changed_at`` is when a version of it last was.
    """

    text: str
    language: str
    given_by: str
    given_on: datetime.date
    changed_at: datetime.datetime
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Reasons:
    """The reasons on record for the changes of some releases of a programme."""

    by_release: dict[int, list[Reason]]

    def of(self, release: int, key: str) -> Reason | None:
        """Why a figure changed in a release: what was said of it by name counts before what was said of all."""
        given = self.by_release.get(release, [])
        named = (reason for reason in given if key in reason.keys)
        general = (reason for reason in given if not reason.keys)
        return next(named, None) or next(general, None)

    def in_general(self, release: int) -> list[Reason]:
        """What was said of all changes of a release."""
        return [reason for reason in self.by_release.get(release, []) if not reason.keys]


def reasons_for(programme_code: str, releases: Iterable[int], language: str) -> Reasons:
    """The reasons for the changes of these releases in a language, the latest first; one query."""
    rows = (
        ChangeReason.objects.filter(programme__code=programme_code, release__in=list(releases))
        .select_related("locale")
        .order_by("-given_on", "-pk")
    )
    versions: dict[object, list[ChangeReason]] = defaultdict(list)
    for row in rows:
        versions[row.translation_key].append(row)
    found: dict[int, list[Reason]] = defaultdict(list)
    for rows_of_one in versions.values():
        source = next((row for row in rows_of_one if row.locale.language_code == settings.LANGUAGE_CODE), None)
        if source is not None and source.release is not None:
            words = _spoken(rows_of_one, language)
            found[source.release].append(
                Reason(
                    text=words.text,
                    language=words.language,
                    given_by=source.given_by,
                    given_on=source.given_on,
                    changed_at=max(row.changed_at for row in rows_of_one),
                    keys=tuple(source.keys),
                )
            )
    return Reasons(dict(found))


def _spoken(versions: list[ChangeReason], language: str) -> Spoken:
    """The words in the language asked for, else those of the main language."""
    texts = {row.locale.language_code: row.text for row in versions}
    code = language if texts.get(language) else settings.LANGUAGE_CODE
    return Spoken(texts[code], code)
