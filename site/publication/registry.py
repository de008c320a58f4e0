"""What can be released, and which tables it is made from. Apps register here; the engine knows nothing else of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model

from publication.content import Content

EVERYTHING = "*"


@dataclass(frozen=True)
class Stamp:
    """The release in which a page last changed: what the page and its downloads print about themselves."""

    number: int
    published_at: datetime


@dataclass(frozen=True)
class Inputs:
    """All that a scope is rendered from.

    ``pages`` maps a language code to the public path of the page (``/es/transparencia/finanzas/``); ``data`` is
    plain JSON-able data, so that equal inputs have equal fingerprints.
    """

    pages: Mapping[str, str]
    data: Mapping[str, Any]


class ReleasedView(Protocol):
    """One way to show a subject, such as the finances of a programme."""

    @property
    def name(self) -> str:
        """The view's part of a scope, such as ``finances``."""

    def subjects(self) -> Iterable[str]:
        """The keys of everything this view exists for, such as programme codes."""

    def read(self, subject: str) -> Inputs | None:
        """Read everything the page needs in the current transaction; None when the page is not to be public."""

    def file_names(self, inputs: Inputs, language: str) -> set[str]:
        """Every file that ``render`` must give in this language; a release without one of them is not sealed."""

    def render(self, inputs: Inputs, language: str, stamp: Stamp) -> Mapping[str, Content]:
        """File name → content, ``index.html`` among them. The language is active; the database is out of bounds."""


@dataclass(frozen=True)
class Watch:
    """Rows of ``model`` are inputs.

    ``subject`` is the ORM path from a row to the subject's key (``statement__programme__code``); None means that every
    subject may be affected. ``columns`` narrows updates to those that change one of these columns; ``when`` is a
    condition on one column that must hold before or after the change, in SQL without a table: ``numchild > 0``.
    """

    model: type[Model]
    subject: str | None = None
    columns: tuple[str, ...] = ()
    when: str = ""


@dataclass
class Registry:
    """The views and watches of this site.

    ``with_pages_below`` names the views below whose pages stand others that no release holds, made when they are asked
    for; ``?release=7`` asks them to speak as of a release.
    """

    views: dict[str, ReleasedView] = field(default_factory=dict)
    watches: list[Watch] = field(default_factory=list)
    with_pages_below: set[str] = field(default_factory=set)

    def add(
        self, views: Iterable[ReleasedView], watches: Iterable[Watch], with_pages_below: Iterable[str] = ()
    ) -> None:
        """Register an app's views and the tables they read; called once, when the app is ready."""
        self.views.update({view.name: view for view in views})
        self.watches.extend(watches)
        self.with_pages_below.update(with_pages_below)

    def scopes(self) -> list[str]:
        """Every concrete scope there is now, ``view:subject``."""
        return [f"{name}:{subject}" for name, view in sorted(self.views.items()) for subject in view.subjects()]

    def in_order(self, scopes: Iterable[str]) -> list[str]:
        """Scopes as they are built: subject by subject, whose views share what they read, as those are registered."""
        places = {name: place for place, name in enumerate(self.views)}

        def place(scope: str) -> tuple[str, int, str]:
            name, _, subject = scope.partition(":")
            return subject, places.get(name, len(places)), scope

        return sorted(scopes, key=place)

    def resolve(self, scope: str) -> tuple[ReleasedView, str] | None:
        """The view and subject of a concrete scope; None when the view is no longer registered."""
        name, _, subject = scope.partition(":")
        return (self.views[name], subject) if name in self.views else None


registry = Registry()


def covers(pattern: str, scope: str) -> bool:
    """Whether a mark's scope, which may hold ``*`` for the view or the subject, covers a concrete one."""
    if pattern == EVERYTHING:
        return True
    wanted, _, subject = pattern.partition(":")
    name, _, key = scope.partition(":")
    return wanted in (EVERYTHING, name) and subject in (EVERYTHING, key)
